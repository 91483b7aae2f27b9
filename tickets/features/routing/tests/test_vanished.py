"""An agent's line is dead, or the agent silent: whose customers are whose afterwards, and what they read."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from tests.seated import assigns, feature, log_of, opened, says, seated, ticket_of
from tickets.features.routing import giving
from tickets.features.routing.effects import Reminded
from tickets.features.routing.models import AgentState, Holding
from tickets.features.routing.rules import Desk, LastSeen
from tickets.features.routing.tests.conftest import desk_of
from tickets.features.routing.tests.test_giving import whose
from tickets.models import Ticket
from tickets.people.access import Seat
from tickets.people.models import Membership, Team, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def assignment() -> Any:
    return feature("assignment", "effects")


def held_by(agent: User, number: int = 1) -> list[Seat]:
    """Since long ago, and their customers wait."""
    seats = [opened(f"Customer {one}", "Hello?") for one in range(number)]
    for seat in seats:
        assigns(seated(agent, seat), agent)
    long_ago()
    return seats


def long_ago(seconds: int = 3600) -> None:
    Holding.objects.update(since=Now() - timedelta(seconds=seconds))


def waiting_for(seconds: int) -> None:
    Ticket.objects.filter(waiting_since__isnull=False).update(
        waiting_since=Now() - timedelta(seconds=seconds)
    )


def look(desk: Desk) -> None:
    last_seen = LastSeen()
    last_seen.look(desk)
    giving.look_at(desk, last_seen)


def kinds(seat: Seat) -> list[str]:
    return [event["kind"] for event in log_of(seat)]


# — vanished —


def test_all_whose_customers_wait_go_to_others_and_each_is_told(agents: list[User]) -> None:
    ann, bob, cleo, _ = agents
    seats = held_by(ann, 5)
    look(desk_of(bob, cleo, gone={ann: 910}))
    assert sorted(map(whose(*seats).count, ("bob", "cleo"))) == [2, 3]
    for seat in seats:
        told, assigned = log_of(seat)[-2:]
        assert (told["kind"], told["data"], told["author"]["role"]) == ("vanished", {"name": "Ann"}, "system")
        assert told["body"] == "Ann's line broke; a colleague takes over."
        assert (assigned["kind"], assigned["data"]) == ("assignment", {"cause": "vanished"})


def test_who_is_back_within_the_time_has_lost_nothing(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    look(desk_of(bob, gone={ann: 911}))
    look(desk_of(ann, bob))
    assert whose(seat) == ["ann"]
    assert kinds(seat) == ["message", "assignment"]


def test_where_nobody_waits_it_stays_and_goes_when_the_customer_writes(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    says(seated(ann, seat), "A moment.")
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["ann"]
    says(seat, "Are you there?")
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["bob"]


def test_nobody_has_room_and_it_goes_to_the_queue(agents: list[User], settings: Settings) -> None:
    ann, bob, *_ = agents
    settings.ROUTING_CAPACITY = 1
    held_by(bob)
    [seat] = held_by(ann)
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == [""]
    assert kinds(seat)[-2:] == ["vanished", "assignment"]


def test_to_the_queue_where_agents_take_for_themselves(agents: list[User], settings: Settings) -> None:
    ann, bob, *_ = agents
    settings.ROUTING = "requeue"
    [seat] = held_by(ann)
    look(desk_of(bob, gone={ann: 100}))
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == [""]


def test_with_nobody_to_take_over_it_stays(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    look(desk_of(gone={ann: 100}))
    AgentState.objects.create(agent=bob, available=False)
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["ann"], "he is away himself"
    AgentState.objects.all().delete()
    team = Team.objects.create(name="Billing")
    Membership.objects.create(user=ann, team=team)
    Ticket.objects.update(team=team)
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["ann"], "Bob isn't of its team"


def test_half_of_them_at_once_and_missing_ticks_requeue_nothing(agents: list[User]) -> None:
    ann, bob, cleo, dan = agents
    [seat] = held_by(ann)
    look(desk_of(cleo, dan, gone={ann: 800, bob: 805}))
    look(desk_of(cleo, dan, gone={ann: 800}, since=911))
    assert whose(seat) == ["ann"]
    look(desk_of(bob, cleo, dan, gone={ann: 800}))
    assert whose(seat) != ["ann"], "the others came back, and she didn't"


def test_whose_customers_wait_do_not_wait_for_ever_for_who_went_for_the_day_with_others(
    agents: list[User],
) -> None:
    ann, bob, cleo, _ = agents
    [seat] = held_by(ann)
    look(desk_of(cleo, gone={ann: 1000, bob: 1005}, tick=1989))
    assert whose(seat) == ["ann"]
    look(desk_of(cleo, gone={ann: 1000, bob: 1005}, tick=1990))
    assert whose(seat) == ["cleo"]


def test_who_was_given_a_ticket_while_gone_has_the_time_from_then(agents: list[User]) -> None:
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    long_ago(80)
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["ann"]
    long_ago(91)
    look(desk_of(bob, gone={ann: 100}))
    assert whose(seat) == ["bob"]


def test_what_a_program_has_stays_its_own_for_it_has_no_line(agents: list[User], bot: User) -> None:
    [seat] = held_by(bot)
    look(desk_of(*agents))
    assert whose(seat) == ["bot"]
    assert kinds(seat) == ["message", "assignment"]


# — silent —


def test_at_half_of_the_time_who_has_it_is_reminded_once(agents: list[User], settings: Settings) -> None:
    settings.ROUTING_ANSWER_WITHIN = 60
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    waiting_for(29)
    look(desk_of(ann, bob))
    assert kinds(seat)[-1] == "assignment"
    waiting_for(31)
    look(desk_of(ann, bob))
    look(desk_of(ann, bob))
    assert whose(seat) == ["ann"]
    assert kinds(seated(ann, seat)).count("reminder") == 1
    assert "reminder" not in kinds(seat), "customers don't see it"


def test_two_looks_at_once_remind_once(agents: list[User]) -> None:
    ann = agents[0]
    [seat] = held_by(ann)
    ticket = ticket_of(seat)
    assert [event.kind for event in Reminded(ann.pk)(ticket)] == ["reminder"]
    assert list(Reminded(ann.pk)(ticket)) == []


def test_not_to_the_same_agent_though_nobody_has_less(agents: list[User], settings: Settings) -> None:
    settings.ROUTING_ANSWER_WITHIN = 60
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    waiting_for(61)
    for busy in held_by(bob, 3):
        says(seated(bob, busy), "Yes?")
    look(desk_of(ann, bob))
    assert whose(seat) == ["bob"]


def test_then_it_goes_to_another_who_has_room(agents: list[User], settings: Settings) -> None:
    settings.ROUTING_ANSWER_WITHIN = 60
    ann, bob, *_ = agents
    [seat] = held_by(ann)
    waiting_for(61)
    look(desk_of(ann))
    assert whose(seat) == ["ann"], "there is nobody else"
    look(desk_of(ann, bob, since=950))
    assert whose(seat) == ["ann"], "ticks were missing"
    look(desk_of(ann, bob))
    assert whose(seat) == ["bob"]
    assert log_of(seat)[-1]["data"] == {"cause": "silent"}
    assert "vanished" not in kinds(seat)
    look(desk_of(ann, bob))
    assert whose(seat) == ["bob"], "he has the whole time"
