"""The sign-ins of a process, held against the database: many in one query, and judged as HTTP does."""

from functools import partial
from typing import Any

import pytest
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.fakes import Layer, until
from tests.seated import make_agent
from tickets.conversation import ledger
from tickets.models import Ticket
from tickets.people import access, sign_ins
from tickets.people.access import Seat, SignIn
from tickets.people.models import User
from tickets.people.sign_ins import AT_ONCE, Asked, Right, SignIns, ended_of
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
    people = [make_agent(f"agent{n}") for n in range(7)]
    asked = [signed_in(user) for user in people]
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    User.objects.filter(pk=people[2].pk).update(is_staff=False)
    User.objects.filter(pk=people[3].pk).update(password="x")
    people[4].delete()
    SessionStore(asked[5].session).delete()
    User.objects.filter(pk=people[6].pk).update(username="another")  # by which calls say whose they are
    with django_assert_num_queries(2):
        assert ended_of(asked) == asked[1:]


def test_who_changed_back_was_never_away(ada_herself: User) -> None:
    sign_in = signed_in(ada_herself)
    User.objects.update(is_active=False)
    User.objects.update(is_active=True)
    assert ended_of([sign_in]) == []


def test_an_end_that_nobody_announces_is_found_within_an_interval(settings: Settings) -> None:
    assert sign_ins.EVERY < settings.HEARTBEAT_INTERVAL


def test_a_session_that_has_run_out_is_over_though_it_is_there(ada_herself: User) -> None:
    sign_in = signed_in(ada_herself)
    Session.objects.update(expire_date=timezone.now())
    assert ended_of([sign_in]) == [sign_in]


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


def test_a_backend_that_was_taken_away_lets_nobody_in(ada_herself: User, settings: Settings) -> None:
    sign_in = signed_in(ada_herself)
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    assert access.visitor_with_cookie(sign_in.session).agent is None
    assert ended_of([sign_in]) == [sign_in]


def seats_by_cookie(*tickets: Seat) -> list[Seat]:
    session = SessionStore()
    for ticket in tickets:
        access.keep_seat(session, ticket)
    session.save()
    return seats_with(session, *tickets)


def seats_with(session: SessionStore, *tickets: Seat) -> list[Seat]:
    visitor = access.visitor_with_cookie(session.session_key)
    return [access.seat(visitor, ticket.public_id) for ticket in tickets]


def test_a_customers_seat_ends_when_the_session_does_not_hold_its_ticket_any_more(
    carla: Seat, chris: Seat
) -> None:
    stays, dropped = seats_by_cookie(carla, chris)
    assert stays.sign_in
    assert ended_of([stays.sign_in, stays, dropped]) == []
    session = SessionStore(stays.sign_in.session)
    session[access.TICKETS] = [carla.public_id]
    session.save()
    assert ended_of([stays.sign_in, stays, dropped]) == [dropped]
    Session.objects.update(session_data="")
    assert ended_of([stays.sign_in, stays, dropped]) == [stays, dropped]


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each session's data, each time."""
    decoded, decode = list[str](), SessionStore.decode

    def counted(store: SessionStore, data: str) -> Any:
        decoded.append(data)
        return decode(store, data)

    monkeypatch.setattr(SessionStore, "decode", counted)
    return decoded


def test_a_session_that_has_not_changed_is_not_decoded_again(
    carla: Seat, chris: Seat, decoded: list[str]
) -> None:
    [by_her_cookie], [by_his_cookie] = seats_by_cookie(carla), seats_by_cookie(chris)
    assert by_her_cookie.sign_in
    assert by_his_cookie.sign_in
    asked = Asked([by_her_cookie, by_his_cookie])
    decoded.clear()
    assert [asked.judged() for _ in range(3)] == [([], [])] * 3
    assert len(decoded) == 2
    session = SessionStore(by_her_cookie.sign_in.session)
    session["language"] = "de"
    session.save()
    decoded.clear()
    assert [asked.judged() for _ in range(3)] == [([], [])] * 3
    assert len(decoded) == 1, "and who changed hers is held against what it is now"
    del session[access.TICKETS]
    session.save()
    assert [asked.judged()[0] for _ in range(2)] == [[by_her_cookie]] * 2, "as long as it is asked about"
    SessionStore(by_his_cookie.sign_in.session).delete()
    assert [asked.judged()[0] for _ in range(2)] == [[by_her_cookie, by_his_cookie]] * 2
    assert ended_of([by_his_cookie]) == [by_his_cookie], "whoever asks first"


def test_who_is_an_agent_too_holds_a_customers_seat_by_the_same_cookie(
    carla: Seat, ada_herself: User
) -> None:
    agent = signed_in(ada_herself)
    session = SessionStore(agent.session)
    access.keep_seat(session, carla)
    session.save()
    [seat] = seats_with(session, carla)
    assert not seat.is_agent
    assert ended_of([agent, seat]) == []
    del session[access.TICKETS]
    session.save()
    assert ended_of([agent, seat]) == [seat]


