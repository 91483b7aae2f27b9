"""The HTTP twins of a conversation's frames (docs/protocol.md, HTTP): each calls one action or one page."""

from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Router, Status

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import BY_ANYBODY, BY_CUSTOMER_OR_AGENT
from tickets.conversation import actions, ledger, limits, openings, timeline
from tickets.conversation.actions import Work
from tickets.conversation.calls import at_seat, write
from tickets.conversation.ledger import Opening
from tickets.conversation.schemas import (
    EarlierPage,
    Message,
    Opened,
    OpenTicket,
    PrivateLink,
    Read,
    Stored,
)
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.roles import Right
from tickets.wire import announce, frames
from tickets.wire.admission import admission

router = Router(tags=["Conversation"])

LANGUAGE_CHARACTERS: Final = 35  # as the column has


@router.post(
    "/tickets",
    summary="Open a ticket",
    response={201: Opened, **PROBLEMS},
    openapi_extra=BY_ANYBODY,
)
async def open_ticket(
    request: HttpRequest,
    ticket: openings.carrying(OpenTicket),  # type: ignore[valid-type]  # with the fields of features
) -> Any:
    """With its first message. The answer has the customer's private link; the same `id` again is answered as
    the first time."""
    address = request.META.get("REMOTE_ADDR", "")
    limits.may_open(address)
    carried = openings.carried(ticket)
    said = (ticket.name, ticket.body, ticket.email or "", ticket.subject or "")
    opening = Opening(ticket.id, *said, carried, first_language(request))
    words = f"{opening.name}{opening.email}{opening.subject}{opening.body}{openings.words(ticket)}"
    public_id, token = await actions.open_ticket(opening, limits.room_for(words, address))
    return Status(201, {"ticket": public_id, "token": token, "url": _url(public_id, token)})


@router.post(
    "/tickets/{ticket}/session",
    summary="Keep a ticket in this browser",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def keep(request: HttpRequest, ticket: str) -> Any:
    """Exchange the token for this browser's cookie, which opens the newest 50 tickets that it was given."""
    limits.may_open(request.META.get("REMOTE_ADDR", ""))
    await at_seat(request, ticket, _keep, request.session)
    return Status(204, None)


def _keep(seat: Seat, session: SessionBase) -> None:
    if not seat.is_agent:
        access.keep_seat(session, seat)


@router.post(
    "/tickets/{ticket}/link",
    summary="Give a private link",
    response={201: PrivateLink, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def give_link(request: HttpRequest, ticket: str) -> Any:
    """The customer's private link, for the customer; a new one, for an agent. What it opens can be read, so
    a program's token needs the scope `read` as well."""
    public_id, token = await at_seat(request, ticket, _new_link)
    return Status(201, {"token": token, "url": _url(public_id, token)})


def _new_link(seat: Seat) -> tuple[str, str]:
    if seat.is_agent:
        access.must(seat.person, Right.ANSWER)
        access.must_read(seat.person)
    limits.may_write(seat)
    return seat.public_id, ledger.give_token(seat)


@router.get(
    "/tickets/{ticket}/earlier",
    summary="Read what is older",
    response={200: EarlierPage, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def earlier(request: HttpRequest, ticket: str, before: frames.Seq) -> Any:
    """The page of events before one: the twin of `earlier`."""
    with admission().serving():
        return ready(await at_seat(request, ticket, timeline.page_before, before))


@router.post(
    "/tickets/{ticket}/messages",
    summary="Write a message",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def send(
    request: HttpRequest,
    ticket: str,
    message: frames.carrying(Message),  # type: ignore[valid-type]  # with the fields of features
) -> Any:
    """Or an agent's internal note: the twin of `send`. It is on disk when this is answered."""
    address = request.META.get("REMOTE_ADDR", "")
    return Status(201, await write(request, ticket, _message, message, address))


def _message(seat: Seat, message: Message, address: str) -> Work:
    room = limits.room_for(message.body, address, seat)
    carried, asked = frames.carried(message), frames.passing(message)
    return actions.message(seat, message.id, message.body, message.kind, carried, room, asked)


@router.post(
    "/tickets/{ticket}/read",
    summary="Say what was read",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def mark_read(request: HttpRequest, ticket: str, mark: Read) -> Any:
    """All up to an event was seen: the twin of `read`. It never goes back."""
    announce.tell(*await at_seat(request, ticket, actions.moved, "read", mark.seq))
    return Status(204, None)


@router.post(
    "/tickets/{ticket}/delivered",
    summary="Say what was delivered",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def mark_delivered(request: HttpRequest, ticket: str, mark: Read) -> Any:
    """All up to an event is on a page of the caller's side: the twin of `delivered`. It never goes back."""
    announce.tell(*await at_seat(request, ticket, actions.moved, "delivered", mark.seq))
    return Status(204, None)


def first_language(request: HttpRequest) -> str:
    """What the browser asks for first, as BCP 47 has it."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    language, _, region = asked[0][0].partition("-") if asked else ("", "", "")
    tag = f"{language}-{region.upper() if len(region) == 2 else region}".rstrip("-")  # noqa: PLR2004
    return "" if language == "*" else tag[:LANGUAGE_CHARACTERS]


def _url(ticket: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}/t/{ticket}/#{token}"  # a fragment never reaches a server
