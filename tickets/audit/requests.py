"""Who makes a request, for what is noted while a page answers it. Calls of the API, which work on threads of
their own, say it themselves (`by`)."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

from django.http import HttpRequest
from django.utils.decorators import sync_and_async_middleware

from tickets.audit import log


@sync_and_async_middleware
def noted(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> Any:
            with log.answering(request):
                return await get_response(request)

        return later

    def now(request: HttpRequest) -> Any:
        with log.answering(request):
            return get_response(request)

    return now
