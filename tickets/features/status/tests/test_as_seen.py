"""A ticket is resolved on what isn't so any more: the customer has written. And who still waits."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient
from pytest_django import Settings

from tests.fakes import FakeMarks
from tests.seated import assigns, log_of, notes, says, sets, ticket_of
from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.desk import queue
from tickets.features.status import actions, effects
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

BROWSER = "django.contrib.auth.backends.ModelBackend"


def resolves(seat: Seat, seen: int, id: UUID | None = None) -> Written:
    effect = effects.StatusAsSeen(seen)
    return ledger.append(seat, id or uuid4(), effects.STATUS, "resolved", effect)


def refused(act: Any, *args: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    assert caught.value.retry_after is None, "final"
    return caught.value


# — resolve —


def test_what_the_customer_wrote_unseen_keeps_the_ticket_open(carla: Seat, ada: Seat) -> None:
    says(carla, "One more thing.")
    notes(ada, "Nothing that counts.")
    says(carla, "And another.")
    no = refused(resolves, ada, seen=1)
    assert (no.code, no.more) == ("unseen", {"seq": 4}), "the newest one"
    assert (ticket_of(carla).status, ticket_of(carla).last_seq) == ("open", 4)
    assert refused(resolves, ada, seen=0).code == "unseen"
    assert resolves(ada, seen=4).seq == 5


def test_what_was_seen_in_another_log_was_not_seen(carla: Seat, ada: Seat) -> None:
    """A database was restored: the screen is ahead of it."""
    says(ada, "I answered.")
    for seen in (3, 2**31 - 1):
        no = refused(resolves, ada, seen=seen)
        assert (no.code, no.more) == ("unseen", {"seq": 1})
    assert resolves(ada, seen=2).seq == 3


def test_what_others_did_since_is_no_reason(carla: Seat, ada: Seat, bob: Seat, ada_herself: User) -> None:
    says(bob, "I answered.")
    notes(bob, "And noted.")
    assigns(bob, ada_herself)
    resolves(ada, seen=1)
    assert ticket_of(carla).status == "resolved"


def test_a_ticket_that_is_resolved_is_unchanged_whatever_was_seen(carla: Seat, ada: Seat, bob: Seat) -> None:
    says(carla, "More")
    sets(bob, "resolved")
    assert refused(resolves, ada, seen=1).code == "unchanged"


def test_an_id_that_was_answered_is_answered_so_for_ever(carla: Seat, ada: Seat) -> None:
    id = uuid4()
    first = resolves(ada, 1, id)
    says(carla, "No!")
    again = resolves(ada, 1, id)
    assert (again.seq, again.at, again.events) == (first.seq, first.at, ())
    assert ticket_of(carla).status == "open"


# — who still waits —


def test_a_ticket_that_is_reopened_shows_its_true_wait(carla: Seat, ada: Seat) -> None:
    asked_at = ticket_of(carla).waiting_since
    says(carla, "Hello?")
    sets(ada, "resolved")
    assert queue.row(carla.public_id)["waiting_since"] is None
    sets(ada, "open")
    assert ticket_of(carla).waiting_since == asked_at
    says(ada, "Sorry!")
    sets(ada, "resolved")
    sets(ada, "open")
    assert ticket_of(carla).waiting_since is None, "answered"
    again = says(carla, "Thanks, but …")
    sets(ada, "resolved")
    notes(ada, "Hm.")
    sets(ada, "open")
    assert ticket_of(carla).waiting_since == again.at, "from what nobody answered on, not from the opening"


# — by HTTP —


@pytest.fixture
async def desk(
    async_client: AsyncClient, ada_herself: User, redis: FakeMarks, settings: Settings
) -> AsyncIterator[AsyncClient]:
    settings.RATE_LIMITS = False
    await async_client.aforce_login(ada_herself, BROWSER)
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database


async def posts(desk: AsyncClient, seat: Seat, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    url = f"/api/tickets/{seat.public_id}/{path}"
    answer = await desk.post(url, {"id": str(uuid4())} | body, content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.django_db(transaction=True)
async def test_the_call_says_what_was_seen(desk: AsyncClient, carla: Seat, bob: Seat) -> None:
    await in_database(says, carla, "One more thing.")
    status, answer = await posts(desk, carla, "status", status="resolved", seen=1)
    assert (status, answer["code"], answer["seq"]) == (409, "unseen", 2)
    for seen in ("x", -1, "1", True):
        status, answer = await posts(desk, carla, "status", status="resolved", seen=seen)
        assert answer["code"] == "bad_field"
    assert (await posts(desk, carla, "status", status="resolved"))[0] == 201, "as ever, where it isn't said"
    log = await in_database(log_of, bob)
    assert [event["body"] for event in log[2:]] == ["resolved"]


# — who may —


@pytest.mark.django_db(transaction=True)
async def test_only_agents_set_it(carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        await actions.set_status(carla, uuid4(), "resolved")
    assert refused.value.code == "forbidden"
