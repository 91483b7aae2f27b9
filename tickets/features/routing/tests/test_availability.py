"""An agent says whether tickets may come, and what becomes of those that are there."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import AsyncClient

from tests.fakes import FakeMarks, Layer
from tests.seated import assigns, feature, log_of, make_agent, opened, seated, ticket_of
from tickets.conversation.page_socket import PageSocket
from tickets.database import in_database
from tickets.features.routing import giving
from tickets.features.routing.frames import Availability
from tickets.features.routing.models import AgentState
from tickets.features.routing.tests.conftest import desk_of
from tickets.people import access, sites
from tickets.people.access import Seat, Visitor
from tickets.people.models import User
from tickets.people.roles import Role
from tickets.refusals import Refused
from tickets.wire import announce, frames

pytestmark = pytest.mark.django_db(transaction=True)
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()


@pytest.fixture
def ann(db: None) -> User:
    return make_agent("ann", "Ann", password="-")


@pytest.fixture
def client(async_client: AsyncClient, ann: User, redis: FakeMarks) -> AsyncClient:
    async_client.force_login(ann, "django.contrib.auth.backends.ModelBackend")
    return async_client


def asked(**said: object) -> dict[str, Any]:
    return {"data": json.dumps(said), "content_type": "application/json"}


def test_the_frame() -> None:
    feature("routing", "socket")
    frame = frames.parse(json.dumps({"type": "availability", "available": False, "back_at": TOMORROW}))
    assert isinstance(frame, Availability)
    assert frame.back_at == datetime.fromisoformat(TOMORROW)
    back = {"type": "availability", "available": True, "back_at": TOMORROW}
    with pytest.raises(Refused, match="back_at"):
        frames.parse(json.dumps(back))


async def test_who_is_away_gets_none_and_every_desk_is_told(
    client: AsyncClient, ann: User, announced: Layer
) -> None:
    answer = await client.post("/api/availability", **asked(available=False, back_at=TOMORROW))
    [said] = answer.json()["agents"]
    assert (said["username"], said["available"], said["back_at"][:10]) == ("ann", False, TOMORROW[:10])
    await announce.drained()
    [told] = [json.loads(one["frame"]) for one in announced.sent if one["type"] == "frame"]
    assert told == {"type": "agents", "agents": [said]}
    await in_database(opened, "Carla", "Hello?")
    assert await in_database(giving.give_all, desk_of(ann)) == 0
    await client.post("/api/availability", **asked(available=True))
    assert await in_database(giving.give_all, desk_of(ann)) == 1


async def test_who_answers_nobody_says_nothing_by_the_frame_nor_by_its_twin(
    client: AsyncClient, ann: User, announced: Layer
) -> None:
    socket = feature("routing", "socket")
    ann.role = Role.LIGHT
    await in_database(ann.save)
    page = PageSocket()
    page.visitor = Visitor(access.person_of(ann))
    with pytest.raises(Refused) as refused:
        await socket.on_availability(page, Availability(type="availability", available=False), 0.0)
    answer = await client.post("/api/availability", **asked(available=False))
    assert refused.value.code == answer.json()["code"] == "forbidden"
    assert not await in_database(AgentState.objects.exists)


async def test_a_time_that_has_passed_is_refused(client: AsyncClient) -> None:
    answer = await client.post("/api/availability", **asked(available=False, back_at="2020-01-01T00:00:00Z"))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field")


async def test_customers_say_nothing_of_it(async_client: AsyncClient, db: None) -> None:
    for call in (async_client.get("/api/availability"), async_client.post("/api/availability/give-back")):
        assert (await call).json()["code"] == "signed_out"


async def test_who_goes_gives_all_of_theirs_back_and_nobody_elses(client: AsyncClient, ann: User) -> None:
    feature("assignment", "effects")

    def held() -> list[Seat]:
        seats = [opened(f"Customer {one}", "Hello?") for one in range(3)]
        for seat, agent in zip(seats, (ann, ann, make_agent("bob", "Bob")), strict=True):
            assigns(seated(agent, seat), agent)
        return seats

    seats = await in_database(held)
    assert (await client.get("/api/availability")).json()["mine"] == 2
    assert (await client.post("/api/availability/give-back")).json() == {"given": 2}
    holders = [(await in_database(ticket_of, seat)).assignee_id for seat in seats]
    assert [holder is None for holder in holders] == [True, True, False]
    author = (await in_database(log_of, seats[0]))[-1]["author"]
    assert (author["role"], author["name"]) == ("agent", "Ann")


async def test_a_program_has_those_of_its_sites_alone(
    client: AsyncClient, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ticket says by its subject where it was opened."""
    feature("assignment", "effects")
    monkeypatch.setattr(sites, "_opened", [lambda key: Q(subject=key)])

    def held() -> list[Seat]:
        seats = [opened("Carla", "Hello?", subject=subject) for subject in ("shop", "blog")]
        for seat in seats:
            assigns(seated(ann, seat), ann)
        ann.sites = ["shop"]
        ann.save()
        return seats

    seats = await in_database(held)
    assert (await client.get("/api/availability")).json()["mine"] == 1
    assert (await client.post("/api/availability/give-back")).json() == {"given": 1}
    assert [(await in_database(ticket_of, seat)).assignee_id for seat in seats] == [None, ann.pk]
