"""Sign-ins that an issuer gave and takes back: by its word, and by its no when it is asked."""

import time
from base64 import b64encode
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.people import given, oidc, sso
from tickets.people.models import Given, HeardLogout, SignInRules, User
from tickets.people.tests.issuer import ISSUER, SECRET, Issuer, goes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
ENDED = "/accounts/sso/ended/"


def signs_in(issuer: Issuer, **says: Any) -> Client:
    issuer.says = says
    client = Client()
    client.get(goes(client, issuer))
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/agent/").status_code == 200


def says_ended(issuer: Issuer, **changed: Any) -> Any:
    return Client().post(ENDED, {"logout_token": issuer.logout(**changed)})


# — it says so —


def test_it_ends_the_session_that_it_names(issuer: Issuer, bea: User) -> None:
    here, there = signs_in(issuer, sid="s-1"), signs_in(issuer, sid="s-2")
    by_password = Client()
    by_password.post("/accounts/login/", {"username": "bea", "password": "a-long-one"})
    answer = says_ended(issuer, sid="s-1", sub=None)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert [is_in(one) for one in (here, there, by_password)] == [False, True, True]
    line = Line.objects.get(what="sign-in.ended")
    assert (line.by, line.about) == ("single sign-on (login.example.com)", "bea")
    assert Given.objects.get().sid == "s-2"


def test_it_ends_all_that_it_gave_to_somebody(issuer: Issuer, bea: User) -> None:
    make_agent("abe", email="abe@example.org", password="a-long-one")
    abe = signs_in(issuer, sub="a-1", email="abe@example.org", sid="s-3")
    theirs = [signs_in(issuer, sid="s-1"), signs_in(issuer)]
    by_password = Client()
    by_password.post("/accounts/login/", {"username": "bea", "password": "a-long-one"})
    assert says_ended(issuer, sid=None, sub="b-1").status_code == 200
    assert [is_in(one) for one in (*theirs, abe, by_password)] == [False, False, True, True]


def test_of_both_the_session_counts_and_one_that_it_never_named_may_be_it(issuer: Issuer, bea: User) -> None:
    named, other, unnamed = signs_in(issuer, sid="s-1"), signs_in(issuer, sid="s-2"), signs_in(issuer)
    assert says_ended(issuer, sid="s-1", sub="b-1").status_code == 200
    assert [is_in(one) for one in (named, other, unnamed)] == [False, True, False]
    assert says_ended(issuer, sid="s-2", sub="somebody-else").status_code == 200
    assert says_ended(issuer, sid="s-9", sub=None).status_code == 200, "there is nothing to end"
    assert is_in(other)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"iss": "https://evil.example.com"}, "another issuer"),
        ({"aud": "another desk"}, "somebody else"),
        ({"aud": None}, "somebody else"),
        ({"iat": None}, "iat"),
        ({"iat": int(time.time()) - 3600}, "old"),
        ({"iat": int(time.time()) + 3600}, "iat"),
        ({"exp": int(time.time()) - 3600}, "expired"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "whose"),
        ({"nonce": "n"}, "id token"),
        ({"events": None}, "no logout"),
        ({"events": []}, "no logout"),
        ({"events": {oidc.SIGNED_OUT: True}}, "no logout"),
        ({"events": {"http://schemas.openid.net/event/else": {}}}, "no logout"),
        ({"sub": None, "sid": None}, "whose"),
        ({"sub": None, "sid": ["s-1"]}, "whose"),
    ],
)
def test_what_it_didn_t_say_to_us_ends_nothing(
    issuer: Issuer, bea: User, wrong: dict[str, Any], why: str
) -> None:
    client = signs_in(issuer, sid="s-1")
    answer = says_ended(issuer, **wrong)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert why in answer.json()["error_description"].lower()
    assert is_in(client)


@pytest.mark.parametrize("algorithm", ["ES256", "HS256", "none"])
def test_what_it_didn_t_sign_ends_nothing(issuer: Issuer, bea: User, algorithm: str) -> None:
    client = signs_in(issuer, sid="s-1")
    issuer.algorithm, issuer.signs_with = algorithm, ec.generate_private_key(ec.SECP256R1())
    assert says_ended(issuer).status_code == 400
    assert is_in(client)


HEAD, DEEP = (b64encode(one).decode() for one in (b'{"alg": "ES256"}  ', b"[" * 90_000))


@pytest.mark.parametrize("token", ["", "a.b.c", "\0", "é", f"{DEEP}.{DEEP}.", f"{HEAD}.{DEEP}.{DEEP}"])
def test_what_is_no_token_is_refused(issuer: Issuer, token: str) -> None:
    assert Client().post(ENDED, {"logout_token": token}).status_code == 400
    assert Client().post(ENDED).status_code == 400
    assert Client().get(ENDED).status_code == 405


