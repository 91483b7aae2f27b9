"""The HTTP API (docs/protocol.md, HTTP): the calls of every room and feature, and what they have in common.

The seam for a feature's calls: a ninja router called `router` in its `api` module, with typed
answers, PROBLEMS and what `api_docs` asks for. A call translates and calls one action; who calls,
says `people.callers`.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from tickets import features_on
from tickets.api_answers import PROBLEMS, ready, refusal
from tickets.api_docs import BY_CUSTOMER_OR_AGENT, DESCRIPTION, complete
from tickets.connections import api as connections
from tickets.conversation import api as conversation
from tickets.conversation import timeline
from tickets.conversation.schemas import EventsPage
from tickets.conversation.timeline import Asked
from tickets.database import in_database
from tickets.desk import api as desk
from tickets.desk import queue
from tickets.people import callers
from tickets.people.access import Seat
from tickets.presence import people as presence
from tickets.presence import rules
from tickets.process import process
from tickets.refusals import Refused, not_found
from tickets.wire import frames
from tickets.wire.admission import admission


async def own_origin(request: HttpRequest) -> bool:
    """A browser says where a call comes from; other sites may not use our cookies.

    With SameSite=Lax this is what a CSRF token would do, without a token to fetch first. A coroutine, since
    ninja would hand what is none to a thread.
    """
    if request.method in ("GET", "HEAD"):
        return True
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin not in settings.PUBLIC_ORIGINS
    if foreign or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise Refused("forbidden", "Calls from other sites are not accepted.")
    return True


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The same wherever a call moves to: clients are made from it."""
        return f"tickets_api_{operation.view_func.__name__}"

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**asked)
        complete(schema)
        return schema


api = Api(title="Holdfast", version="1", description=DESCRIPTION, docs_url="/docs", auth=own_origin)


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


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, _: RequestDataTooBig) -> HttpResponse:
    return refused(request, Refused("too_long", "The call is too long."))


@api.get(
    "/tickets/{ticket}/events",
    summary="Read what is new",
    response={200: EventsPage, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
    tags=["Conversation"],
)
async def events(
    request: HttpRequest,
    ticket: str,
    after: frames.Seq = 0,
    last: UUID | None = None,
    newest: bool = False,
) -> Any:
    """The page of events after one, and the ticket as it stands, with marks and people: the twin of `sync`
    and of a place in `hello`. Who asks is `online` there for 45 s."""

    def read() -> tuple[Seat, timeline.Page]:
        seat = callers.seat(request, ticket)
        page = queue.pages_after([Asked(seat, after, last, newest)])[0]
        if page is None:
            raise not_found()
        return seat, page

    with admission().serving():
        seat, page = await in_database(read)
    person = seat.person
    if not person.is_program:
        process().visits.came(seat.public_id, person.key, person.role, person.name, person.answers)
    marks = [{"type": kind, **who, "seq": seq} for kind, who, seq in page.marks]
    here = await presence.people_of([page.ticket])
    there = here.get(page.ticket, [])
    people = {"people": there if seat.is_agent else rules.for_customer(there)} if here else {}
    about = {"marks": marks, "on_duty": process().duty.on_duty, "release": settings.RELEASE}
    expected = {} if seat.is_agent else process().duty.expected.of(seat.public_id)
    desk = {"desk": expected} if expected else {}
    return ready(page.as_dict() | about | people | desk)


for room in (conversation, desk, connections, *features_on.modules("api")):
    api.add_router("", room.router)
