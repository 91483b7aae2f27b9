"""A second factor: set up on one's own page, asked for at each sign-in, and no easier to guess than a
password."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.core.management import CommandError, call_command
from django.test import Client

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.conversation import limits
from tickets.people import sealing
from tickets.people.models import User
from tickets.wire.buckets import Buckets
from tickets.wire.limits import SIGN_INS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PASSWORD = "a-long-one"
SIGN_IN, CODE, DESK = "/accounts/login/", "/accounts/login/code/", "/agent/"


@pytest.fixture(autouse=True)
def _as_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_sign_ins", Buckets(SIGN_INS))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    clock = Clock()
    monkeypatch.setattr(auth, "time", clock)
    return clock


class Clock:
    now = 1_800_000_000

    def time(self) -> int:
        return self.now


@pytest.fixture
def bea() -> User:
    return make_agent("bea", "Bea", password=PASSWORD, email="bea@example.org", is_superuser=True)


def signs_in(client: Client, door: str = SIGN_IN, **more: Any) -> str:
    """Where the password leads."""
    answer = client.post(door, {"username": "bea", "password": PASSWORD} | more)
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def code_of(user: User, off: int = 0) -> str:
    """What the app of a phone shows whose clock is `off` seconds off."""
    secret = sealing.opened(Authenticator.objects.get(user=user, type="totp").data["secret"])
    counter = (auth.time.time() + off) // 30
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


@pytest.fixture
def with_app(bea: User, clock: Clock) -> User:
    auth.TOTP.activate(bea, auth.generate_totp_secret())
    return bea


def test_it_is_set_up_on_the_own_page_and_asked_for_from_then_on(
    client: Client, bea: User, clock: Clock
) -> None:
    assert signs_in(client) == DESK
    page = client.get("/accounts/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = client.session[auth.SECRET_SESSION_KEY]
    assert secret in page
    wrong = client.post("/accounts/app/", {"code": "000000"})
    assert "isn&#x27;t right" in wrong.content.decode()
    right = auth.format_hotp_value(auth.hotp_value(secret, clock.now // 30))
    codes = client.post("/accounts/app/", {"code": right}, follow=True).content.decode()
    assert codes.count("<li><code>") == 10
    assert "<li><code>" not in client.get("/accounts/recovery_codes/").content.decode(), "shown once"
    assert "10 recovery codes are left" in client.get("/accounts/profile/").content.decode()

    elsewhere = Client()
    assert signs_in(elsewhere, next="/agent/connections/") == CODE
    assert elsewhere.get(DESK).status_code == 302, "a password alone opens nothing"
    assert elsewhere.get("/api/queue").status_code == 401
    assert elsewhere.post(CODE, {"code": right}).status_code == 200, "it was set up with this one"
    clock.now += 30
    answer = elsewhere.post(CODE, {"code": code_of(bea)})
    assert answer["Location"] == "/agent/connections/"
    assert elsewhere.get(DESK).status_code == 200

    first = codes.split("<li><code>")[1][:8]
    for expected in (302, 200):
        late = Client()
        signs_in(late)
        assert late.post(CODE, {"code": first}).status_code == expected, "each signs in once"


def test_the_admin_asks_as_well(client: Client, with_app: User) -> None:
    assert signs_in(client, door="/admin/login/?next=/admin/people/user/") == CODE
    assert "/admin/login/" in client.get("/admin/people/user/")["Location"]
    assert client.post(CODE, {"code": code_of(with_app)})["Location"] == "/admin/people/user/"
    assert client.get("/admin/people/user/").status_code == 200


def test_a_code_is_accepted_once_whichever_process_it_comes_to(with_app: User) -> None:
    for expected in (302, 200):
        client = Client()
        signs_in(client)
        assert client.post(CODE, {"code": code_of(with_app)}).status_code == expected
        for memory in (locmem._caches, locmem._expire_info):  # type: ignore[attr-defined]
            memory.clear()  # another process has none of this one's
        del caches["default"]


@pytest.mark.parametrize(("off", "expected"), [(-29, 302), (29, 302), (-60, 200), (75, 200)])
def test_a_clock_may_be_off_by_a_step(with_app: User, client: Client, off: int, expected: int) -> None:
    signs_in(client)
    answer = client.post(CODE, {"code": code_of(with_app, off)})
    assert answer.status_code == expected
    if expected == 200:
        assert "clock is right" in answer.content.decode(), "it says what may be wrong"


def test_wrong_codes_lock_like_wrong_passwords_and_in_the_same_words(client: Client, with_app: User) -> None:
    signs_in(client)
    answers = [client.post(CODE, {"code": f"{n:06}"}) for n in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    assert "Too many attempts" in answers[-1].content.decode()
    assert client.post(CODE, {"code": code_of(with_app)}).status_code == 429
    assert Client().post(SIGN_IN, {"username": "bea", "password": PASSWORD}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    signs_in(elsewhere)
    assert elsewhere.post(CODE, {"code": code_of(with_app)}).status_code == 302, (
        "nobody locks her out from far"
    )


def test_a_right_password_takes_no_lock_off(client: Client, with_app: User) -> None:
    for n in range(7):
        signs_in(client)
        assert client.post(CODE, {"code": f"{n:06}"}).status_code == 200
    assert Client().post(SIGN_IN, {"username": "bea", "password": "a guess"}).status_code == 429


def test_who_signed_in_here_before_is_not_taken_for_who_is_asked(client: Client, with_app: User) -> None:
    make_agent("abe", "Abe", password=PASSWORD)
    signs_in(client, username="abe")
    assert client.get("/accounts/profile/").status_code == 200
    assert signs_in(client) == CODE
    assert client.get(CODE).status_code == 200
    assert client.get("/accounts/profile/").status_code == 302


def test_who_is_let_go_between_password_and_code_stays_outside(client: Client, with_app: User) -> None:
    signs_in(client)
    User.objects.filter(pk=with_app.pk).update(is_active=False)
    assert client.post(CODE, {"code": code_of(with_app)})["Location"] == SIGN_IN
    assert client.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize("page", ["/accounts/app/", "/accounts/app/remove/", "/accounts/recovery_codes/new/"])
def test_whoever_finds_an_open_desk_changes_no_factor(client: Client, with_app: User, page: str) -> None:
    client.force_login(with_app, "django.contrib.auth.backends.ModelBackend")
    if page == "/accounts/app/":
        Authenticator.objects.all().delete()
    answer = client.post(page, {"code": "123456"})
    assert answer["Location"].startswith("/accounts/login/again/")
    tries = [client.post(answer["Location"], {"password": "a guess"}).status_code for _ in range(8)]
    assert tries == [200] * 7 + [429]


def test_what_was_posted_and_given_up_is_not_done_by_a_later_question(client: Client, with_app: User) -> None:
    client.force_login(with_app, "django.contrib.auth.backends.ModelBackend")
    client.post("/accounts/app/remove/")
    again = client.get("/accounts/app/remove/")["Location"]  # later, to look at it
    assert client.post(again, {"password": PASSWORD, "next": "/accounts/app/remove/"})["Location"]
    assert Authenticator.objects.filter(type="totp").exists()


def test_what_was_posted_is_done_whatever_another_tab_asks_meanwhile(client: Client, with_app: User) -> None:
    client.force_login(with_app, "django.contrib.auth.backends.ModelBackend")
    again = client.post("/accounts/app/remove/")["Location"]
    client.get("/accounts/recovery_codes/new/")
    assert client.post(again, {"password": PASSWORD, "next": "/accounts/app/remove/"})["Location"]
    assert not Authenticator.objects.filter(type="totp").exists()


def test_who_lost_everything_is_let_in_by_a_command_that_the_docs_name(with_app: User) -> None:
    for docs in ("docs/people.md", "docs/running_it.md"):
        assert "manage.py forget_second_factor" in Path(docs).read_text()
    whoever_has_it = Client()
    whoever_has_it.post(signs_in(whoever_has_it), {"code": code_of(with_app)})
    assert whoever_has_it.get("/agent/").status_code == 200
    call_command("forget_second_factor", "bea", stdout=StringIO())
    assert whoever_has_it.get("/agent/").status_code == 302, "signed out"
    assert list(Line.objects.filter(what="factor.removed").values_list("about", flat=True)) == ["bea"]
    assert signs_in(Client()) == DESK
    for user in ("bea", "nobody"):
        with pytest.raises(CommandError):
            call_command("forget_second_factor", user)


def test_it_goes_after_the_password_and_the_codes_go_with_it(client: Client, with_app: User) -> None:
    client.force_login(with_app, "django.contrib.auth.backends.ModelBackend")
    again = client.get("/accounts/app/remove/")["Location"]
    assert client.post(again, {"password": PASSWORD, "next": "/accounts/app/remove/"}).status_code == 302
    assert client.post("/accounts/app/remove/")["Location"] == "/accounts/profile/"
    assert not Authenticator.objects.exists()
    assert signs_in(Client()) == DESK
