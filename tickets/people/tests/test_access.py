"""One door to every ticket: whoever isn't let in is told that there is none."""

from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from tests.seated import make_agent, seated
from tickets.audit.models import Line
from tickets.conversation import ledger
from tickets.conversation.ledger import Opening
from tickets.models import Ticket, TicketToken
from tickets.people import access
from tickets.people.access import NOBODY, Entry, Seat, Visitor
from tickets.people.models import Team, User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

OPENING = Opening(UUID(int=7), "Carla", "It broke.")


@pytest.fixture
def token() -> str:
    return ledger.open_ticket(OPENING)[1]


@pytest.fixture
def ticket(token: str) -> str:
    return ledger.open_ticket(OPENING)[0].ticket.public_id


@pytest.fixture
def ada_signed_in(ada_herself: User) -> Visitor:
    return Visitor(access.person_of(ada_herself))


def not_found(visitor: Visitor, ticket: str, token: str | None = None) -> bool:
    with pytest.raises(Refused) as refused:
        access.seat(visitor, ticket, token)
    return (refused.value.code, refused.value.message) == ("not_found", "There is no such ticket.")


# — who gets in —


def test_an_agent_whose_name_nobody_sees_goes_by_the_user_name() -> None:
    assert access.person_of(User(pk=1, username="bo", first_name="\u3164", last_name="\u200b")).name == "bo"
    assert access.person_of(User(pk=1, username="bo", first_name="Bo")).name == "Bo"


def test_the_token_opens_its_ticket(ticket: str, token: str) -> None:
    seat = access.seat(NOBODY, ticket, token)
    assert (seat.person.role, seat.person.name, seat.is_agent) == ("customer", "Carla", False)


def test_the_cookie_opens_what_it_was_given_for(ticket: str) -> None:
    assert access.seat(Visitor(None, frozenset([ticket])), ticket).person.name == "Carla"


def test_an_agent_sits_at_every_ticket(ticket: str, chris: Seat, ada_signed_in: Visitor) -> None:
    for public_id in (ticket, chris.public_id):
        assert access.seat(ada_signed_in, public_id).person.username == "ada"


def test_an_agent_with_a_customers_link_is_asked_which_one_they_mean(
    ticket: str, ada_signed_in: Visitor
) -> None:
    both = Visitor(ada_signed_in.agent, frozenset([ticket]))
    assert not access.seat(both, ticket).is_agent
    assert access.seat(both, ticket, as_agent=True).is_agent


# — and who doesn't —


@pytest.mark.parametrize("wrong", ["", "x", "0" * 64, "\x00", "é", "\ud800"])
def test_a_wrong_token_opens_nothing_even_with_the_right_cookie_or_an_agents(
    ticket: str, ada_signed_in: Visitor, wrong: str
) -> None:
    for visitor in (NOBODY, Visitor(None, frozenset([ticket])), ada_signed_in):
        assert not_found(visitor, ticket, wrong)


def test_a_token_of_one_ticket_opens_no_other(chris: Seat, token: str) -> None:
    assert not_found(NOBODY, chris.public_id, token)


def test_the_stored_hash_is_no_token(ticket: str, token: str) -> None:
    assert not_found(NOBODY, ticket, access.hash_of(token))


def test_a_ticket_that_is_there_and_one_that_is_not_get_the_same_answer(
    ticket: str, ada_signed_in: Visitor
) -> None:
    assert not_found(NOBODY, ticket)
    assert not_found(NOBODY, "0" * 32)
    assert not_found(ada_signed_in, "0" * 32)
    assert not_found(Visitor(None, frozenset(["0" * 32])), ticket)


def test_of_several_places_only_ones_own_are_given(ticket: str, chris: Seat, token: str) -> None:
    places = [(ticket, token), (chris.public_id, token), ("0" * 32, None)]
    seats = access.seats(NOBODY, places, as_agent=False)
    assert [seat is not None for seat in seats] == [True, False, False]


# — who somebody is —


