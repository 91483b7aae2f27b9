"""Every process of jobs looks which mailboxes of the desk nobody reads, and reads them: so one that is added,
changed or turned off is taken up without a restart, and one whose reader died by another.

Who reads a mailbox says so in its row, and again before that has run out. Two that read the same one for a
moment would only find each other's mails stored already.
"""

import logging
import time
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from tickets.database import statement
from tickets.features.mail import mailboxes, sealing
from tickets.features.mail.imap_door import ImapDoor
from tickets.features.mail.models import Door, Mailbox

log = logging.getLogger(__name__)

EVERY: Final = 3.0  # seconds
HELD: Final = timedelta(seconds=30)
RENEWED: Final = timedelta(seconds=15)  # before its end


class Reading(NamedTuple):
    """`by`: what it was begun with; another, and it is begun anew."""

    by: tuple[object, ...]
    door: ImapDoor


class Readers:
    def __init__(self) -> None:
        self._me: UUID = uuid4()
        self._there: dict[int, Reading] = {}
        self._due = 0.0  # monotonic seconds

    def look(self) -> None:
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + EVERY
        wanted = {box.pk: box for box in Mailbox.objects.filter(is_on=True) if self._holds(box)}
        for pk in {*self._there} - {*wanted}:
            self._end(pk)
        for box in wanted.values():
            self._read(box)

    def _holds(self, box: Mailbox) -> bool:
        """Mine, or nobody's: then it is mine from now on."""
        now = timezone.now()
        if box.reader == self._me and box.read_until and box.read_until - now > RENEWED:
            return True
        if box.reader != self._me and box.read_until and box.read_until > now:
            return False
        free = Q(reader=self._me) | Q(read_until=None) | Q(read_until__lt=Now())
        with statement():
            return bool(
                Mailbox.objects.filter(free, pk=box.pk).update(reader=self._me, read_until=Now() + HELD)
            )

    def _read(self, box: Mailbox) -> None:
        by = (box.whose, box.sealed, box.folder)
        there = self._there.get(box.pk)
        if there and there.by == by and there.door.is_alive():
            return
        self._end(box.pk)
        try:
            where = mailboxes.where(box)
        except sealing.NotOpened as why:
            self._cannot(box, str(why))
            return
        self._there[box.pk] = Reading(by, ImapDoor(where, box.door, box.pk))
        self._there[box.pk].door.start()
        log.info("mail: from the mailbox of %s", box)

    def _cannot(self, box: Mailbox, why: str) -> None:
        words = f"{box.user}, {box.host}: {why}"
        if not Door.objects.filter(name=box.door, words=words).exists():
            with statement():
                Door.objects.update_or_create(name=box.door, defaults={"words": words})

    def _end(self, pk: int) -> None:
        """It ends by itself, within one wait for news."""
        if there := self._there.pop(pk, None):
            there.door.stop()


look: Final = Readers().look
