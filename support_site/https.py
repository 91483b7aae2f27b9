"""The redirect to https, unless it would go round in a circle: then a page says what is missing."""

import logging
import time
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.utils.translation import gettext_noop

from tickets.api_answers import API, refusal
from tickets.on_the_loop import OnTheLoop
from tickets.refusals import Refused
from tickets.wire.buckets import Bucket, Rate

log = logging.getLogger(__name__)

BY_HTTPS: Final = "by_https"  # a cookie that a browser keeps and sends by https only
REMEMBERED: Final = 30  # seconds
NOW_AND_THEN: Final = Rate(burst=1, per_second=1 / 60)


class RedirectToHttps(OnTheLoop, SecurityMiddleware):
    """The server itself speaks no TLS: by what a visitor came, only a proxy can tell."""

    _lines = Bucket(NOW_AND_THEN, time.monotonic())

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:  # type: ignore[override]
        redirect = super().process_request(request)
        if redirect is None:
            return None
        if why := _why_in_vain(request):
            if not self._lines.take(time.monotonic()):
                log.error("PUBLIC_URL is %s, but %s", settings.PUBLIC_URL, why)
            answer = _explained(request, why)
            vars(answer)["_has_been_logged"] = True  # else Django adds a line for each
            return answer
        redirect.set_cookie(BY_HTTPS, "1", REMEMBERED, secure=True, httponly=True, samesite="Lax")
        return redirect


def _why_in_vain(request: HttpRequest) -> str:
    """Why the redirect would lead to where the visitor is already: in English for the log, and the page's
    template translates it."""
    if not settings.BEHIND_PROXY:
        return gettext_noop("BEHIND_PROXY is off: nobody can say who comes by https.")
    if not getattr(request, "scope", {}).get("scheme_known"):
        return gettext_noop("the proxy in front of it sends no X-Forwarded-Proto.")
    if BY_HTTPS in request.COOKIES:
        return gettext_noop("the proxy in front of it sends X-Forwarded-Proto: http for who comes by https.")
    return ""


def _explained(request: HttpRequest, why: str) -> HttpResponse:
    if request.path_info.startswith(API):
        told = f"This desk is at {settings.PUBLIC_URL}, but {why}"
        return refusal(Refused("unavailable", told, retry_after=REMEMBERED))
    said = {"why": why, "ours": settings.PUBLIC_URL}
    return render(request, "addresses/no_scheme.html", said, status=500)
