"""What an agent does on what isn't so any more: the customer has written, a colleague was quicker."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient
from pytest_django import DjangoAssertNumQueries, Settings

from tests.fakes import FakeMarks
from tests.seated import assigns, log_of, notes, says, sets, ticket_of
from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.desk import queue
from tickets.models import Event
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

BROWSER = "django.contrib.auth.backends.ModelBackend"


def resolves(seat: Seat, seen: int, id: UUID | None = None) -> Written:
    effect = ledger.status_as_seen(seen)
    return ledger.append(seat, id or uuid4(), Event.Kind.STATUS, "resolved", effect)


def takes(seat: Seat, agent: User | None, *held_by: str | None, id: UUID | None = None) -> Written:
    name = agent.first_name if agent else ""
    effect = ledger.assigned_to(agent, held_by)
    return ledger.append(seat, id or uuid4(), Event.Kind.ASSIGNMENT, name, effect, agent)


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


# — assign —


def test_a_ticket_that_a_colleague_has_by_now_stays_theirs(
    ada: Seat, bob: Seat, ada_herself: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bobs_user = User.objects.get(username="bob")
    takes(bob, bobs_user, None)
    no = refused(takes, ada, ada_herself, None)
    assert (no.code, str(no)) == ("taken", "Bob has this ticket by now.")
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


# — both doors —


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
async def test_the_calls_say_what_was_seen(desk: AsyncClient, carla: Seat, bob: Seat) -> None:
    await in_database(says, carla, "One more thing.")
    status, answer = await posts(desk, carla, "status", status="resolved", seen=1)
    assert (status, answer["code"], answer["seq"]) == (409, "unseen", 2)
    await actions.assign(bob, uuid4(), "bob")
    status, answer = await posts(desk, carla, "assignment", agent="ada", **{"from": None})
    assert (status, answer["code"], "seq" in answer) == (409, "taken", False)
    for path, body in (
        ("status", {"status": "resolved", "seen": "x"}),
        ("status", {"status": "resolved", "seen": -1}),
        ("assignment", {"agent": "ada", "from": 5}),
    ):
        assert (await posts(desk, carla, path, **body))[1]["code"] == "bad_field"
    assert (await posts(desk, carla, "assignment", agent="ada"))[0] == 201, "as ever, where it isn't said"
    assert (await posts(desk, carla, "status", status="resolved"))[0] == 201
    log = await in_database(log_of, bob)
    assert [event["body"] for event in log[2:]] == ["Bob", "Ada", "resolved"]
