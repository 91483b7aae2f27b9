"""The HTTP twins of a conversation's frames (docs/protocol.md, HTTP): each calls one action or one page."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Strict, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.conversation import actions, ledger, limits, timeline
from tickets.conversation.actions import Append
from tickets.conversation.calls import Stored, at_seat, write
from tickets.conversation.ledger import Opening
from tickets.people import access
from tickets.people.access import Seat
from tickets.wire import announce, frames
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
    body: frames.Body
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
    await at_seat(request, ticket, _keep, request.session)
    return Status(204, None)


def _keep(seat: Seat, session: SessionBase) -> None:
    if not seat.is_agent:
        access.keep_seat(session, seat)


@router.post("/tickets/{ticket}/link", response={201: PrivateLink, **PROBLEMS})
async def give_link(request: HttpRequest, ticket: str) -> Any:
    """The customer's private link, for the customer; a new one, for an agent."""
    public_id, token = await at_seat(request, ticket, _new_link)
    return Status(201, {"token": token, "url": _url(public_id, token)})


def _new_link(seat: Seat) -> tuple[str, str]:
    limits.may_write(seat)
    return seat.public_id, ledger.give_token(seat)


@router.get("/tickets/{ticket}/earlier", response={200: dict[str, Any], **PROBLEMS})
async def earlier(request: HttpRequest, ticket: str, before: frames.Seq) -> Any:
    """The twin of `earlier`: {ticket, events, more}."""
    with admission().serving():
        return await at_seat(request, ticket, timeline.page_before, before)


@router.post("/tickets/{ticket}/messages", response={201: Stored, **PROBLEMS})
async def send(request: HttpRequest, ticket: str, message: Message) -> Any:
    address = request.META.get("REMOTE_ADDR", "")
    return Status(201, await write(request, ticket, _message, message, address))


def _message(seat: Seat, message: Message, address: str) -> Append:
    if not seat.is_agent:
        limits.may_store(message.body, address, seat.ticket)
    return actions.message(seat, message.id, message.body, message.kind)


@router.post("/tickets/{ticket}/read", response={204: None, **PROBLEMS})
async def mark_read(request: HttpRequest, ticket: str, mark: Read) -> Any:
    announce.tell(*await at_seat(request, ticket, actions.moved, "read", mark.seq))
    return Status(204, None)


@router.post("/tickets/{ticket}/delivered", response={204: None, **PROBLEMS})
async def mark_delivered(request: HttpRequest, ticket: str, mark: Read) -> Any:
    announce.tell(*await at_seat(request, ticket, actions.moved, "delivered", mark.seq))
    return Status(204, None)


def _url(ticket: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}/t/{ticket}/#{token}"  # a fragment never reaches a server
