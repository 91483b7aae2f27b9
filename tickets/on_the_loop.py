"""Middleware whose own code computes runs where the call is: Django hands each method of each to a thread
(`MiddlewareMixin.__acall__`), fifteen ways there and back with every call."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin


class OnTheLoop(MiddlewareMixin):
    """Stands first among the bases. `process_request` and `process_response` may ask no database and wait for
    nothing, but for an answer of which `waits` says so."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        before, after = (getattr(self, name, None) for name in ("process_request", "process_response"))
        answer: HttpResponseBase = (before and before(request)) or await self.get_response(request)  # type: ignore[misc]
        if after is None:
            return answer
        done: HttpResponseBase = (
            await _on_a_thread(after, request, answer) if self.waits(request) else after(request, answer)
        )
        return done

    def waits(self, _request: Any) -> bool:
        """Whether `process_response` may have to wait, for this request: then a thread does."""
        return False


async def _on_a_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """The request's own, which a call of the API has for this alone (`support_site.handler`): nobody's may
    wait for another's."""
    async with ThreadSensitiveContext():
        return await sync_to_async(_connected)(work, *arguments)


def _connected(work: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return work(*arguments)
    finally:
        close_old_connections()
