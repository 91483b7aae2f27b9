"""The HTTP twins of a conversation's frames (docs/protocol.md, HTTP): each calls one action or one page."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Strict, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.conversation import actions, limits, timeline
from tickets.conversation.calls import Stored, stored, writing
from tickets.conversation.ledger import Opening
from tickets.database import in_database
from tickets.people import access, callers
from tickets.wire import frames
from tickets.wire.admission import admission

router = Router()


def _email(address: str) -> str:
    """Empty, or what Django's own forms would take."""
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise ValueError("is not an e-mail address") from None
    return address


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=80),
    AfterValidator(frames.printable),
    AfterValidator(frames.visible),
]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
Subject = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(frames.printable),
    AfterValidator(lambda subject: subject and frames.visible(subject)),
]


class OpenTicket(Schema):
    id: UUID
    name: Name
    body: frames.Body
    email: Email | None = None
    subject: Subject | None = None


class Message(Schema):
    id: UUID
    body: frames.Words
    kind: Literal["message", "note"] = "message"


class Read(Schema):
    seq: Annotated[frames.Seq, Strict()]  # in a frame, "3" is no number either


class Opened(Schema):
    ticket: str
    token: str
    url: str


class PrivateLink(Schema):
    token: str
    url: str


@router.post("/tickets", response={201: Opened, **PROBLEMS})
async def open_ticket(request: HttpRequest, ticket: OpenTicket) -> Any:
    address = request.META.get("REMOTE_ADDR", "")
    limits.may_open(address)
    limits.may_store(f"{ticket.name}{ticket.email}{ticket.subject}{ticket.body}", address)
    opening = Opening(ticket.id, ticket.name, ticket.body, ticket.email or "", ticket.subject or "")
    public_id, token = await actions.open_ticket(opening)
    return Status(201, {"ticket": public_id, "token": token, "url": _url(public_id, token)})


@router.post("/tickets/{ticket}/session", response={204: None, **PROBLEMS})
async def keep(request: HttpRequest, ticket: str) -> Any:
    """Exchange the token for this browser's cookie."""
    limits.may_open(request.META.get("REMOTE_ADDR", ""))
    seat = await in_database(callers.seat, request, ticket)
    if not seat.is_agent:
        await in_database(access.keep_seat, request.session, seat)
    return Status(204, None)


@router.post("/tickets/{ticket}/link", response={201: PrivateLink, **PROBLEMS})
async def give_link(request: HttpRequest, ticket: str) -> Any:
    """The customer's private link, for the customer; a new one, for an agent."""
    seat = await writing(request, ticket)
    token = await actions.give_token(seat)
    return Status(201, {"token": token, "url": _url(seat.public_id, token)})


@router.get("/tickets/{ticket}/earlier", response={200: dict[str, Any], **PROBLEMS})
async def earlier(request: HttpRequest, ticket: str, before: frames.Seq) -> Any:
    """The twin of `earlier`: {ticket, events, more}."""

    def read() -> dict[str, Any]:
        return timeline.page_before(callers.seat(request, ticket), before)

    with admission().serving():
        return await in_database(read)


@router.post("/tickets/{ticket}/messages", response={201: Stored, **PROBLEMS})
async def send(
    request: HttpRequest,
    ticket: str,
    message: frames.carrying(Message),  # type: ignore[valid-type]  # with the fields of features
) -> Any:
    seat = await writing(request, ticket)
    if not seat.is_agent:
        limits.may_store(message.body, request.META.get("REMOTE_ADDR", ""), seat.ticket)
    carried = frames.carried(message)
    return Status(201, stored(await actions.send(seat, message.id, message.body, message.kind, carried)))


@router.post("/tickets/{ticket}/read", response={204: None, **PROBLEMS})
async def mark_read(request: HttpRequest, ticket: str, mark: Read) -> Any:
    await actions.mark_read(await in_database(callers.seat, request, ticket), mark.seq)
    return Status(204, None)


@router.post("/tickets/{ticket}/delivered", response={204: None, **PROBLEMS})
async def mark_delivered(request: HttpRequest, ticket: str, mark: Read) -> Any:
    await actions.mark_delivered(await in_database(callers.seat, request, ticket), mark.seq)
    return Status(204, None)


def _url(ticket: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}/t/{ticket}/#{token}"  # a fragment never reaches a server
