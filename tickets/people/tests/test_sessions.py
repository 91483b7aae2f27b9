"""Where agents are signed in: how long that holds, and that it can be ended."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.seated import make_agent
from tickets.people import access, devices, sessions
from tickets.people.models import User
from tickets.wire import announce, groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PASSWORD, PROFILE, END = "a-long-one", "/accounts/profile/", "/accounts/sign_ins/end/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", password=PASSWORD)


def signed_in(user_agent: str = "", username: str = "ada") -> Client:
    client = Client(headers={"User-Agent": user_agent})
    client.post("/accounts/login/", {"username": username, "password": PASSWORD})
    assert client.get(PROFILE).status_code == 200
    return client


def hours_left(client: Client) -> float:
    session = Session.objects.get(session_key=client.session.session_key)
    return (session.expire_date - timezone.now()) / timedelta(hours=1)


def test_an_agent_s_holds_hours_and_a_customer_s_half_a_year(ada: User, settings: Settings) -> None:
    client = signed_in()
    assert 11.9 < hours_left(client) <= 12
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 12 * 3600
    customer = Client()
    session = customer.session
    session[access.TICKETS] = ["x"]
    session.save()
    customer.get("/")
    assert hours_left(customer) > 179 * 24


@pytest.mark.parametrize(
    ("path", "method", "renews"),
    [(PROFILE, "GET", True), ("/api/connections", "GET", False), ("/api/nothing", "POST", True)],
)
def test_what_an_agent_does_renews_it_and_a_page_that_asks_by_itself_does_not(
    ada: User, monkeypatch: pytest.MonkeyPatch, path: str, method: str, renews: bool
) -> None:
    client = signed_in()
    session = client.session
    session[sessions.RENEWED] = time.time() - 3 * 3600
    session.set_expiry(9 * 3600)
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=3))
    request = type("Request", (), {"session": client.session, "method": method, "path_info": path})()
    request.session.get("anything")
    sessions.renew(request, "/api/")
    assert (hours_left(client) > 11) == renews
    seen = UserSession.objects.get().last_seen_at
    assert (timezone.now() - seen < timedelta(minutes=1)) == renews


def test_a_page_is_shown_while_nothing_can_be_written(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    session = client.session
    session[sessions.RENEWED] = 0
    session.save()

    def full(_: Any) -> None:
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(sessions, "_keep", full)
    assert client.get(PROFILE).status_code == 200


def test_each_is_listed_and_one_or_all_others_are_ended(
    ada: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(announce, "sign_ins_changed", lambda **about: told.append(about["session"]))
    here, phone, third = signed_in(FIREFOX), signed_in(PHONE), signed_in()
    page = here.get(PROFILE).content.decode()
    assert "Firefox · Linux" in page
    assert "Safari · iPhone" in page
    assert page.count("Sign out there") == 2
    keys = [client.session.session_key for client in (phone, third)]
    which = UserSession.objects.get(session_key=keys[0]).pk
    with django_capture_on_commit_callbacks(execute=True):
        here.post(END, {"which": which})
    assert told == [groups.session(keys[0] or "")], "its open pages close at once"
    assert phone.get(PROFILE).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        here.post(END, {"which": "others"})
    assert told[1:] == [groups.session(keys[1] or "")]
    assert third.get(PROFILE).status_code == 302
    assert here.get(PROFILE).status_code == 200


def test_nobody_ends_another_s(ada: User) -> None:
    make_agent("bob", "Bob", password=PASSWORD)
    hers, his = signed_in(), signed_in(username="bob")
    his.post(END, {"which": UserSession.objects.get(user=ada).pk})
    assert hers.get(PROFILE).status_code == 200
    assert his.get(END).status_code == 405


def test_after_another_password_this_one_is_still_listed(ada: User) -> None:
    client, elsewhere = signed_in(FIREFOX), signed_in()
    new = {"old_password": PASSWORD, "new_password1": "a-better-one-8", "new_password2": "a-better-one-8"}
    client.post("/accounts/password_change/", new)
    assert elsewhere.get(PROFILE).status_code == 302
    page = client.get(PROFILE).content.decode()
    assert "Firefox · Linux" in page
    assert "Sign out there" not in page, "the others have ended"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (FIREFOX, "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156 Safari/537.36", "Chrome · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/156 Safari/537.36 Edg/156", "Edge · macOS"),
        ("curl/8", ""),
    ],
)  # fmt: skip
def test_a_device_has_two_words(user_agent: str, said: str) -> None:
    assert devices.named(user_agent) == said
