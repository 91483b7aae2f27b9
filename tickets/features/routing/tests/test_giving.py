"""Tickets go to agents: to whom, in which order, and to nobody twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from tests.seated import assigns, feature, log_of, opened, seated, sets, ticket_of
from tickets.conversation import statements
from tickets.features.routing import giving
from tickets.features.routing.agents import known
from tickets.features.routing.effects import Given
from tickets.features.routing.models import AgentState, Holding
from tickets.features.routing.rules import LastSeen
from tickets.features.routing.tests.conftest import desk_of
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import Membership, Team, User
from tickets.presence import watch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def assignment() -> Any:
    return feature("assignment", "effects")


def tickets(number: int) -> list[Seat]:
    return [opened(f"Customer {one}", "Hello?") for one in range(number)]


def whose(*seats: Seat) -> list[str]:
    holders = (ticket_of(seat).assignee for seat in seats)
    return [holder.username if holder else "" for holder in holders]


def test_those_who_are_there_share_them(agents: list[User]) -> None:
    ann, bob, cleo, _ = agents
    seats = tickets(7)
    assert giving.give_all(desk_of(ann, bob, cleo)) == 7
    given = whose(*seats)
    assert sorted(given.count(name) for name in ("ann", "bob", "cleo")) == [2, 2, 3]
    assert given[:3] == ["ann", "bob", "cleo"], "in turn"


def test_it_is_an_event_of_the_desk_itself_with_its_cause(agents: list[User]) -> None:
    [seat] = tickets(1)
    giving.give_all(desk_of(agents[1]))
    event = log_of(seat)[-1]
    assert (event["kind"], event["body"], event["author"]["role"]) == ("assignment", "Bob", "system")
    assert event["data"] == {"cause": "routed"}
    assert Event.objects.get(kind="assignment").assignee == agents[1]


def test_nobody_there_has_room_and_the_ticket_waits_for_who_comes(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = tickets(1)
    AgentState.objects.create(agent=ann, available=False)
    assert giving.give_all(desk_of(ann, gone={bob: 995})) == 0
    assert whose(seat) == [""]
    assert giving.give_all(desk_of(ann, bob)) == 1
    assert whose(seat) == ["bob"]


def test_up_to_the_capacity_and_a_place_that_is_freed_goes_to_who_waits_longest(agents: list[User]) -> None:
    ann = agents[0]
    AgentState.objects.create(agent=ann, capacity=2)
    first, *others = tickets(4)
    giving.give_all(desk_of(ann))
    assert whose(first, *others) == ["ann", "ann", "", ""]
    sets(seated(ann, first), "resolved")
    giving.give_all(desk_of(ann))
    assert whose(*others) == ["ann", "ann", ""]


def test_the_higher_priority_goes_first(agents: list[User], settings: Settings) -> None:
    triage = feature("triage", "models")
    settings.ROUTING_CAPACITY = 1
    first, second = tickets(2)
    triage.Triage.objects.create(ticket=ticket_of(second), priority=triage.PRIORITIES["urgent"])
    giving.give_all(desk_of(agents[0]))
    assert whose(first, second) == ["", "ann"]


@pytest.mark.parametrize(
    ("weights", "loads", "given"),
    [({}, [2, 1], ["bob"]), ({"high": 3}, [2, 3], ["ann"]), ({"normal": 2, "high": 1}, [3, 1], ["bob"])],
)
def test_a_priority_takes_as_many_places_as_it_weighs(
    agents: list[User], settings: Settings, weights: dict[str, int], loads: list[int], given: list[str]
) -> None:
    triage = feature("triage", "models")
    settings.ROUTING_WEIGHTS = weights
    ann, bob, *_ = agents
    first, second, third = tickets(3)
    for seat, priority in ((first, "normal"), (second, "low"), (third, "high")):
        triage.Triage.objects.create(ticket=ticket_of(seat), priority=triage.PRIORITIES[priority])
        agent = bob if seat is third else ann
        assigns(seated(agent, seat), agent)
    assert [agent.load for agent in known(desk_of(ann, bob))[:2]] == loads
    [fourth] = tickets(1)
    giving.give_all(desk_of(ann, bob))
    assert whose(fourth) == given


def test_one_more_comes_while_a_place_is_free(agents: list[User], settings: Settings) -> None:
    triage = feature("triage", "models")
    settings.ROUTING_WEIGHTS, settings.ROUTING_CAPACITY = {"urgent": 100}, 2
    seats = tickets(2)
    for seat in seats:
        triage.Triage.objects.create(ticket=ticket_of(seat), priority=triage.PRIORITIES["urgent"])
    giving.give_all(desk_of(agents[0]))
    assert whose(*seats) == ["ann", ""]


def test_what_is_snoozed_or_answered_is_given_to_nobody(agents: list[User]) -> None:
    triage = feature("triage", "models")
    first, second = tickets(2)
    triage.Triage.objects.create(ticket=ticket_of(first), snoozed=True)
    Ticket.objects.filter(pk=second.ticket).update(waiting_since=None)
    assert giving.give_all(desk_of(*agents)) == 0


def test_within_the_team_and_one_that_has_nobody_holds_up_no_other(agents: list[User]) -> None:
    ann, bob, *_ = agents
    billing, empty = Team.objects.create(name="Billing"), Team.objects.create(name="Nobody's")
    Membership.objects.create(user=bob, team=billing)
    of_empty, of_billing, of_all = tickets(3)
    Ticket.objects.filter(pk=of_empty.ticket).update(team=empty)
    Ticket.objects.filter(pk=of_billing.ticket).update(team=billing)
    assert giving.give_all(desk_of(ann, bob)) == 2
    assert whose(of_empty, of_billing, of_all) == ["", "bob", "ann"]


def test_who_comes_back_at_a_time_is_available_from_then_on(agents: list[User]) -> None:
    ann = agents[0]
    [seat] = tickets(1)
    state = AgentState.objects.create(agent=ann, available=False, back_at=Now() + timedelta(hours=1))
    assert giving.give_all(desk_of(ann)) == 0
    state.back_at = Now() - timedelta(seconds=1)
    state.save()
    giving.give_all(desk_of(ann))
    assert whose(seat) == ["ann"]


def test_what_somebody_took_meanwhile_stays_theirs(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = tickets(1)
    assigns(seated(bob, seat), bob)
    assert list(Given(ann, "Ann", None)(ticket_of(seat))) == []
    sets(seated(bob, seat), "resolved")
    assert list(Given(ann, "Ann", None)(ticket_of(seat))) == []


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Callable[[Seat, Team], None]:
    """A ticket is given to a team in the moment before the lock is taken: once."""

    def moves(seat: Seat, team: Team) -> None:
        lock = statements.lock_for_desk

        def locked(ticket: int) -> Ticket | None:
            monkeypatch.setattr(statements, "lock_for_desk", lock)
            Ticket.objects.filter(pk=seat.ticket).update(team=team)
            return lock(ticket)

        monkeypatch.setattr(statements, "lock_for_desk", locked)

    return moves


def test_what_went_to_a_team_meanwhile_is_given_anew_within_it(
    agents: list[User], moved: Callable[[Seat, Team], None]
) -> None:
    ann, bob, *_ = agents
    [seat], billing = tickets(1), Team.objects.create(name="Billing")
    billing.members.set([bob])
    moved(seat, billing)
    giving.give_all(desk_of(ann, bob))
    assert whose(seat) == ["bob"]
    assert [event["kind"] for event in log_of(seat)] == ["message", "assignment"]
    assert not AgentState.objects.filter(agent=ann).exists(), "it was no turn of hers"


def test_nor_does_a_colleague_outside_of_it_take_over(
    agents: list[User], moved: Callable[[Seat, Team], None]
) -> None:
    ann, bob, cleo, _ = agents
    [seat], billing = tickets(1), Team.objects.create(name="Billing")
    billing.members.set([cleo])
    assigns(seated(ann, seat), ann)
    Holding.objects.update(since=Now() - timedelta(hours=1))
    moved(seat, billing)
    giving.look_at(desk_of(bob, gone={ann: 100}), LastSeen())
    assert whose(seat) == ["ann"]


def test_what_is_asked_of_the_database_does_not_grow(
    agents: list[User], django_assert_max_num_queries: Any
) -> None:
    tickets(3)
    with django_assert_max_num_queries(6):
        assert giving._next(desk_of(*agents))
    with django_assert_max_num_queries(4):
        assert not giving._give(desk_of()), "nobody is there: nothing is locked"


def test_while_nobody_knows_who_is_there_nothing_is_done(
    agents: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    [seat] = tickets(1)
    monkeypatch.setattr(watch, "_watching", [])
    giving.look()
    assert whose(seat) == [""]
