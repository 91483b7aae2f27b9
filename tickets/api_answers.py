"""What Django and ninja would say of an API call in their own words, said in the contract's."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.decorators import sync_and_async_middleware

from tickets.address_patterns import pattern
from tickets.api_docs import REFUSED, Documented, example
from tickets.database import OUT_OF_REACH, part_from
from tickets.database_trouble import last, to_who_sends, words
from tickets.on_the_loop import OnTheLoop
from tickets.people import given, sessions
from tickets.refusals import Refused, no_such_call, unavailable

log = logging.getLogger(__name__)

API = "/api/"
OURS = "Holdfast"  # the header by which a page tells our answers from a captive portal's
Answer = Callable[[HttpRequest], Any]  # an HttpResponse, or an awaitable of one


class Problem(Documented):
    model_config = example(code="not_found", message="There is no such ticket.")
    code: str
    """What went wrong, for programs (docs/protocol.md)."""
    message: str
    """The same for people, in English."""
    fields: list[str] | None = None
    """All that are at fault."""
    seq: int | None = None
    """With `unseen`: the newest message that the agent hadn't seen."""
    offset: int | None = None
    """With `conflict` of a chunk: where the file has its end."""
    holder: str | None = None
    """With `taken`: the name of who has the ticket."""
    gone: bool | None = None
    """With `not_found`: the ticket was the caller's, and was deleted."""
    filter: str | None = None
    """Of a search: the filter that is at fault."""
    variable: str | None = None
    """Of a canned reply: the one that there isn't."""
    value: str | None = None
    """What it was given, and doesn't take."""


# Any refusal. In /api/docs it stands for all of them (`api_docs.complete`): ninja makes a model of each
# answer of each call, in every process that starts.
PROBLEMS: dict[Any, Any] = {REFUSED: Problem}


@sync_and_async_middleware
def in_our_words(get_response: Answer) -> Answer:
    """Each answer says that it is ours, nothing of a ticket is kept by a cache, and a wrong method is
    told like any other error."""

    def said(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.path_info.startswith(API):
            return response
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = refusal(no_such_call(), status=response.status_code, Allow=response["Allow"])
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers[OURS] = "1"
        return response

    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            return said(request, await get_response(request))

        return later
    return lambda request: said(request, get_response(request))


class Sessions(OnTheLoop, SessionMiddleware):
    """Saves them when the answer is made: too late for the call or page itself to say that it can't."""

    def waits(self, request: Any) -> bool:
        session = request.session
        return _was_read(session) and (
            session.modified or given.has_moved(session) or sessions.is_due(request, API)
        )

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            if _was_read(getattr(request, "session", None)):
                given.follow(request)
                sessions.renew(request, API)
            answer = super().process_response(request, response)
        except OUT_OF_REACH as error:
            return not_now(request, error)
        except SessionInterrupted as error:
            if cause := _of_the_database(error):
                return not_now(request, cause)
            if request.path_info.startswith(API):  # whoever asks again asks without it
                return refusal(unavailable("This browser's session has ended meanwhile."))
            raise
        # What left with the cookie of before a sign-out or a new password would take the new one away.
        cookie = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        ended_here = request.session.modified and not request.path_info.startswith(API)
        if cookie is not None and not cookie.value and not ended_here:
            del answer.cookies[settings.SESSION_COOKIE_NAME]
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Of a page, which nobody else would catch."""
        return not_now(request, error) if isinstance(error, OUT_OF_REACH) else None


def _was_read(session: Any) -> bool:
    """Else nobody asked for it, or the database was away, and would be waited for once more."""
    return getattr(session, "accessed", False) and hasattr(session, "_session_cache")


def _of_the_database(error: BaseException | None) -> Exception | None:
    """Django takes whatever keeps it from writing a session for a session that is gone."""
    if error is None or isinstance(error, OUT_OF_REACH):
        return error
    return _of_the_database(error.__context__)


def not_now(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away, or takes nothing."""
    log.warning("%s was not answered: %s", pattern(request), error)
    last.note(words(error))
    part_from(error)
    refused = unavailable(to_who_sends(words(error)))
    if request.path_info.startswith(API):
        return refusal(refused)
    # Without the request: what tells a page who reads it would ask the database.
    page = render_to_string("not_now.html", {"why": refused.message})
    return HttpResponse(page, status=refused.status, headers=refused.headers())


def ready(answer: dict[str, Any]) -> JsonResponse:
    """As it is: ninja would look at each field of a long answer, and put in those that are left out."""
    return JsonResponse(answer)


def refusal(
    refused: Refused, status: int | None = None, fields: list[str] | None = None, **headers: str
) -> JsonResponse:
    answer: dict[str, Any] = {"code": refused.code, "message": refused.message, **refused.more}
    if fields:
        answer["fields"] = fields
    return JsonResponse(answer, status=status or refused.status, headers=headers | refused.headers())
