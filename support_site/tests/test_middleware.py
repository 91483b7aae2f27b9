"""Calls of the API take no thread but those of the database; what may wait still gets one."""

import asyncio
import threading
import time
from typing import Any

import pytest
from asgiref.sync import SyncToAsync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware
from django.test import AsyncClient, AsyncRequestFactory
from django.utils.module_loading import import_string

from support_site.handler import Handler
from support_site.middleware import Messages
from tests.seated import make_agent
from tickets.api_answers import Sessions
from tickets.on_the_loop import OnTheLoop
from tickets.people import given, sessions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_static_files", "quick_passwords"),
]
BROWSER = "django.contrib.auth.backends.ModelBackend"
KNOWN = "a-key-of-before"


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to a thread, by name."""
    names, call = list[str](), SyncToAsync.__call__

    def noted(self: Any, *arguments: Any, **more: Any) -> Any:
        names.append(self.func.__qualname__)
        return call(self, *arguments, **more)

    monkeypatch.setattr(SyncToAsync, "__call__", noted)
    return names


async def answered(path: str, by: AsyncClient) -> int:
    """By the whole application."""
    asking = AsyncRequestFactory()
    asking.cookies = by.cookies
    scope = {**asking.get(path).scope, "type": "http"}
    application: Any = ApplicationCommunicator(Handler(), scope)  # type: ignore[no-untyped-call]
    await application.send_input({"type": "http.request", "body": b""})
    status = (await application.receive_output())["status"]
    await application.receive_output()
    await application.wait()
    return int(status)


async def test_a_call_of_the_api_hands_nothing_to_a_thread_but_its_end(
    browser: AsyncClient, handed: list[str]
) -> None:
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    handed.clear()
    assert await answered("/api/agents", browser) == 200
    assert handed == ["HttpResponseBase.close"]


@pytest.mark.parametrize("ours", [SecurityMiddleware, CsrfViewMiddleware, XFrameOptionsMiddleware])
def test_django_s_guards_are_there_by_classes_of_ours(ours: type) -> None:
    """Its own check, which is silenced, knows them by their names alone."""
    those = [import_string(name) for name in settings.MIDDLEWARE]
    assert any(isinstance(one, type) and issubclass(one, ours) for one in those)


async def test_a_form_from_elsewhere_is_refused() -> None:
    browser = AsyncClient(enforce_csrf_checks=True)
    fields = {"username": "ada", "password": "a-long-one"}
    assert (await browser.post("/accounts/login/", fields)).status_code == 403
    page = await browser.get("/accounts/login/")
    fields["csrfmiddlewaretoken"] = page.context["csrf_token"]
    assert (await browser.post("/accounts/login/", fields)).status_code == 200, "and asked again"


def moved(session: SessionStore) -> None:
    session.update({"_auth_user_id": "1", given.KEPT: {"pk": 1, "key": KNOWN}})


def due(session: SessionStore) -> None:
    session.update({"_auth_user_id": "1", sessions.RENEWED: 0})


@pytest.mark.parametrize(
    ("kept", "method", "waits"), [(moved, "get", True), (due, "post", True), (due, "get", False)]
)
def test_a_session_waits_where_it_may_be_written(kept: Any, method: str, waits: bool) -> None:
    before = SessionStore()
    kept(before)
    before.save()
    request: Any = getattr(AsyncRequestFactory(), method)("/api/queue")
    request.session = SessionStore(before.session_key)
    middleware = Sessions(lambda _: HttpResponse())
    assert not middleware.waits(request), "nobody has looked at it"
    request.session.get("_auth_user_id")
    assert middleware.waits(request) is waits
    request.session["anything"] = 1
    assert middleware.waits(request), "what was changed is written"


def test_a_session_that_could_not_be_read_is_not_read_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loads = list[None]()
    request: Any = AsyncRequestFactory().get("/api/queue")
    request.session = SessionStore(KNOWN)
    request.session.accessed = True
    monkeypatch.setattr(SessionStore, "load", lambda _: loads.append(None))
    middleware = Sessions(lambda _: HttpResponse())
    assert not middleware.waits(request)
    assert middleware.process_response(request, HttpResponse()).status_code == 200
    assert not loads


@pytest.mark.parametrize("reached", [599.999, 600.0])
def test_whether_one_is_due_is_said_once_while_the_clock_goes_on(
    monkeypatch: pytest.MonkeyPatch, reached: float
) -> None:
    request: Any = AsyncRequestFactory().post("/api/queue")
    request.session = SessionStore()
    request.session.update({"_auth_user_id": "1", sessions.RENEWED: 0})
    request.session.modified = False
    monkeypatch.setattr(time, "time", lambda: reached)
    waits = Sessions(lambda _: HttpResponse()).waits(request)
    monkeypatch.setattr(time, "time", lambda: 600.0)
    assert waits is sessions.is_due(request, "/api/") is (reached >= 600)


async def test_calls_whose_sessions_are_written_wait_for_no_other(browser: AsyncClient) -> None:
    """Each on a thread of its own, as with Django: a locked database makes none wait behind another."""
    together = threading.Barrier(3, timeout=10)

    class Waits(OnTheLoop):
        def process_response(self, _: HttpRequest, response: HttpResponse) -> HttpResponse:
            together.wait()
            return response

        def waits(self, _request: Any) -> bool:
            return True

    async def answers(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    middleware: Any = Waits(answers)
    calls = [middleware(AsyncRequestFactory().get("/api/queue")) for _ in range(3)]
    assert [one.status_code for one in await asyncio.gather(*calls)] == [200] * 3


async def test_what_a_page_says_once_is_kept_by_a_thread(handed: list[str]) -> None:
    async def says(request: HttpRequest) -> HttpResponse:
        if request.GET:
            messages.info(request, "Saved.")
        return HttpResponse()

    for address, waited in (("/", []), ("/?says=1", ["_connected"])):
        request: Any = AsyncRequestFactory().get(address)
        request.session = SessionStore()
        answering: Any = Messages(says)(request)
        await answering
        assert handed == waited
    assert await Session.objects.acount() == 0, "in a cookie"