@pytest.mark.parametrize("lacks", ["is_active", "is_staff"])
def test_who_is_no_agent_any_more_is_nobody(ada_herself: User, lacks: str) -> None:
    setattr(ada_herself, lacks, False)
    ada_herself.save()
    assert access.visitor_of(SessionStore(), ada_herself) == NOBODY
    assert ada_herself not in access.agents()


def test_an_agent_is_known_by_full_name_or_else_user_name() -> None:
    assert access.person_of(make_agent("ada", "Ada", last_name="Lovelace")).name == "Ada Lovelace"
    assert access.person_of(make_agent("bob")).name == "bob"


def test_a_socket_knows_the_cookie_of_who_signed_in(ada_herself: User, client: Client) -> None:
    client.force_login(ada_herself, "django.contrib.auth.backends.ModelBackend")
    key = client.session.session_key
    visitor = access.visitor_with_cookie(key)
    assert visitor.agent is not None
    assert visitor.agent.username == "ada"
    ada_herself.set_password("a new one")
    ada_herself.save()
    assert access.visitor_with_cookie(key).agent is None, "a changed password ends every session"


def cookie_for(*tickets: str) -> str:
    session = SessionStore()
    session[access.TICKETS] = list(tickets)
    session.save()
    return session.session_key or ""


def test_who_comes_in_together_is_each_let_in_as_if_alone(
    ada_herself: User, client: Client, ticket: str, token: str, carla: Seat
) -> None:
    client.force_login(ada_herself, "django.contrib.auth.backends.ModelBackend")
    agents = client.session.session_key
    entries = [
        Entry(None, [(ticket, token), (carla.public_id, "no token of its")]),
        Entry(cookie_for(carla.public_id), [(carla.public_id, None), (ticket, None)], address="192.0.2.7"),
        Entry(agents, [(ticket, None), ("nonsense", None), ("\x00", None)], as_agent=True),
        Entry("nonsense", [(ticket, None)]),
    ]
    entered = access.enter(entries)
    assert [[seat and seat.person.name for seat in seats] for _, seats in entered] == [
        ["Carla", None],
        ["Carla", None],
        ["Ada", None, None],
        [None],
    ]
    assert [who.address for who, _ in entered] == ["", "192.0.2.7", "", ""]
    assert entered == [access.enter([entry])[0] for entry in entries]


def test_customers_who_come_back_together_are_looked_up_together(
    django_assert_num_queries: DjangoAssertNumQueries, ticket: str, carla: Seat
) -> None:
    keys = [cookie_for(one) for one in (ticket, carla.public_id) * 5]
    with django_assert_num_queries(2):  # sessions, tickets
        entered = access.enter([Entry(key, [(ticket, None), (carla.public_id, None)]) for key in keys])
    assert all(sum(seat is not None for seat in seats) == 1 for _, seats in entered)


def test_wrong_links_cost_who_comes_with_them_one_query(
    django_assert_num_queries: DjangoAssertNumQueries, ticket: str, carla: Seat
) -> None:
    newer = "a newer link"
    TicketToken.objects.create(ticket_id=carla.ticket, hash=access.hash_of(newer))
    wrong = Entry(None, [(ticket, f"wrong {number}") for number in range(50)])
    with django_assert_num_queries(2):  # tickets, links
        entered = access.enter([wrong, wrong, Entry(None, [(carla.public_id, newer), (ticket, newer)])])
    assert not any(seat for _, seats in entered[:2] for seat in seats)
    assert [seat is not None for seat in entered[2][1]] == [True, False], "of another ticket it opens none"


def test_that_a_ticket_of_another_team_was_read_is_written_by_itself(
    django_assert_num_queries: DjangoAssertNumQueries, client: Client, carla: Seat
) -> None:
    """Who comes in together waits for no write."""
    client.force_login(make_agent("sue", role="supervisor"), "django.contrib.auth.backends.ModelBackend")
    Ticket.objects.filter(pk=carla.ticket).update(team=Team.objects.create(name="Elsewhere"))
    with CaptureQueriesContext(connection) as asked:
        [(visitor, seats)] = access.enter(
            [Entry(client.session.session_key, [(carla.public_id, None)], True)]
        )
    assert all(one["sql"].startswith("SELECT") for one in asked)
    access.entered(visitor, seats)
    assert [line.about for line in Line.objects.filter(what="ticket.read")] == [carla.public_id]


