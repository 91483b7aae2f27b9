"""A ticket is taken or given away on what isn't so any more: a colleague was quicker."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient
from pytest_django import DjangoAssertNumQueries, Settings

from tests.fakes import FakeMarks
from tests.seated import assigns, log_of, ticket_of
from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.features.assignment import actions, effects
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

BROWSER = "django.contrib.auth.backends.ModelBackend"


def takes(seat: Seat, agent: User | None, *held_by: str | None, id: UUID | None = None) -> Written:
    name = agent.first_name if agent else ""
    effect = effects.AssignedTo(agent, held_by)
    return ledger.append(seat, id or uuid4(), effects.ASSIGNMENT, name, effect, agent)


def refused(act: Any, *args: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    assert caught.value.retry_after is None, "final"
    return caught.value


# — assign —


def test_a_ticket_that_a_colleague_has_by_now_stays_theirs(
    ada: Seat, bob: Seat, ada_herself: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bobs_user = User.objects.get(username="bob")
    takes(bob, bobs_user, None)
    no = refused(takes, ada, ada_herself, None)
    assert (no.code, str(no), no.more) == ("taken", "Bob has this ticket by now.", {"holder": "Bob"})
    assert ticket_of(ada).assignee == bobs_user
    for effect_of in ([None, "carl"], ["ada"]):
        assert refused(takes, ada, ada_herself, *effect_of).code == "taken"
    assert takes(ada, ada_herself, "bob").events, "she saw that it is Bob's"


def test_who_gives_away_what_is_not_theirs_any_more_is_told_so(
    ada: Seat, bob: Seat, ada_herself: User
) -> None:
    assigns(bob, User.objects.get(username="bob"))
    assert refused(takes, ada, None, "ada").code == "taken"


def test_a_ticket_that_nobody_has_any_more_is_nobody_elses(ada: Seat, bob: Seat, ada_herself: User) -> None:
    assert takes(ada, ada_herself, "bob").events


def test_what_is_so_already_is_unchanged_and_a_repeat_is_answered(
    ada: Seat, bob: Seat, ada_herself: User
) -> None:
    id = uuid4()
    first = takes(ada, ada_herself, None, id=id)
    assert refused(takes, ada, ada_herself, None).code == "unchanged"
    assigns(bob, User.objects.get(username="bob"))
    assert takes(ada, ada_herself, None, id=id).seq == first.seq


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
    await actions.assign(bob, uuid4(), "bob")
    status, answer = await posts(desk, carla, "assignment", agent="ada", **{"from": None})
    assert (status, answer["code"], answer["holder"], "seq" in answer) == (409, "taken", "Bob", False)
    assert (await posts(desk, carla, "assignment", agent="ada", **{"from": 5}))[1]["code"] == "bad_field"
    assert (await posts(desk, carla, "assignment", agent="ada"))[0] == 201, "as ever, where it isn't said"
    log = await in_database(log_of, bob)
    assert [event["body"] for event in log[1:]] == ["Bob", "Ada"]
