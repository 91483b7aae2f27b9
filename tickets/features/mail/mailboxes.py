"""The desk's own mailboxes: what somebody does with one, and whose the conversations are that it opens."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from tickets.audit import log
from tickets.conversation.openings import Carried, Joins
from tickets.database import transaction
from tickets.features.mail import sealing
from tickets.features.mail.models import Door, Mailbox
from tickets.features.mail.reached import Where
from tickets.models import Ticket
from tickets.people import sites
from tickets.people.models import Team

CARRIED: Final = "mailbox that it came to"  # of an opening: no call has a field of this name


def where(mailbox: Mailbox) -> Where:
    """Raises NotOpened."""
    password = sealing.opened(mailbox.sealed, mailbox.whose)
    return Where(mailbox.host, mailbox.port, mailbox.user, password, mailbox.folder, mailbox.tls)


def all_of_them() -> Sequence[Mailbox]:
    return list(Mailbox.objects.select_related("team").order_by("pk"))


def one(pk: int) -> Mailbox | None:
    return Mailbox.objects.filter(pk=pk).first()


def restored(say: Callable[[str], object]) -> None:
    """A backup brought them: the desk that it was taken from may read them still, and each would miss what
    the other has read."""
    off = Mailbox.objects.filter(is_on=True).update(is_on=False, restored=True, reader=None, read_until=None)
    if off:
        say(f"Mailboxes that are switched off until somebody says in Settings, Mail: {off}.")


@transaction()
def switch_on_restored() -> int:
    """They are nobody else's."""
    found = list(Mailbox.objects.select_for_update().filter(restored=True))
    for mailbox in found:
        mailbox.is_on = True
        keep(mailbox, "")
    return len(found)


def any_is_on() -> bool:
    return Mailbox.objects.filter(is_on=True).exists()


def teams() -> QuerySet[Team]:
    return Team.objects.order_by("name")


@transaction()
def keep(mailbox: Mailbox, password: str) -> None:
    """`password`, empty: the one that is kept."""
    before = one(mailbox.pk) if mailbox.pk else None
    if password:
        mailbox.sealed = sealing.sealed(password, mailbox.whose)
    mailbox.restored = False  # somebody has looked at it
    mailbox.save()
    _without_troubles(mailbox)
    after = _told(mailbox) | ({"password": "another"} if password else {})
    what = "mailbox.changed" if before else "mailbox.added"
    log.note(what, mailbox, before=_told(before), after=after)


@transaction()
def remove(mailbox: Mailbox) -> None:
    """What came by it stays."""
    log.note("mailbox.removed", mailbox, before=_told(mailbox))
    _without_troubles(mailbox)
    mailbox.delete()


def _without_troubles(mailbox: Mailbox) -> None:
    """They were those of what was there before."""
    Door.objects.filter(name=mailbox.door).delete()


def _told(mailbox: Mailbox | None) -> dict[str, Any]:
    names = ("host", "port", "user", "folder", "tls", "site", "team_id", "is_on")
    return {name: getattr(mailbox, name) for name in names} if mailbox else {}


def carried(pk: int | None) -> dict[str, Any]:
    """What a conversation is opened with that began by a mail in it. `site`: for whoever keeps sites."""
    box = one(pk) if pk else None
    if box is None:
        return {}
    site = sites.find(box.site) if box.site else None
    return {CARRIED: box} | ({"site": site.key} if site and not site.only_verified else {})


def _opened(ticket: Ticket, carried: Carried) -> None:
    """Within the transaction that opens it, which saves it afterwards."""
    box: Mailbox | None = carried.get(CARRIED)
    if box and box.team_id and Team.objects.filter(pk=box.team_id).exists():
        ticket.team_id = box.team_id


OPENS: Final = Joins(fields={}, contact=lambda *_: None, opened=_opened)
