"""Pages for who owes a second factor (`User.is_held`): to set one up, and to go. Every other page leads
there, those of Django's admin too. Calls and sockets know nobody then (people.access)."""

from collections.abc import Callable
from functools import cache
from inspect import iscoroutinefunction
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import sync_and_async_middleware

from tickets.api_answers import not_now
from tickets.database import OUT_OF_REACH

OF_AGENTS: Final = ("/agent/", "/admin/", "/accounts/", "/metrics")
AGAIN: Final = ("account_reauthenticate", "sso", "sso_back")  # who somebody is, before one is set up
OPEN: Final = ("factor_due", "mfa_activate_totp", "add_passkey", *AGAIN, "logout")


@sync_and_async_middleware
def held_back(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> Any:
            away = await sync_to_async(_away)(request) if _of_agents(request) else None
            return away or await get_response(request)

        return later
    return lambda request: (_of_agents(request) and _away(request)) or get_response(request)


def _of_agents(request: HttpRequest) -> bool:
    """Others needn't know who asks."""
    return request.path_info.startswith(OF_AGENTS) and request.path_info not in _open()


def _away(request: HttpRequest) -> HttpResponse | None:
    try:
        held = request.user.is_authenticated and request.user.is_held
    except OUT_OF_REACH as error:
        return not_now(request, error)
    return redirect("factor_due") if held else None


@cache
def _open() -> frozenset[str]:
    return frozenset(map(reverse, OPEN))
