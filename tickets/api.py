"""The HTTP twins of the wire (docs/protocol.md, HTTP): each calls one action or one page."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError, ValidationError
from pydantic import AfterValidator, Strict, StringConstraints

from tickets.api_answers import refusal
from tickets.connections import overview
from tickets.conversation import actions, limits, timeline
from tickets.conversation.ledger import Opening, Written
from tickets.conversation.timeline import Asked
from tickets.database import in_database
from tickets.desk import queue
from tickets.liveness.marks import RedisError, Told, marks
from tickets.liveness.web import pulse
from tickets.people import access
from tickets.people.access import NOBODY, Person, Seat, Visitor
from tickets.presence import seats as presence
from tickets.presence.visits import visits
from tickets.refusals import Refused, not_found
from tickets.wire import announce, frames, stamps
from tickets.wire.admission import admission
from tickets.wire.socket import held
from tickets.wire.stamps import stamp


def own_origin(request: HttpRequest) -> bool:
    """A browser says where a call comes from; other sites may not use our cookies.

    With SameSite=Lax this is what a CSRF token would do, without a token to fetch first.
    """
    if request.method in ("GET", "HEAD"):
        return True
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin not in settings.PUBLIC_ORIGINS
    if foreign or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise Refused("forbidden", "Calls from other sites are not accepted.")
    return True


api = NinjaAPI(title="Holdfast", version="1", docs_url="/docs", auth=own_origin)


@api.exception_handler(Refused)
def refused(_: HttpRequest, error: Refused) -> HttpResponse:
    return refusal(error)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    match error.errors[0]:
        case {"loc": ("body", _)}:  # all of it
            return unreadable(request)
        case first:
            fields = list(dict.fromkeys(map(frames.field_of, error.errors)))
            return refusal(frames.refusal(first), fields=fields)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, _: HttpError | None = None) -> HttpResponse:
    return refused(request, Refused("bad_frame", "The body is a JSON object."))


def _email(address: str) -> str:
    """Empty, or what Django's own forms would take."""
    try:
        if address:
            validate_email(address)
    except DjangoValidationError:
        raise ValueError("is not an e-mail address") from None
    return address


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, _: RequestDataTooBig) -> HttpResponse:
    return refused(request, Refused("too_long", "The call is too long."))


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


Words = Annotated[str, StringConstraints(max_length=200)]


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


class StatusChange(Schema):
    id: UUID
    status: Literal["open", "resolved"]
    seen: frames.Seq | None = None


class Assignment(frames.Handing, Schema):
    id: UUID


class Read(Schema):
    seq: Annotated[frames.Seq, Strict()]  # in a frame, "3" is no number either


class Opened(Schema):
    ticket: str
    token: str
    url: str


class PrivateLink(Schema):
    token: str
    url: str


class Stored(Schema):
    id: str
    seq: int
    at: str


class Problem(Schema):
    code: str
    message: str
    fields: list[str] | None = None
    seq: int | None = None
    gone: bool | None = None


PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 422, 429, 503}): Problem}


@api.post("/tickets", response={201: Opened, **PROBLEMS})
async def open_ticket(request: HttpRequest, ticket: OpenTicket) -> Any:
    address = request.META.get("REMOTE_ADDR", "")
    limits.may_open(address)
    limits.may_store(f"{ticket.name}{ticket.email}{ticket.subject}{ticket.body}", address)
    opening = Opening(ticket.id, ticket.name, ticket.body, ticket.email or "", ticket.subject or "")
    public_id, token = await actions.open_ticket(opening)
    return Status(201, {"ticket": public_id, "token": token, "url": _url(public_id, token)})


@api.post("/tickets/{ticket}/session", response={204: None, **PROBLEMS})
async def keep(request: HttpRequest, ticket: str) -> Any:
    """Exchange the token for this browser's cookie."""
    limits.may_open(request.META.get("REMOTE_ADDR", ""))
    seat = await in_database(_seat, request, ticket)
    if not seat.is_agent:
        await in_database(access.keep_seat, request.session, seat)
    return Status(204, None)


