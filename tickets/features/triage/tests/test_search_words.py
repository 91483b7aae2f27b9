"""Tickets are found by the words that triage gives to the search."""

from uuid import uuid4

import pytest

from tests.seated import feature, opened
from tickets.desk import filters
from tickets.features.triage import actions
from tickets.features.triage.tests.conftest import Tags
from tickets.models import Ticket
from tickets.people.access import Person, Seat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("tag", "Refund", {"Carla"}),
        ("tag", "nothing", set()),
        ("priority", "high", {"Carla"}),
        ("priority", "NORMAL", {"Chris"}),
        ("is", "snoozed", {"Carla"}),
        ("is", "spam", set()),
    ],
)
@pytest.mark.usefixtures("chris")
def test_by_filters(ada: Seat, agent: Person, tags: Tags, name: str, value: str, found: set[str]) -> None:
    tags(ada, "refund")
    actions.prioritising(ada, uuid4(), "high")()
    actions.snoozing(ada, uuid4(), "reply")()
    wanted = filters.where(agent, name, value)
    assert wanted is not None
    assert set(Ticket.objects.filter(wanted).values_list("contact__name", flat=True)) == found


def test_what_a_filter_doesn_t_take_is_none(agent: Person) -> None:
    assert filters.where(agent, "priority", "purple") is None
    assert filters.where(agent, "nonsense", "x") is None


def test_the_search_takes_them_and_names_what_it_doesn_t(ada: Seat, agent: Person, tags: Tags) -> None:
    find, refusals = feature("search", "find"), feature("search", "question")
    tags(ada, "refund")
    opened("Dora", "It broke, too.")
    from tickets.conversation import reactions

    while reactions.catch_up():
        pass
    assert [one["name"] for one in find.page(agent, "tag:refund")["results"]] == ["Carla"]
    assert [one["name"] for one in find.page(agent, "broke tag:refund")["results"]] == ["Carla"]
    assert find.page(agent, "tag:none")["results"] == []
    with pytest.raises(refusals.Refused) as refused:
        refusals.read("priority:purple")
    assert refused.value.more == {"filter": "priority", "value": "purple"}