@pytest.mark.parametrize("key", [None, "", "nonsense", "x" * 32])
def test_a_cookie_of_nothing_is_nobody(key: str | None) -> None:
    assert access.visitor_with_cookie(key) == NOBODY
    assert access.visitor_of(SessionStore(), AnonymousUser()) == NOBODY


def test_a_browser_keeps_its_newest_tickets(carla: Seat) -> None:
    session = SessionStore()
    for number in range(access.MOST_TICKETS + 3):
        access.keep_seat(session, Seat(number, f"ticket {number}", carla.person))
        access.keep_seat(session, Seat(number, f"ticket {number}", carla.person))
    kept = access.visitor_of(session, AnonymousUser()).tickets
    assert kept == {f"ticket {number}" for number in range(3, access.MOST_TICKETS + 3)}


# — the token —


def test_a_token_depends_on_the_opening_and_on_the_secret() -> None:
    tokens = {access.token_for(UUID(int=id), key) for id in (1, 2) for key in ("k" * 50, "l" * 50)}
    assert len(tokens) == 4
    assert all(len(bytes.fromhex(token)) == 32 for token in tokens)


def test_after_a_rotation_the_link_works_and_the_opening_can_be_repeated(
    ticket: str, token: str, settings: Settings
) -> None:
    former, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    settings.SECRET_KEY_FALLBACKS = ["o" * 50, former]
    assert access.seat(NOBODY, ticket, token).person.name == "Carla"
    assert ledger.open_ticket(OPENING)[1] == token


def test_with_the_former_key_deleted_the_link_works_and_the_repeat_is_a_conflict(
    ticket: str, token: str, settings: Settings
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, []
    assert access.seat(NOBODY, ticket, token).person.name == "Carla"
    with pytest.raises(Refused) as refused:
        ledger.open_ticket(OPENING)
    assert refused.value.code == "conflict"


# — more links —


def test_a_customer_is_given_the_link_of_the_opening_again(ticket: str, token: str) -> None:
    seat = access.seat(NOBODY, ticket, token)
    assert [ledger.give_token(seat) for _ in range(2)] == [token, token]
    assert not TicketToken.objects.exists()


def test_with_the_former_key_deleted_a_customer_gets_one_other_link_and_the_first_still_works(
    ticket: str, token: str, settings: Settings
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, []
    seat = access.seat(NOBODY, ticket, token)
    other, same = ledger.give_token(seat), ledger.give_token(seat)
    assert other == same != token
    by_either = [access.seat(NOBODY, ticket, one) for one in (other, token)]
    assert {(one.ticket, one.person) for one in by_either} == {(seat.ticket, seat.person)}


def test_an_agent_is_given_a_new_link_each_time_and_its_hash_is_kept(
    ticket: str, token: str, ada_herself: User, chris: Seat
) -> None:
    ada = seated(ada_herself, access.seat(NOBODY, ticket, token))
    given = [ledger.give_token(ada) for _ in range(2)]
    assert len({*given, token}) == 3
    for one in (*given, token):
        assert access.seat(NOBODY, ticket, one).person.role == "customer"
        assert not_found(NOBODY, chris.public_id, one)
    assert set(TicketToken.objects.values_list("hash", flat=True)) == set(map(access.hash_of, given))
    for stored in TicketToken.objects.values_list("hash", flat=True):
        assert not_found(NOBODY, ticket, stored)


def test_of_many_links_the_newest_and_the_first_of_all_work(
    ticket: str, token: str, ada_herself: User
) -> None:
    ada = seated(ada_herself, access.seat(NOBODY, ticket, token))
    given = [ledger.give_token(ada) for _ in range(ledger.MOST_TOKENS + 2)]
    assert TicketToken.objects.count() == ledger.MOST_TOKENS
    for old in given[:2]:
        assert not_found(NOBODY, ticket, old)
    for one in (*given[2:], token):
        assert access.seat(NOBODY, ticket, one).person.name == "Carla"