def test_an_id_token_ends_nobody(issuer: Issuer, bea: User) -> None:
    client = signs_in(issuer, sid="s-1")
    token = issuer.answer(_asks("/token"))["id_token"]
    assert Client().post(ENDED, {"logout_token": token}).status_code == 400
    assert is_in(client)


def _asks(path: str) -> Any:
    return type("Request", (), {"full_url": f"{ISSUER}{path}", "data": b""})


def test_it_is_heard_once(issuer: Issuer, bea: User) -> None:
    token = issuer.logout(sub="b-1")
    assert Client().post(ENDED, {"logout_token": token}).status_code == 200
    client = signs_in(issuer)
    answer = Client().post(ENDED, {"logout_token": token})
    assert (answer.status_code, answer.json()["error_description"]) == (400, "this was heard before")
    assert is_in(client)
    HeardLogout.objects.update(at=timezone.now() - timedelta(hours=1))
    assert says_ended(issuer, sub="b-1").status_code == 200
    assert HeardLogout.objects.count() == 1, "what is too old to be said again is forgotten"


def test_its_keys_are_asked_for_now_and_then(
    issuer: Issuer, bea: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever anybody sends."""
    asked: list[str] = []
    answer = issuer.answer

    def counted(request: Any) -> Any:
        asked.append(request.full_url)
        return answer(request)

    monkeypatch.setattr(oidc, "_answer", counted)
    for _ in range(3):
        assert says_ended(issuer, sid="s-1").status_code == 200
    forged = jwt.encode({"iss": ISSUER, "aud": "desk"}, SECRET, "HS256", {"kid": "unknown"})
    for _ in range(3):
        assert Client().post(ENDED, {"logout_token": forged}).status_code == 400
    assert len(asked) == 2, "what it says of itself, and its keys"
    oidc._held.clear()
    issuer.away = True
    for _ in range(3):
        assert says_ended(issuer, sid="s-1").status_code == 503
    assert len(asked) == 3


def test_a_desk_without_it_hears_nobody(issuer: Issuer) -> None:
    token = issuer.logout()
    SignInRules.objects.all().delete()
    assert Client().post(ENDED, {"logout_token": token}).status_code == 400


def test_a_sign_in_that_waits_for_the_second_factor_is_ended_too(issuer: Issuer, bea: User) -> None:
    from allauth.mfa.totp.internal import auth

    secret = auth.generate_totp_secret()
    auth.TOTP.activate(bea, secret)
    client = Client()
    issuer.says = {"sid": "s-1"}
    client.get(goes(client, issuer))
    assert says_ended(issuer, sid="s-1").status_code == 200
    code = f"{auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))):06}"
    client.post("/accounts/login/code/", {"code": code})
    assert not is_in(client)


def test_it_goes_on_by_another_key_of_the_session(issuer: Issuer, bea: User) -> None:
    client = signs_in(issuer, sid="s-1")
    before = client.session.session_key
    new = dict.fromkeys(("new_password1", "new_password2"), "another-long-one")
    new["old_password"] = "a-long-one"
    assert client.post("/accounts/password_change/", new).status_code == 302
    assert client.session.session_key != before
    assert is_in(client)
    assert says_ended(issuer, sid="s-1").status_code == 200
    assert not is_in(client)


def test_of_a_browser_the_last_sign_in_counts(issuer: Issuer, bea: User) -> None:
    client = signs_in(issuer, sid="s-1")
    issuer.says = {"sid": "s-2"}
    client.get(goes(client, issuer))
    assert [one.sid for one in Given.objects.all()] == ["s-2"]
    assert says_ended(issuer, sid="s-1").status_code == 200
    assert is_in(client)
    assert says_ended(issuer, sid="s-2").status_code == 200
    assert not is_in(client)


def test_its_pages_close_at_once(issuer: Issuer, bea: User, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr("tickets.wire.announce.sign_ins_changed", lambda **who: told.append(who))
    monkeypatch.setattr("tickets.signals.on_commit", lambda told: told())
    client = signs_in(issuer, sid="s-1")
    told.clear()
    from tickets.wire import groups

    session = groups.session(client.session.session_key or "")
    says_ended(issuer, sid="s-1")
    assert {"session": session} in told


# — it is asked —


@pytest.fixture
def hers(issuer: Issuer, bea: User) -> Client:
    issuer.refresh_token = "r-1"
    return signs_in(issuer, sid="s-1")


def later(minutes: float = 10.1) -> None:
    for row in Given.objects.all():
        Given.objects.filter(pk=row.pk).update(ask_at=row.ask_at - timedelta(minutes=minutes))
    sso.look()


def test_it_is_asked_every_ten_minutes_whether_it_knows_them(issuer: Issuer, hers: Client) -> None:
    later(9)
    assert issuer.asked_with == []
    issuer.refresh_token = "r-2"
    later(1.1)
    sso.look()
    assert issuer.asked_with == ["r-1"]
    issuer.refresh_token = ""
    later()
    later()
    assert issuer.asked_with == ["r-1", "r-2", "r-2"], "one that isn't replaced goes on"
    assert is_in(hers)


def test_its_no_ends_the_sign_in(issuer: Issuer, hers: Client) -> None:
    other = signs_in(issuer, sid="s-2")
    Given.objects.filter(sid="s-2").update(ask_at=timezone.now() + timedelta(hours=1))
    issuer.no = "invalid_grant"
    later()
    assert [is_in(one) for one in (hers, other)] == [False, True]
    assert Line.objects.get(what="sign-in.ended").after == {"why": "it was asked"}
    assert [row.sid for row in Given.objects.all()] == ["s-2"]


@pytest.mark.parametrize("no", ["invalid_client", "unauthorized_client", "slow_down", ""])
def test_another_no_ends_nobody(issuer: Issuer, hers: Client, no: str) -> None:
    issuer.no = no or "nothing that is known"
    later()
    assert is_in(hers)
    issuer.no = "invalid_grant"
    later()
    assert not is_in(hers), "it had answered"


def test_one_that_is_away_ends_nobody_and_is_asked_in_a_minute(issuer: Issuer, hers: Client) -> None:
    second = signs_in(issuer, sid="s-2")
    issuer.away = True
    later()
    assert is_in(hers)
    assert is_in(second)
    soon = timezone.now() + timedelta(minutes=2)
    assert Given.objects.filter(ask_at__lte=soon).count() == 2
    assert is_in(hers)
    issuer.away, issuer.no = False, "invalid_grant"
    later()
    assert not is_in(hers), "nothing had been asked that it could have lost"
    assert not is_in(second)


def test_a_no_after_an_answer_that_was_lost_ends_nobody(issuer: Issuer, hers: Client) -> None:
    """The lost answer may have had the next token, and the former counts no more."""
    for issuer.loses in (True, False, True):
        later()
    issuer.loses, issuer.no = False, "invalid_grant"
    later()
    assert is_in(hers)
    assert Given.objects.get().refresh_token == ""
    assert len(issuer.asked_with) == 4
    later()
    assert len(issuer.asked_with) == 4, "there is nothing to ask with"
    assert says_ended(issuer, sid="s-1").status_code == 200
    assert not is_in(hers)


def test_what_it_is_asked_with_is_sealed(issuer: Issuer, hers: Client) -> None:
    issuer.refresh_token = "the-second-token"
    later()
    assert Given.objects.get().refresh_token == "the-second-token"
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_token FROM people_given")
        [[kept]] = cursor.fetchall()
    assert kept.startswith("sealed:")
    sessions = [one.get_decoded() for one in Session.objects.all()]
    assert sessions
    assert "the-second-token" not in str(sessions), "read, for they are packed"


def test_what_isn_t_there_any_more_is_asked_nothing_and_forgotten(issuer: Issuer, hers: Client) -> None:
    hers.post("/accounts/logout/")
    later()
    assert Given.objects.count() == 1, "it may only have changed its key"
    later()
    assert Given.objects.count() == 0
    assert issuer.asked_with == []


def test_what_another_issuer_gave_isn_t_asked_for_here(issuer: Issuer, hers: Client) -> None:
    Given.objects.update(issuer="https://old.example.com")
    later()
    SignInRules.objects.all().delete()
    later()
    assert issuer.asked_with == []
    assert is_in(hers)


def test_of_two_processes_one_asks(issuer: Issuer, hers: Client) -> None:
    Given.objects.update(ask_at=timezone.now())
    rows = list(given.due())
    found = sso.rules()
    assert found
    given.look(found.client, rows)
    given.look(found.client, rows)
    assert issuer.asked_with == ["r-1"]


def test_a_lasting_token_is_asked_for_where_that_was_said(
    issuer: Issuer, bea: User, root: Client, settings: Settings
) -> None:
    assert "offline_access" not in Client().get("/accounts/sso/")["Location"]
    page = "/agent/settings/sign-in/"
    sent = {"act": "sso", "issuer": ISSUER, "client_id": "desk", "client_secret": SECRET}
    sent["asks_offline"] = "on"
    told = root.post(page, sent, follow=True).content.decode()
    assert "It says nothing of telling this desk who has signed out there." in told
    assert sso.ended() in told
    assert "offline_access" in Client().get("/accounts/sso/")["Location"]
    issuer.tells_of_ends = True
    told = root.post(page, sent, follow=True).content.decode()
    assert "It can tell this desk who has signed out there" in told
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "desk", SECRET
    assert "offline_access" not in Client().get("/accounts/sso/")["Location"]
    settings.OIDC_OFFLINE = True
    assert "offline_access" in Client().get("/accounts/sso/")["Location"]
    assert "OIDC_OFFLINE" in root.get(page).content.decode()