def by_token(seat: Seat, token: str) -> Seat:
    return access.seat(access.NOBODY, seat.public_id, token)


def test_a_seat_taken_by_a_link_ends_with_the_link(
    carla: Seat, ada: Seat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own = by_token(carla, ledger.give_token(carla))
    first, *others = [by_token(carla, ledger.give_token(ada)) for _ in range(ledger.MOST_TOKENS)]
    asked = [own, first, *others]
    with django_assert_num_queries(1):
        assert ended_of(asked) == []
    ledger.give_token(ada)
    assert ended_of(asked) == [first]
    Ticket.objects.update(token_hash="x" * 64)
    assert ended_of(asked) == [own, first]


def test_who_sits_at_a_ticket_that_was_deleted_hears_it_otherwise(carla: Seat) -> None:
    seat = by_token(carla, ledger.give_token(carla))
    Ticket.objects.all().delete()
    assert ended_of([seat]) == []


def test_a_sign_in_in_words_has_no_secret(ada_herself: User, carla: Seat) -> None:
    sign_in = signed_in(ada_herself)
    ada_herself.refresh_from_db()
    for secret in (sign_in.session, ada_herself.password):
        assert secret not in repr(sign_in)
    assert "hash" not in repr(Seat(1, "ticket", carla.person, token="hash"))


# — the process —


class Socket:
    def __init__(self, sign_in: SignIn | None, *seats: Seat) -> None:
        self.sign_in, self.ended, self.sees_others = sign_in, False, False
        self.rights: list[SignIn | Seat] = [sign_in, *seats] if sign_in else [*seats]

    def sign_in_ended(self) -> None:
        self.ended = True

    def sight_changed(self) -> None:
        self.sees_others = True


Questions = list[list[Right]]
CUSTOMER = access.Person("customer", "Chris")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Questions:
    """What the database was asked of, each time; it says that all of it has ended."""
    asked: Questions = []

    async def in_database(judged: Any) -> tuple[list[Right], list[Right]]:
        asked.append(judged.__self__.rights)
        return asked[-1], []

    monkeypatch.setattr(sign_ins, "in_database", in_database)
    return asked


async def test_however_many_pages_a_sign_in_is_asked_of_once_and_so_many_at_once(
    asked: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "EVERY", 0.01)
    ours = SignIns()
    sockets = [Socket(SignIn(f"key{n // 2}", 1, "x")) for n in range(1200)]
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


async def test_what_is_announced_is_looked_after_and_no_more(asked: Questions, announced: Layer) -> None:
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
    chris, other = [Socket(None, Seat(n, f"ticket {n}", CUSTOMER, token="hash")) for n in (1, 2)]
    for socket in (chris, other):
        ours.came(socket)
    await tell({**message, "session": "", "agent": None, "ticket": 1})
    await until(lambda: chris.ended, "who came by a link of the ticket")
    assert [socket.ended for socket in (bob, gone, other)] == [False] * 3


async def test_who_has_gone_leaves_nothing(asked: Questions) -> None:
    ours, ada = SignIns(), Socket(SignIn("key", 1))
    ours.came(ada)
    ours.left(ada)
    ours.left(ada)
    assert not ours._crowds
    assert not ours._crowd_of


async def test_what_nobody_announces_is_found_by_looking(
    asked: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "EVERY", 0.01)
    ours, ada = SignIns(), Socket(SignIn("key", 1))
    ours.came(ada)
    await until(lambda: ada.ended, "the page to end")


async def test_the_question_is_put_together_once_until_somebody_has_other_rights(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sign_ins, "EVERY", 0.01)
    questions = list[Asked]()

    async def in_database(judged: Any) -> tuple[list[Right], list[Right]]:
        questions.append(judged.__self__)
        return [], []

    monkeypatch.setattr(sign_ins, "in_database", in_database)
    ours, chris, carla = SignIns(), Socket(None, Seat(1, "ticket 1", CUSTOMER, token="hash")), Socket(None)
    ours.came(chris)
    await until(lambda: len(questions) > 2, "the same to be asked again")
    assert questions[0] is questions[2]
    ours.came(carla)
    carla.rights = [Seat(2, "ticket 2", CUSTOMER, token="hash")]
    ours.changed(carla)
    await until(lambda: len(questions[-1].rights) == 2, "hers to be asked about")
    ours.left(chris)
    await until(lambda: questions[-1].rights == carla.rights, "hers alone to be")


async def test_who_comes_takes_the_room_that_others_left(asked: Questions) -> None:
    ours = SignIns()
    sockets = [Socket(SignIn(f"key{n}", 1)) for n in range(2 * AT_ONCE)]
    for socket in sockets:
        ours.came(socket)
    for socket in sockets[:AT_ONCE:2]:
        ours.left(socket)
    for n in range(AT_ONCE // 2):
        ours.came(Socket(SignIn(f"new{n}", 1)))
    assert [len(crowd.sockets) for crowd in ours._crowds] == [AT_ONCE, AT_ONCE]
