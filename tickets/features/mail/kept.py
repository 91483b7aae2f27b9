"""Mails as agents see them: the whole of one, and those that wait for somebody to look at them. Synchronous;
raises Refused."""

from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from tickets.conversation import actions
from tickets.database import transaction
from tickets.features.mail import arrive, parse, place, reasons
from tickets.features.mail.models import Mail
from tickets.features.mail.parse import Parsed
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.roles import Right
from tickets.refusals import Refused
from tickets.wire.stamps import stamp

MOST: Final = 200  # shown, the newest
MOST_READ: Final = 30  # on a page, with their words
SHOWN: Final = 4_000  # characters
NUMBER: Final = 18  # digits: no more than a key has
State = Mail.State


def not_there() -> Refused:
    return Refused("not_found", "There is no such mail.")


def held(agent: Person) -> list[dict[str, Any]]:
    """The newest first."""
    return [_row(mail) for mail in _held(agent)[:MOST]]


def some_wait(agent: Person) -> bool:
    return _held(agent).exists()


def shown(agent: Person) -> list[dict[str, Any]]:
    """The same for a page: with their words, and why they wait."""
    return [_shown(mail) for mail in _held(agent)[:MOST_READ]]


def _held(agent: Person) -> QuerySet[Mail]:
    """Of one that the agent sees, or of no ticket that is known: and so of no site."""
    seen = Q(ticket__in=Ticket.objects.filter(agent.sight.tickets()))
    if agent.sight.sites is None:
        seen |= Q(ticket=None)
    return Mail.objects.select_related("ticket").filter(seen, state=State.HELD).order_by("-created_at")


def _shown(mail: Mail) -> dict[str, Any]:
    parsed = _parsed(mail)
    body = parsed.text if parsed else _content(arrive.raw_of(mail) if mail.place else b"")["body"]
    more = {"body": body[:SHOWN], "at": mail.created_at, "why": reasons.in_words(mail.reason)}
    return _row(mail) | more | {"readable": parsed is not None and mail.reason != "too-large"}


def _row(mail: Mail) -> dict[str, Any]:
    return {
        "id": str(mail.pk),
        "sender": mail.sender,
        "subject": mail.subject,
        "at": stamp(mail.created_at),
        "reason": mail.reason,
        "ticket": mail.ticket.public_id if mail.ticket else None,
    }


def whole(id: UUID, ticket: int | None = None) -> dict[str, Any]:
    """All that it says, as text: nothing in it is ever run, or fetched. Without a ticket: of a held one."""
    mail = Mail.objects.select_related("ticket").filter(pk=id, direction=Mail.Direction.IN).first()
    if mail is None or (mail.state != State.HELD if ticket is None else mail.ticket_id != ticket):
        raise not_there()
    raw = arrive.raw_of(mail) if mail.place else b""
    return _row(mail) | _content(raw)


def _content(raw: bytes) -> dict[str, Any]:
    try:
        parsed = parse.read(raw)
    except Exception:  # then as it came
        text = raw[: parse.SHOWN_RAW].decode("utf-8", "replace").replace("\0", "")
        return {"to": [], "body": text, "attached": []}
    attached = [
        {"number": one.number, "name": one.name, "type": one.type, "size": len(one.content)}
        for one in parsed.attachments
    ]
    return {"to": list(parsed.recipients), "body": parsed.text, "attached": attached}


def of_ticket(seat: Seat, id: UUID) -> dict[str, Any]:
    actions.agents_only(seat, Right.NOTE)
    return whole(id, seat.ticket)


def part(seat: Seat, id: UUID, number: int) -> parse.Attachment:
    actions.agents_only(seat, Right.NOTE)
    mail = Mail.objects.filter(pk=id, ticket=seat.ticket, direction=Mail.Direction.IN).first()
    parsed = _parsed(mail) if mail else None
    found = next((one for one in parsed.attachments if one.number == number), None) if parsed else None
    if found is None:
        raise not_there()
    return found


def act(agent: Person, id: UUID, what: str, ticket: str) -> None:
    """What an agent does about a held one: open, attach or drop."""
    access.must(agent, Right.ANSWER)
    match what:
        case "open":
            to_new_ticket(agent, id)
        case "attach":
            to_ticket(agent, id, ticket)
        case _:
            drop(agent, id)


def drop(agent: Person, id: UUID) -> None:
    with transaction():
        mail = _locked(agent, id)
        Mail.objects.filter(pk=mail.pk).update(state=State.DROPPED)


def to_new_ticket(agent: Person, id: UUID) -> None:
    with transaction():
        mail = _locked(agent, id)
        place.open_ticket(mail, _readable(mail))


def to_ticket(agent: Person, id: UUID, ticket: str) -> None:
    """An agent says that it is the customer's, or may be shown to them: so it is a message from then on."""
    with transaction():
        mail = _locked(agent, id)
        to = _ticket(agent, ticket)
        if to is None:
            raise Refused("not_found", "There is no such ticket.")
        place.placed(mail, place.said(mail, _readable(mail), to), to)


def _ticket(agent: Person, named: str) -> Ticket | None:
    """By its public id, or by its number: #12."""
    number = named.removeprefix("#")
    by = {"pk": int(number)} if number.isdecimal() and len(number) < NUMBER else {"public_id": named}
    return Ticket.objects.select_related("contact").filter(agent.sight.tickets(), **by).first()


def _locked(agent: Person, id: UUID) -> Mail:
    """What two agents do at once, one of them does."""
    mail = Mail.objects.select_for_update().filter(pk=id, state=State.HELD).first()
    if mail is None or not _held(agent).filter(pk=id).exists():
        raise not_there()
    return mail


def _parsed(mail: Mail) -> Parsed | None:
    try:
        return parse.read(arrive.raw_of(mail)) if mail.place else None
    except Exception:
        return None


def _readable(mail: Mail) -> Parsed:
    parsed = _parsed(mail)
    if parsed is None:
        raise Refused("bad_field", "`id`: this mail can't be read.")
    return parsed
