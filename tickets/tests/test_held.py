"""A second factor that everybody must have: asked for until it's due, then nothing else opens before it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.seated import feature, make_agent
from tickets.audit.models import Line
from tickets.held import OF_AGENTS, OPEN
from tickets.people import access, callers, required, second_factor, sign_ins
from tickets.people.models import User
from tickets.people.second_factor import Type
from tickets.refusals import Refused
from tickets.settings import pages
from tickets.wire import announce

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE, DUE = "/agent/settings/sign-in/", "/accounts/second_factor/"


@pytest.fixture
def abe(client: Client) -> User:
    abe = make_agent("abe", "Abe", password="a-long-one", is_superuser=True)
    client.force_login(abe, BACKEND)
    return abe


def now_due(user: User) -> None:
    """The grace is over."""
    User.objects.filter(pk=user.pk).update(factor_by=timezone.now() - timedelta(seconds=1))


def sets_up(client: Client) -> None:
    again = client.get("/accounts/app/")
    if again.status_code == 302:
        client.post(again["Location"], {"password": "a-long-one"})
        client.get("/accounts/app/")
    secret = client.session[auth.SECRET_SESSION_KEY]
    code = auth.format_hotp_value(auth.hotp_value(secret, int(auth.time.time()) // 30))
    assert client.post("/accounts/app/", {"code": code})["Location"] == "/accounts/recovery_codes/"


def test_it_is_asked_for_in_the_settings_and_noted(root: Client) -> None:
    root.post(PAGE, {"act": "ask-everybody", "days": "7"})
    by = User.objects.get(username="root").factor_by
    assert by
    assert timedelta(days=6.9) < by - timezone.now() < timedelta(days=7.1)
    line = Line.objects.filter(what="sign-in.rules").latest("pk")
    assert (line.by, line.before["second_factor_from"]) == ("root", None)
    assert line.after["second_factor_from"] == by.isoformat(timespec="minutes")
    shown = root.get(PAGE).content.decode()
    assert "1 of 1 has none yet: <bdi>Root</bdi>" in shown
    for days in ("-1", "91", "soon", ""):
        assert root.post(PAGE, {"act": "ask-everybody", "days": days}).status_code == 200
    assert required.since() == by, "what is wrong changes nothing"
    root.post(PAGE, {"act": "ask-nobody"})
    assert required.since() is None
    assert User.objects.get(username="root").factor_by is None


def test_whoever_finds_an_open_desk_asks_nobody(client: Client, abe: User) -> None:
    assert client.post(PAGE, {"act": "ask-nobody"})["Location"].startswith("/accounts/login/again/")
    assert client.post(PAGE, {"act": "ask-everybody", "days": "0"}).status_code == 302
    assert required.since() is None


def test_before_it_is_due_a_notice_says_until_when(client: Client, abe: User) -> None:
    assert "factor-soon" not in client.get("/agent/").content.decode()
    required.ask_everybody(7)
    abe.refresh_from_db()
    assert abe.factor_by
    for page in ("/agent/", "/accounts/profile/"):
        assert f"{abe.factor_by:%Y, %H:%M} UTC on" in client.get(page).content.decode()
    sets_up(client)
    assert "factor-soon" not in client.get("/agent/").content.decode()


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        here = before + str(one.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif not set("<(") & set(here):
            yield here


def test_when_it_is_due_every_page_leads_there(client: Client, abe: User) -> None:
    now_due(abe)
    open_ones = {reverse(name) for name in OPEN}
    behind = {one for one in addresses() if one.startswith(OF_AGENTS)} - open_ones
    assert {"/agent/", "/agent/people/", PAGE, "/admin/", "/accounts/profile/", "/metrics"} <= behind
    assert {f"/agent/settings/{page.name}/" for page in pages.every()} <= behind
    for page in {*behind, "/agent/0123/", "/agent/0123/print/", "/admin/people/user/"}:
        assert client.get(page)["Location"] == DUE, page
    assert client.post("/agent/", {"name": "Abe"})["Location"] == DUE
    text = client.get(DUE).content.decode()
    assert "/accounts/app/" in text
    assert "/accounts/logout/" in text
    assert "sidebar" not in text + client.get("/accounts/app/", follow=True).content.decode()
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"


def test_calls_know_nobody_then(rf: RequestFactory, client: Client, abe: User) -> None:
    call = rf.get("/api/queue")
    call.session, call.user = client.session, abe
    assert callers.agent(call).username == "abe"
    now_due(abe)
    abe.refresh_from_db()
    with pytest.raises(Refused) as refused:
        callers.agent(call)
    assert refused.value.code == "signed_out"


def test_sockets_know_nobody_then_and_open_ones_end(client: Client, abe: User) -> None:
    cookie = client.session.session_key
    sign_in = access.visitor_with_cookie(cookie).sign_in
    assert sign_in
    required.ask_everybody(1)
    assert sign_ins.ended_of([sign_in]) == []
    now_due(abe)
    assert sign_ins.ended_of([sign_in]) == [sign_in]
    assert access.visitor_with_cookie(cookie).agent is None


def test_who_looks_after_sockets_is_told_at_once(
    abe: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(
        announce, "sign_ins_changed", lambda **about: told.append(about == {"all_agents": True})
    )
    with django_capture_on_commit_callbacks(execute=True):
        required.ask_everybody(0)
    assert told == [True]


def test_then_it_is_set_up_and_everything_opens(client: Client, abe: User) -> None:
    required.ask_everybody(0)
    assert client.get("/agent/")["Location"] == DUE
    sets_up(client)
    assert client.get("/agent/").status_code == 200
    assert client.get(DUE)["Location"] == "/agent/"


def test_who_gives_the_only_one_up_owes_one_again(abe: User) -> None:
    auth.TOTP.activate(abe, auth.generate_totp_secret())
    Authenticator.objects.create(user=abe, type=Type.WEBAUTHN, data={})
    required.ask_everybody(7)
    abe.refresh_from_db()
    assert abe.factor_by is None
    Authenticator.objects.get(type=Type.TOTP).delete()
    abe.refresh_from_db()
    assert abe.factor_by is None, "the other one stays"
    second_factor.forget(abe)
    abe.refresh_from_db()
    assert abe.factor_by == required.since()


def test_who_joins_later_owes_one_too(db: None) -> None:
    required.ask_everybody(0)
    late = make_agent("late", password="a-long-one")
    assert late.is_held
    late.factor_by = None
    late.save()
    late.refresh_from_db()
    assert not late.is_held, "and it isn't counted anew at each save"


def test_programs_call_as_before(rf: RequestFactory, db: None) -> None:
    token = feature("api_tokens", "tokens").make("robot", ["read"])
    required.ask_everybody(0)
    call = rf.get("/api/queue", headers={"Authorization": f"Bearer {token}"})
    assert callers.agent(call).is_program
