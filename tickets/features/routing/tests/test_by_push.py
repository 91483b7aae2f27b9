"""Agents who are reached by push: what they are given, and that it comes back from whom nobody hears."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from tests.seated import feature, log_of, opened, ticket_of
from tickets.features.routing import giving
from tickets.features.routing.models import AgentState, Holding
from tickets.features.routing.rules import LastSeen
from tickets.features.routing.tests.conftest import desk_of
from tickets.models import Ticket
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def assignment() -> object:
    return feature("assignment", "effects")


@pytest.fixture
def phone(agents: list[User]) -> User:
    """Ann's, whose desk is closed."""
    notifications = feature("notifications", "models")
    notifications.Device.objects.create(user=agents[0], endpoint="https://push.example.com/1")
    return agents[0]


def whose(seat: Seat) -> str:
    holder = ticket_of(seat).assignee
    return holder.username if holder else ""


def ago(seat: Seat, seconds: int) -> None:
    """Its customer has waited, and its agent has had it, for so long."""
    at = Now() - timedelta(seconds=seconds)
    Ticket.objects.filter(pk=seat.ticket).update(waiting_since=at)
    Holding.objects.filter(pk=seat.ticket).update(since=at)


def test_with_nobody_at_the_desk_who_is_reached_gets_it(phone: User) -> None:
    seat = opened("Carla", "Hello?")
    giving.look_at(desk_of(), LastSeen())
    assert whose(seat) == "ann"


def test_who_is_at_the_desk_goes_before(phone: User, agents: list[User]) -> None:
    seat = opened("Carla", "Hello?")
    giving.look_at(desk_of(agents[1]), LastSeen())
    assert whose(seat) == "bob"


def test_who_is_away_or_wants_no_push_of_it_is_not_reached(phone: User) -> None:
    seat = opened("Carla", "Hello?")
    state = AgentState.objects.create(agent=phone, available=False)
    giving.look_at(desk_of(), LastSeen())
    state.delete()
    feature("notifications", "models").Preference.objects.create(user=phone, wishes={"notices": ["mine"]})
    giving.look_at(desk_of(), LastSeen())
    assert whose(seat) == ""


def test_no_line_broke_of_who_was_told_by_push(phone: User, agents: list[User]) -> None:
    seat = opened("Carla", "Hello?")
    giving.look_at(desk_of(gone={phone: 600}), LastSeen())
    ago(seat, 299)
    giving.look_at(desk_of(agents[1], gone={phone: 600}), LastSeen())
    assert whose(seat) == "ann"


def test_what_somebody_had_at_the_desk_goes_when_the_line_breaks_push_or_not(
    phone: User, agents: list[User]
) -> None:
    seat = opened("Carla", "Hello?")
    giving.look_at(desk_of(phone), LastSeen())
    ago(seat, 200)
    giving.look_at(desk_of(agents[1], gone={phone: 900}), LastSeen())
    assert whose(seat) == "bob"
    assert log_of(seat)[-2]["kind"] == "vanished"


def test_who_was_told_and_does_not_come_loses_it_to_who_has_room(
    phone: User, agents: list[User], settings: Settings
) -> None:
    seat = opened("Carla", "Hello?")
    giving.look_at(desk_of(), LastSeen())
    ago(seat, 301)
    giving.look_at(desk_of(), LastSeen())
    assert whose(seat) == "ann", "nobody else is there"
    giving.look_at(desk_of(agents[1]), LastSeen())
    assert (whose(seat), log_of(seat)[-1]["data"]) == ("bob", {"cause": "silent"})