@api.post("/tickets/{ticket}/link", response={201: PrivateLink, **PROBLEMS})
async def give_link(request: HttpRequest, ticket: str) -> Any:
    """The customer's private link, for the customer; a new one, for an agent."""
    seat = await _writing(request, ticket)
    token = await actions.give_token(seat)
    return Status(201, {"token": token, "url": _url(seat.public_id, token)})


@api.get("/tickets/{ticket}/events", response={200: dict[str, Any], **PROBLEMS})
async def events(
    request: HttpRequest,
    ticket: str,
    after: frames.Seq = 0,
    last: UUID | None = None,
    newest: bool = False,
) -> Any:
    """The twin of `hello` and `sync`: {ticket, events, head, more, subject, status, assignee},
    and of the frames that follow: {marks, people?, on_duty}, release."""

    def read() -> tuple[Seat, timeline.Page]:
        seat = _seat(request, ticket)
        page = queue.pages_after([Asked(seat, after, last, newest)])[0]
        if page is None:
            raise not_found()
        return seat, page

    with admission().serving():
        seat, page = await in_database(read)
    _sit(seat.public_id, seat.person)
    marks = [{"type": kind, **who, "seq": seq} for kind, who, seq in page.marks]
    here = await presence.people_of([page.ticket])
    people = {"people": here[page.ticket]} if here else {}
    about = {"marks": marks, "on_duty": pulse().on_duty, "release": settings.RELEASE}
    return page.as_dict() | about | people


@api.get("/tickets/{ticket}/earlier", response={200: dict[str, Any], **PROBLEMS})
async def earlier(request: HttpRequest, ticket: str, before: frames.Seq) -> Any:
    """The twin of `earlier`: {ticket, events, more}."""

    def read() -> dict[str, Any]:
        return timeline.page_before(_seat(request, ticket), before)

    with admission().serving():
        return await in_database(read)


@api.post("/tickets/{ticket}/messages", response={201: Stored, **PROBLEMS})
async def send(request: HttpRequest, ticket: str, message: Message) -> Any:
    seat = await _writing(request, ticket)
    if not seat.is_agent:
        limits.may_store(message.body, request.META.get("REMOTE_ADDR", ""), seat.ticket)
    return Status(201, _stored(await actions.send(seat, message.id, message.body, message.kind)))


@api.post("/tickets/{ticket}/status", response={201: Stored, **PROBLEMS})
async def set_status(request: HttpRequest, ticket: str, change: StatusChange) -> Any:
    seat = await _writing(request, ticket)
    return Status(201, _stored(await actions.set_status(seat, change.id, change.status, change.seen)))


@api.post("/tickets/{ticket}/assignment", response={201: Stored, **PROBLEMS})
async def assign(request: HttpRequest, ticket: str, change: Assignment) -> Any:
    seat = await _writing(request, ticket)
    written = await actions.assign(seat, change.id, change.agent, change.held_by)
    return Status(201, _stored(written))


@api.post("/tickets/{ticket}/read", response={204: None, **PROBLEMS})
async def mark_read(request: HttpRequest, ticket: str, mark: Read) -> Any:
    await actions.mark_read(await in_database(_seat, request, ticket), mark.seq)
    return Status(204, None)


@api.post("/tickets/{ticket}/delivered", response={204: None, **PROBLEMS})
async def mark_delivered(request: HttpRequest, ticket: str, mark: Read) -> Any:
    await actions.mark_delivered(await in_database(_seat, request, ticket), mark.seq)
    return Status(204, None)


