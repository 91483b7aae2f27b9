"""The sign-ins of a process, held against the database: many in one query, and judged as HTTP does."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from pytest_django import DjangoAssertNumQueries, Settings

from tests.fakes import Layer, until
from tests.seated import make_agent
from tickets.people import access, sign_ins
from tickets.people.access import SignIn
from tickets.people.models import User
from tickets.people.sign_ins import AT_ONCE, SignIns, ended_of
from tickets.refusals import unavailable
from tickets.wire import groups

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(user: User) -> SignIn:
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, BACKEND)
    request.session.save()
    sign_in = access.visitor_with_cookie(request.session.session_key).sign_in
    assert sign_in
    return sign_in


def test_of_many_those_that_ended_are_found_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [make_agent(f"agent{n}") for n in range(6)]
    asked = [signed_in(user) for user in people]
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    User.objects.filter(pk=people[2].pk).update(is_staff=False)
    User.objects.filter(pk=people[3].pk).update(password="x")
    people[4].delete()
    SessionStore(asked[5].session).delete()
    with django_assert_num_queries(2):
        assert ended_of(asked) == asked[1:]


def test_who_changed_back_was_never_away(ada_herself: User) -> None:
    sign_in = signed_in(ada_herself)
    User.objects.update(is_active=False)
    User.objects.update(is_active=True)
    assert ended_of([sign_in]) == []


def test_a_session_of_somebody_else_by_now_is_not_hers(ada_herself: User) -> None:
    sign_in = signed_in(ada_herself)
    session = SessionStore(sign_in.session)
    session["_auth_user_id"] = str(make_agent("bob").pk)
    session.save()
    assert ended_of([sign_in]) == [sign_in]


def test_a_rotated_secret_key_ends_nothing_until_the_former_one_is_deleted(
    ada_herself: User, settings: Settings
) -> None:
    sign_in = signed_in(ada_herself)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    settings.SECRET_KEY_FALLBACKS = ["o" * 50, former]
    assert ended_of([sign_in]) == []
    settings.SECRET_KEY_FALLBACKS = []
    assert ended_of([sign_in]) == [sign_in]


def test_a_sign_in_in_words_has_no_secret(ada_herself: User) -> None:
    sign_in = signed_in(ada_herself)
    ada_herself.refresh_from_db()
    for secret in (sign_in.session, ada_herself.password):
        assert secret not in repr(sign_in)


# — the process —


class Socket:
    def __init__(self, sign_in: SignIn | None) -> None:
        self.sign_in, self.ended = sign_in, False

    def sign_in_ended(self) -> None:
        self.ended = True


Asked = list[list[SignIn]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the database was asked of, each time; it says that all of it has ended."""
    asked: Asked = []

    async def in_database(_: Callable[..., Any], some: list[SignIn]) -> list[SignIn]:
        asked.append(some)
        return some

    monkeypatch.setattr(sign_ins, "in_database", in_database)
    return asked


async def test_however_many_pages_a_sign_in_is_asked_of_once_and_so_many_at_once(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "EVERY", 0.01)
    ours = SignIns()
    sockets = [Socket(SignIn(f"key{n % 600}", 1, "x")) for n in range(1200)]
    stranger = Socket(None)
    for socket in (*sockets, stranger):
        ours.came(socket)
    await until(lambda: all(socket.ended for socket in sockets), "all to end")
    assert [len(some) for some in asked[:3]] == [AT_ONCE // 2, AT_ONCE // 2, 100]
    assert not stranger.ended


async def test_nobody_is_sent_away_for_a_database_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def in_database(*_: Any) -> None:
        raise unavailable()

    monkeypatch.setattr(sign_ins, "in_database", in_database)
    ours, ada = SignIns(), Socket(SignIn("key", 1, "x"))
    ours.came(ada)
    await ours.look([ada])
    assert not ada.ended


async def test_what_is_announced_is_looked_after_and_no_more(asked: Asked, announced: Layer) -> None:
    ours = SignIns()
    ada, ada_too, bob, carla = [
        Socket(SignIn(key, agent)) for key, agent in (("a", 1), ("b", 1), ("c", 2), ("d", None))
    ]
    gone = Socket(SignIn("e", 1))
    for socket in (ada, ada_too, bob, carla, gone):
        ours.came(socket)
    ours.left(gone)
    await until(lambda: bool(announced.groups[groups.SIGN_INS]), "the process to listen")
    tell = partial(announced.group_send, groups.SIGN_INS)
    message = {"type": "sign_ins", "group": groups.SIGN_INS}
    await tell({**message, "session": groups.session("d"), "agent": None})
    await until(lambda: carla.ended, "the customer's page")
    assert [socket.ended for socket in (ada, ada_too, bob)] == [False] * 3
    await tell({**message, "session": "", "agent": 1})
    await until(lambda: ada.ended and ada_too.ended, "her pages")
    assert [socket.ended for socket in (bob, gone)] == [False] * 2


async def test_who_has_gone_leaves_nothing(asked: Asked) -> None:
    ours, ada = SignIns(), Socket(SignIn("key", 1))
    ours.came(ada)
    ours.left(ada)
    ours.left(ada)
    assert not ours._sockets


async def test_what_nobody_announces_is_found_by_looking(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "EVERY", 0.01)
    ours, ada = SignIns(), Socket(SignIn("key", 1))
    ours.came(ada)
    await until(lambda: ada.ended, "the page to end")
