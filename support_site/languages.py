"""A page speaks its reader's language: the first of the browser's that there are words in, else English.
There are more for customers than for the desk."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

from tickets import languages
from tickets.api_answers import API

DESK: Final = ("/agent/", "/accounts/", "/admin/")
Answer = Callable[[HttpRequest], Any]  # an HttpResponse, or an awaitable of one


@sync_and_async_middleware
def in_the_readers_language(get_response: Answer) -> Answer:
    """Calls of the API and static files are the same in every language."""

    def said(response: HttpResponse, language: str) -> HttpResponse:
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", language)
        return response

    def speaks_none(request: HttpRequest) -> bool:
        return request.path_info.startswith((API, settings.STATIC_URL))

    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponse:
            if speaks_none(request):
                response: HttpResponse = await get_response(request)
                return response
            language = _language(request)
            with translation.override(language):
                return said(await get_response(request), language)

        return later

    def at_once(request: HttpRequest) -> HttpResponse:
        if speaks_none(request):
            response: HttpResponse = get_response(request)
            return response
        language = _language(request)
        with translation.override(language):
            return said(get_response(request), language)

    return at_once


def _language(request: HttpRequest) -> str:
    at_desk = request.path_info.startswith(DESK)
    there = settings.DESK_LANGUAGES if at_desk else dict(settings.LANGUAGES)
    return languages.of_reader(request, there) or settings.LANGUAGE_CODE
