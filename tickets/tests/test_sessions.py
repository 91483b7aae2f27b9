"""A session that can't be written now is no session that is gone."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tickets.api_answers import Sessions

pytestmark = pytest.mark.usefixtures("plain_static_files")


def interrupted(cause: Exception | None) -> Any:
    """As Django's middleware tells of whatever kept it from writing one."""

    def process_response(*_: Any) -> None:
        try:
            if cause:
                raise cause
        except OperationalError as error:
            raise SessionInterrupted("The session was deleted before the request completed.") from error
        raise SessionInterrupted("The session was deleted before the request completed.")

    return process_response


def answered(monkeypatch: pytest.MonkeyPatch, path: str, cause: Exception | None) -> HttpResponse:
    monkeypatch.setattr(SessionMiddleware, "process_response", interrupted(cause))
    sessions = Sessions(lambda _: HttpResponse())
    return sessions.process_response(RequestFactory().get(path), HttpResponse())


@pytest.mark.parametrize("path", ["/accounts/login/", "/api/queue"])
def test_who_meets_a_database_that_takes_nothing_is_put_off(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    answer = answered(monkeypatch, path, OperationalError("database or disk is full"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


def test_the_log_says_which_page_and_not_the_secret_in_its_address(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answered(monkeypatch, "/accounts/reset/MQ/a-secret/", OperationalError("database or disk is full"))
    assert "/accounts/reset/<uidb64>/<token>/ was not answered: database or disk is full" in caplog.messages


def test_a_session_that_is_gone_is_asked_without_by_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, "/api/queue", None).status_code == 503
    with pytest.raises(SessionInterrupted):
        answered(monkeypatch, "/accounts/login/", None)


@pytest.mark.parametrize("path", ["/t/abc/", "/api/queue"])
@pytest.mark.django_db
def test_what_left_with_the_cookie_of_before_takes_no_newer_one_away(path: str) -> None:
    """Another tab has signed out meanwhile, and this browser has got the cookie of its own conversations."""
    request = asked(path, SessionStore("gone"))
    assert request.session.get("somebody") is None
    assert cookie_of(request) is None


@pytest.mark.django_db
def test_who_signs_out_has_no_cookie_any_more() -> None:
    session = SessionStore()
    session["somebody"] = "signed in"
    session.save()
    request = asked("/accounts/logout/", session)
    request.session.flush()
    assert cookie_of(request) == ""


def asked(path: str, session: SessionStore) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    request.session = session
    return request


def cookie_of(request: HttpRequest) -> str | None:
    """What the answer makes of the browser's: None for nothing."""
    answer = Sessions(lambda _: HttpResponse()).process_response(request, HttpResponse())
    found = answer.cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else None
