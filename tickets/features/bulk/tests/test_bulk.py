"""The same done to many tickets: each by itself, each once, however often it is asked."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient

from tests.fakes import FakeMarks
from tests.seated import feature, make_agent, opened
from tickets import routing  # noqa: F401  (every frame is answered)
from tickets.features.bulk.limits import OF_BULK
from tickets.models import Event, Ticket
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "django.contrib.auth.backends.ModelBackend"
MANY = 8


@pytest.fixture
async def agent(async_client: AsyncClient, redis: FakeMarks) -> AsyncIterator[AsyncClient]:
    await async_client.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database


@pytest.fixture
def seats(transactional_db: None) -> list[Seat]:
    return [opened(f"Carla {n}", "It broke.") for n in range(MANY)]


async def asks(browser: AsyncClient, change: dict[str, Any], tickets: list[Any], id: str = "") -> Any:
    ones = [one if isinstance(one, dict) else {"ticket": one.public_id} for one in tickets]
    body = {"id": id or str(uuid4()), "change": change, "tickets": ones}
    answer = await browser.post("/api/bulk", body, content_type="application/json")
    return answer.status_code, answer.json()


def events(kind: str) -> list[Event]:
    return list(Event.objects.filter(kind=kind).order_by("ticket"))


@sync_to_async
def written(kind: str) -> list[tuple[int, UUID]]:
    return [(event.ticket_id, event.client_id) for event in events(kind)]


async def test_each_once_however_often_it_is_asked(agent: AsyncClient, seats: list[Seat]) -> None:
    """A line that dies in the middle: the page never hears of what was done, and asks again."""
    feature("status", "effects")
    id, change = str(uuid4()), {"type": "status", "status": "resolved"}
    await asks(agent, change, seats[:5], id)  # its answer is lost
    status, first = await asks(agent, change, seats, id)
    assert (status, await asks(agent, change, seats, id)) == (200, (200, first))
    assert [one["ticket"] for one in first["outcomes"]] == [seat.public_id for seat in seats]
    expected = [(seat.ticket, uuid5(UUID(id), seat.public_id)) for seat in seats]
    assert await written("status") == expected
    assert await Ticket.objects.filter(status="resolved").acount() == MANY


async def test_what_one_refuses_undoes_nothing_of_another(agent: AsyncClient, seats: list[Seat]) -> None:
    feature("status", "effects")
    resolved = {"type": "status", "status": "resolved"}
    unseen = {"ticket": seats[1].public_id, "seen": 0}
    _, answer = await asks(agent, resolved, [seats[0], unseen, {"ticket": "nowhere"}, seats[2]])
    codes = [one.get("code") for one in answer["outcomes"]]
    assert codes == [None, "unseen", "not_found", None]
    assert answer["outcomes"][1]["seq"] == 1


async def test_each_may_have_fields_of_its_own(agent: AsyncClient, seats: list[Seat]) -> None:
    """So it is undone: everything is as it was for each."""
    triage = feature("triage", "models").Triage
    ones = [
        {"ticket": seat.public_id, "priority": level}
        for seat, level in zip(seats, ("high", "low"), strict=False)
    ]
    status, _ = await asks(agent, {"type": "priority"}, ones)
    levels = [row async for row in triage.objects.order_by("ticket").values_list("priority", flat=True)]
    assert (status, levels) == (200, [1, -1])


async def test_nonsense_is_refused_as_a_whole(agent: AsyncClient, seats: list[Seat]) -> None:
    some = seats[:1]
    for change, tickets, field in (
        ({}, some, "type"),
        ({"type": "send", "body": "Hello"}, some, "type"),
        ({"type": "status", "status": "eaten"}, some, "status"),
        ({"type": "status", "status": "open"}, [], "tickets"),
        ({"type": "status", "status": "open"}, some * (OF_BULK + 1), "tickets"),
        ({"type": "status", "status": "open"}, [{"ticket": "\ud800"}], "unicode"),
    ):
        status, answer = await asks(agent, change, tickets)
        assert (status, answer["code"]) == (422, "bad_field"), change
        assert field in answer["message"], answer


async def test_it_is_for_agents(async_client: AsyncClient, seats: list[Seat], redis: FakeMarks) -> None:
    status, answer = await asks(async_client, {"type": "status", "status": "resolved"}, seats)
    assert (status, answer["code"]) == (401, "signed_out")
    assert await written("status") == []
    await sync_to_async(connections.close_all)()
