"""What is attached to a mail, on its way to be files of its message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid5

from tickets.conversation import attachments
from tickets.conversation.attachments import Attached, Gone, Source
from tickets.conversation.openings import Carried, Joins
from tickets.features.mail import arrive, parse
from tickets.features.mail.models import Mail
from tickets.features.mail.parse import Parsed
from tickets.models import Ticket

CARRIED: Final = "attached to its mail"  # of an opening: no call has a field of this name


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes files, and the data by which its message tells of all."""

    kept: Sequence[Attached]
    data: dict[str, Any]


def names_only(parsed: Parsed) -> dict[str, Any]:
    """Of a mail that is no message: nobody's quota is filled by a stranger or a machine."""
    return _told([], [{"name": one.name, "size": len(one.content)} for one in parsed.attachments])


def sorted_out(mail: Mail, parsed: Parsed, ticket: Ticket | None) -> Sorted:
    """Within the transaction of its message; `ticket`, under its lock, if it is there already."""
    found = [_found(mail, one) for one in parsed.attachments]
    reasons = attachments.left_out(ticket.pk if ticket else None, found)
    kept = [one for one in found if one.id not in reasons]
    left = [_left(one, reasons[one.id]) for one in found if one.id in reasons]
    return Sorted(kept, _told([str(one.id) for one in kept], left))


def _found(mail: Mail, part: parse.Attachment) -> Attached:
    source = {"of": "mail", "mail": str(mail.pk), "part": part.number}
    return Attached(uuid5(mail.pk, f"part {part.number}"), part.name, part.content, source)


def _left(one: Attached, reason: str) -> dict[str, Any]:
    return {"name": one.name, "size": len(one.content)} | ({"reason": reason} if reason else {})


def _told(files: Sequence[str], left: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return ({"files": files} if files else {}) | ({"attached": left} if left else {})


def read(source: Source) -> bytes:
    """Of the kept mail, in a job."""
    mail = Mail.objects.filter(pk=source["mail"]).exclude(place="").first()
    parsed = parse.read(arrive.raw_of(mail)) if mail else None
    for one in parsed.attachments if parsed else ():
        if one.number == source["part"]:
            return one.content
    raise Gone("the mail that it came with is no longer kept")


def _opened(ticket: Ticket, carried: Carried) -> None:
    attachments.keep(ticket.pk, carried.get(CARRIED, ()))


OPENS: Final = Joins(fields={}, contact=lambda *_: None, opened=_opened)
