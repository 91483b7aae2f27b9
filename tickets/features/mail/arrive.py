"""The one door behind all doors: a mail is stored, raw and for good, before anybody is told that we have it.

What is in it is read by a job. The same Message-ID again is the same mail: who never heard our answer sends
it once more. A mail without one is known by its content.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tickets.conversation import hiding
from tickets.database import transaction
from tickets.features.mail import parse
from tickets.features.mail.models import Mail
from tickets.jobs import table

READ: Final = "mail-in"
FORGET: Final = "mail-forget"
HIDE: Final = "mail-hide"
KEPT: Final = timedelta(days=30)
MOST_RECIPIENTS: Final = 100
LONGEST_ID: Final = 250  # characters


def stored(
    raw: bytes,
    sender: str | None = None,
    recipients: Sequence[str] = (),
    too_large: int = 0,
    mailbox: int | None = None,
) -> Mail:
    """On a database thread. `sender`, `recipients`: as the server that brings it says, if one does.
    `too_large`: so many bytes were not fetched, and `raw` is its head alone. `mailbox`: of the desk's."""
    digest = hashlib.sha256(raw).hexdigest()
    id = parse.message_id(raw)
    known = {
        "direction": Mail.Direction.IN,
        "message_id": id if 0 < len(id) <= LONGEST_ID else f"sha256:{digest}",
    }
    if found := Mail.objects.filter(**known).first():
        return found
    place = _place(digest)
    storages["files"].save(place, ContentFile(raw))
    args: dict[str, Any] = {"to": list(recipients)[:MOST_RECIPIENTS], "too_large": too_large}
    if sender is not None:
        args["from"] = sender[:320]
    if mailbox is not None:
        args["mailbox"] = mailbox
    return _kept(known, place, args)


def _place(digest: str) -> str:
    return f"mail/{digest[:2]}/{digest}"


@transaction()
def _kept(known: dict[str, Any], place: str, args: dict[str, Any]) -> Mail:
    mail, new = Mail.objects.get_or_create(**known, defaults={"place": place, "args": args})
    if new:
        table.enqueue(READ, {"mail": str(mail.pk)}, key=f"{READ} {mail.pk}", order=READ)
        table.enqueue(FORGET, {"mail": str(mail.pk)}, wait=KEPT)
    return mail


def raw_of(mail: Mail) -> bytes:
    with storages["files"].open(mail.place) as file:
        return bytes(file.read())


def hide(mail: Mail, raw: bytes) -> bytes:
    """What the desk keeps in no message isn't kept in the raw mail either: another takes its place, and it is
    deleted by a job, whatever dies meanwhile."""
    kept = parse.hidden(raw, hiding.stored)
    if kept == raw:
        return raw
    place = _place(hashlib.sha256(kept).hexdigest())
    storages["files"].save(place, ContentFile(kept))
    with transaction():
        Mail.objects.filter(pk=mail.pk).update(place=place)
        must_go(mail.place)
    mail.place = place
    return kept


def must_go(place: str) -> None:
    """Within the transaction in which a row leaves it: by a job, whatever dies meanwhile."""
    if place:
        table.enqueue(HIDE, {"place": place})


def hidden(args: Mapping[str, Any]) -> None:
    """The raw mail that no row has any more."""
    if not Mail.objects.filter(place=args["place"]).exists():
        storages["files"].delete(args["place"])


def forget(args: Mapping[str, Any]) -> None:
    """After KEPT the raw mail goes; what was read of it stays. Another with the same content may need it."""
    mail = Mail.objects.filter(pk=args["mail"]).exclude(place="").first()
    if mail is None:
        return
    if not Mail.objects.filter(place=mail.place).exclude(pk=mail.pk).exists():
        storages["files"].delete(mail.place)
    Mail.objects.filter(pk=mail.pk).update(place="")
