"""To whom a ticket can be given, and by whom."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connections

from tests.seated import assigns, log_of, ticket_of
from tickets.features.assignment import actions
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """Each on a thread and a connection of its own, all let go at the same moment."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        barrier.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_two_agents_who_take_a_ticket_at_once_don_t_both_have_it(carla: Seat, ada: Seat, bob: Seat) -> None:
    def take(seat: Seat) -> str:
        try:
            assigns(seat, User.objects.get(username=seat.person.username))
        except Refused as refused:
            return refused.code
        return "taken"

    at_once([lambda s=s: take(s) for s in (ada, bob)])  # type: ignore[misc]
    log = [event for event in log_of(ada) if event["kind"] == "assignment"]
    holder = ticket_of(carla).assignee
    assert holder is not None
    assert log[-1]["body"] == holder.first_name


async def test_only_agents_assign(carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        await actions.assign(carla, uuid4(), None)
    assert refused.value.code == "forbidden"


async def test_a_ticket_is_assigned_by_user_name_to_agents_only(carla: Seat, ada: Seat) -> None:
    await actions.assign(ada, uuid4(), "ada")
    await asyncio.to_thread(lambda: _closing(lambda: User.objects.create_user("visitor", is_staff=False)))
    for nobody in ("visitor", "nobody", ""):
        with pytest.raises(Refused) as refused:
            await actions.assign(ada, uuid4(), nobody)
        assert refused.value.code == "bad_field"


async def test_a_repeated_assignment_is_answered_though_the_agent_has_left(ada: Seat, bob: Seat) -> None:
    id, leaves = uuid4(), User.objects.filter(username="bob").update
    first = await actions.assign(ada, id, "bob")
    await asyncio.to_thread(lambda: _closing(lambda: leaves(is_active=False)))
    assert (await actions.assign(ada, id, "bob")).seq == first.seq
    with pytest.raises(Refused) as refused:
        await actions.assign(ada, uuid4(), "bob")
    assert refused.value.code == "bad_field"


def _closing(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connections.close_all()
