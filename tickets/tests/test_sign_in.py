"""Signing in, at both of its pages: few tries of one address, few passwords looked at at once, and a
lock that ends."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings

from tickets.conversation import limits
from tickets.people.models import User
from tickets.wire.buckets import Bucket, Buckets, Rate
from tickets.wire.limits import SIGN_INS
from tickets.wire.turns import NoTurn, Turns

pytestmark = pytest.mark.usefixtures("plain_static_files", "quick_passwords")
DOORS = ("/accounts/login/", "/admin/login/")
PASSWORD = "a-long-one"


@pytest.fixture(autouse=True)
def _as_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_sign_ins", Buckets(Rate(SIGN_INS.burst, per_second=1e-6)))


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed."""
    hashed: list[str] = []

    def counted(password: str, *args: object, **kwargs: object) -> str:
        hashed.append(password)
        return make_password(password, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("django.contrib.auth.base_user.make_password", counted)
    return hashed


@pytest.fixture
def bea(db: None) -> User:
    return User.objects.create_user("bea", password=PASSWORD, is_staff=True)


def tries(
    client: Client, username: str, password: str, address: str = "192.0.2.1", door: str = DOORS[0]
) -> int:
    fields = {"username": username, "password": password}
    return client.post(door, fields, REMOTE_ADDR=address).status_code


@pytest.mark.parametrize("door", DOORS)
def test_made_up_names_cost_few_hashes(client: Client, bea: User, hashes: list[str], door: str) -> None:
    answers = [tries(client, f"made-up-{n}", "a guess", f"2001:db8::{n}", door) for n in range(90)]
    assert len(hashes) == answers.count(200) == SIGN_INS.burst
    assert answers.count(429) == 90 - SIGN_INS.burst
    refused = client.post(door, {"username": "bea", "password": PASSWORD}, REMOTE_ADDR="2001:db8::1")
    assert refused["Retry-After"].isdigit()
    assert "try again in" in refused.content.decode()
    assert tries(client, "bea", PASSWORD, "2001:db8:0:1::1", door) == 302, "from elsewhere"


def test_an_office_has_many_agents(client: Client, bea: User) -> None:
    assert {tries(client, "bea", PASSWORD) for _ in range(int(SIGN_INS.burst) + 5)} == {302}


def test_a_try_during_a_lock_does_not_renew_it(client: Client, bea: User) -> None:
    for _ in range(8):
        last = tries(client, "bea", "a guess")
    assert last == 429
    began = now() - timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=began)
    assert tries(client, "bea", PASSWORD) == 429
    assert AccessAttempt.objects.get().attempt_time == began
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert tries(client, "bea", PASSWORD) == 302


@pytest.mark.parametrize("door", DOORS)
def test_a_lock_is_by_user_and_site(client: Client, bea: User, door: str) -> None:
    for n in range(8):
        last = tries(client, "bea", "a guess", f"2001:db8::{n}", door)
    assert last == 429
    assert tries(client, "bea", PASSWORD, "2001:db8::ffff", DOORS[0]) == 429
    assert tries(client, "bea", PASSWORD, "2001:db8:0:1::1", DOORS[0]) == 302


@pytest.mark.parametrize(
    "command",
    ["axes_reset_username bea", "axes_reset_ip 2001:db8::", "axes_reset", "axes_reset_ip 192.0.2.1"],
)
def test_a_lock_is_taken_off_by_a_command_that_the_docs_name(client: Client, bea: User, command: str) -> None:
    docs = Path("docs/running_it.md").read_text()
    assert (
        f"`python manage.py {command.split(maxsplit=1)[0]}" in docs
        or f"`{command.split(maxsplit=1)[0]}" in docs
    )
    for _ in range(8):
        tries(client, "bea", "a guess", "2001:db8::7")
    assert tries(client, "bea", PASSWORD, "2001:db8::7") == 429
    call_command(*command.split(), stdout=StringIO())
    assert tries(client, "bea", PASSWORD, "2001:db8::7") == (429 if "192.0.2.1" in command else 302)


def test_another_password_is_set_by_a_command_that_the_docs_name(
    client: Client, bea: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for docs in ("README.md", "docs/running_it.md"):
        assert "manage.py changepassword" in Path(docs).read_text()
    monkeypatch.setattr("getpass.getpass", lambda prompt: "another-long-one")
    call_command("changepassword", "bea", stdout=StringIO())
    assert tries(client, "bea", PASSWORD) == 200
    assert tries(client, "bea", "another-long-one") == 302


@pytest.mark.parametrize("door", DOORS)
def test_who_is_busy_says_so(client: Client, bea: User, door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(at_once=1, waiting=1, patience=0.01)
    monkeypatch.setattr(limits, "_passwords", turns)
    with turns.turn():
        for _ in range(int(SIGN_INS.burst) + 2):
            assert tries(client, "bea", PASSWORD, door=door) == 429
    assert tries(client, "bea", PASSWORD, door=door) == 302, "being refused counted for nothing"


def test_without_limits_nobody_waits(
    client: Client, bea: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = settings.AXES_ENABLED = False
    monkeypatch.setattr(limits, "_passwords", Turns(at_once=0, waiting=0, patience=0))
    assert [tries(client, "bea", "a guess") for _ in range(30)] == [200] * 30
    assert tries(client, "bea", PASSWORD) == 302


@pytest.mark.parametrize(
    "page", ["password_reset/", "password_reset/done/", "reset/MQ/set-password/", "reset/done/"]
)
def test_no_page_says_that_a_mail_was_sent(client: Client, page: str) -> None:
    assert client.get(f"/accounts/{page}").status_code == 404


def test_few_have_a_turn_few_wait_and_the_rest_hear_it_at_once() -> None:
    turns, go_on, having = Turns(2, 3, patience=30), threading.Event(), threading.Semaphore(0)

    def takes() -> bool:
        try:
            with turns.turn():
                having.release()
                return go_on.wait(30)
        except NoTurn:
            return False

    with ThreadPoolExecutor(9) as pool:
        waiting = [pool.submit(takes) for _ in range(9)]
        for _ in range(2):
            assert having.acquire(timeout=30)
        refused = list(islice(as_completed(waiting, timeout=30), 4))
        assert [one.result() for one in refused] == [False] * 4
        assert not having.acquire(blocking=False), "a third has a turn"
        go_on.set()
    assert sum(one.result() for one in waiting) == 5


def test_what_was_given_back_can_be_taken() -> None:
    bucket = Bucket(Rate(burst=2, per_second=0.001), now=0)
    assert [bucket.take(0), bucket.take(0)] == [0, 0]
    bucket.give_back()
    assert bucket.take(0) == 0
    assert bucket.take(0) > 0