@api.get("/queue", response={200: dict[str, Any], **PROBLEMS})
async def list_queue(
    request: HttpRequest, view: str = "open", before: str | None = None, find: Words | None = None
) -> Any:
    """The desk's list: {rows, counts, calling, more}, the server's time, and who has the desk open;
    with `find` what has these words: {rows, looked_at}."""

    def read() -> tuple[Person, dict[str, Any]]:
        agent = _agent(request)
        return agent, queue.found(agent, view, find) if find else queue.page(agent, view, before)

    agent, page = await in_database(read)
    _sit(announce.DESK, agent)
    links = await presence.customers_of([row["ticket"] for row in page["rows"]])
    for row in page["rows"]:
        row["customer"] = links.get(row["ticket"])
    return page | {"now": stamps.now(), "here": await presence.agents_at_desk()}


@api.get("/agents", response={200: dict[str, Any], **PROBLEMS})
async def list_agents(request: HttpRequest) -> Any:
    """Whom a ticket can be assigned to: {agents: [{username, name, key}]}."""

    def read() -> list[dict[str, str]]:
        _agent(request)
        people = map(access.person_of, access.agents().order_by("username"))
        return [{"username": person.username, "name": person.name, "key": person.key} for person in people]

    return {"agents": await in_database(read)}


@api.get("/connections", response={200: dict[str, Any], **PROBLEMS})
async def connections(request: HttpRequest, since: int = 0) -> Any:
    """Agents: every process with its state, and points of the charts after `since`."""
    await in_database(_agent, request)
    me = pulse().reporter
    away = {"now": 0, "redis": False, "processes": overview.rows({me.id: Told(me.report(), 0)})}
    about = {"me": me.id, "heartbeat": settings.HEARTBEAT_INTERVAL, "origins": settings.PUBLIC_ORIGINS}
    about |= {"address": _address(request)}
    try:
        now, told, histories = await marks().reports(max(0, since - overview.GAP))
    except RedisError:
        return about | away | {"points": overview.points([], since, 0)}
    points = await asyncio.to_thread(overview.points, histories.values(), since, now)
    return about | {"now": now, "redis": True, "processes": overview.rows(told), "points": points}


def _address(request: HttpRequest) -> dict[str, Any]:
    """Who calls, as this process knows it, and whether it can tell visitors apart."""
    how = getattr(request, "scope", {}).get("forwarded", "none")
    seen = request.META.get("REMOTE_ADDR", "")
    return {"seen": seen, "how": how, "sockets": len(held), "addresses": held.keys}


@api.get("/connections/mark", response={200: dict[str, Any], **PROBLEMS})
async def mark(request: HttpRequest, process: frames.PublicId, socket: frames.PublicId) -> Any:
    """Agents: the newest tick, and the tick of a socket's last sign of life, as Redis has them."""
    await in_database(_agent, request)
    try:
        tick, mark = await marks().mark_of(process, socket)
    except RedisError:
        raise Refused("unavailable", "Redis can't be reached right now.", retry_after=2) from None
    return {"tick": tick, "mark": mark}


def _visitor(request: HttpRequest) -> Visitor:
    """Who calls. `?as=<user name>`: whose desk it is. Its browser may have another sign-in by now."""
    visitor = access.visitor_of(request.session, request.user)
    claimed = request.GET.get("as")
    if claimed is not None and (visitor.agent is None or visitor.agent.username != claimed):
        raise Refused("signed_out", "Sign in again.")
    return visitor


def _agent(request: HttpRequest) -> Person:
    agent = _visitor(request).agent
    if agent is None:
        raise Refused("signed_out", "Sign in as an agent.")
    return agent


def _seat(request: HttpRequest, ticket: str) -> Seat:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return access.seat(NOBODY, ticket, token.strip())
    return access.seat(_visitor(request), ticket, as_agent="as" in request.GET)


def _sit(ticket: str, person: Person) -> None:
    visits().came(ticket, person.key, person.role, person.name)


async def _writing(request: HttpRequest, ticket: str) -> Seat:
    seat = await in_database(_seat, request, ticket)
    limits.may_write(seat)
    return seat


def _url(ticket: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}/t/{ticket}/#{token}"  # a fragment never reaches a server


def _stored(written: Written) -> dict[str, Any]:
    return {"id": str(written.id), "seq": written.seq, "at": stamp(written.at)}
