"""What an HTTP call asks of the database's threads: one hop, from the session to the commit."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.test import AsyncClient

from tests.fakes import FakeMarks, Layer
from tests.seated import log_of, make_agent, ticket_of
from tickets import database
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)

BROWSER = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def hops(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what goes to a thread."""
    whole, went = database._connected, list[str]()

    def counted(work: Any, *more: Any) -> Any:
        went.append(work.__name__)
        return whole(work, *more)

    monkeypatch.setattr(database, "_connected", counted)
    return went


@pytest.fixture
async def ada(async_client: AsyncClient, redis: FakeMarks) -> Any:
    await async_client.aforce_login(await sync_to_async(make_agent)("ada", "Ada"), BROWSER)
    yield async_client
    await sync_to_async(connections.close_all)()


async def posts(browser: AsyncClient, seat: Seat, call: str, body: Any, token: str = "") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    url = f"/api/tickets/{seat.public_id}/{call}"
    return (await browser.post(url, body, content_type="application/json", headers=headers)).status_code


async def test_a_customer_s_message_is_one_hop(
    ada: AsyncClient, carla: Seat, announced: Layer, hops: list[str]
) -> None:
    token = await sync_to_async(access.token_of)(await sync_to_async(ticket_of)(carla))
    assert await posts(ada, carla, "messages", {"id": str(uuid4()), "body": "Hello?"}, token or "") == 201
    assert len(hops) == 1, hops
    assert (await sync_to_async(log_of)(carla))[-1]["body"] == "Hello?"


WRITES: list[tuple[str, dict[str, Any]]] = [
    ("messages", {"id": str(uuid4()), "body": "Hello"}),
    ("messages", {"id": str(uuid4()), "body": "Hmm", "kind": "note"}),
    ("read", {"seq": 1}),
    ("delivered", {"seq": 1}),
]
OF_FEATURES = {
    "status": ("status", {"id": str(uuid4()), "status": "resolved"}),
    "assignment": ("assignment", {"id": str(uuid4()), "agent": "ada"}),
}
WRITES += [write for feature, write in OF_FEATURES.items() if feature in settings.FEATURES]


@pytest.mark.parametrize(("call", "body"), WRITES)
async def test_so_is_whatever_an_agent_writes(
    ada: AsyncClient, carla: Seat, announced: Layer, hops: list[str], call: str, body: dict[str, Any]
) -> None:
    assert await posts(ada, carla, call, body) in (201, 204)
    assert len(hops) == 1, hops


async def test_who_may_not_write_has_written_nothing(
    ada: AsyncClient, carla: Seat, hops: list[str], settings: Any
) -> None:
    await sync_to_async(User.objects.update)(is_staff=False)
    assert await posts(ada, carla, "messages", {"id": str(uuid4()), "body": "Hello"}) == 404
    assert len(hops) == 1, hops
    assert len(await sync_to_async(log_of)(carla)) == 1
