"""Middleware of Django's and others', on the event loop (`tickets.on_the_loop`)."""

from collections.abc import Callable
from typing import Any, Final

from asgiref.sync import sync_to_async
from csp.middleware import CSPMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware

from tickets.on_the_loop import OnTheLoop

READING: Final = ("GET", "HEAD", "OPTIONS", "TRACE")  # RFC 9110, 9.2.1


class Policy(OnTheLoop, CSPMiddleware):
    """Content-Security-Policy."""


class Common(OnTheLoop, CommonMiddleware):
    """Hosts, slashes and lengths."""


class Frames(OnTheLoop, XFrameOptionsMiddleware):
    """X-Frame-Options."""


class Messages(OnTheLoop, MessageMiddleware):
    """What a page says once may lie in the session."""

    def waits(self, request: Any) -> bool:
        messages = getattr(request, "_messages", None)
        return messages is not None and (messages.used or messages.added_new)


class Csrf(OnTheLoop, CsrfViewMiddleware):
    """Of a form that is posted its body is read, which may be long."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        super().__init__(get_response)
        if self.async_mode:
            self.process_view = self._viewed  # type: ignore[method-assign, assignment]

    async def _viewed(self, request: HttpRequest, view: Any, *arguments: Any) -> Any:
        looks = super().process_view
        if request.method in READING or getattr(view, "csrf_exempt", False):
            return looks(request, view, *arguments)
        return await sync_to_async(looks)(request, view, *arguments)
