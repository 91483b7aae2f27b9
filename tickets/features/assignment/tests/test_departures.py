"""An agent goes, by whatever door: the tickets go back to the queue, and every page hears of it."""

import json
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.fakes import Layer
from tests.seated import assigns, log_of, make_agent, opened, says, seated, sets, ticket_of
from tickets.conversation import actions
from tickets.database import in_database
from tickets.desk import queue
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bobs(carla: Seat, bob: Seat) -> User:
    """Bob, who has Carla's ticket and has written nothing."""
    user = User.objects.get(username="bob")
    assigns(seated(make_agent("eve", "Eve"), carla), user)
    return user


def loses_staff(user: User) -> None:
    user.is_staff = False
    user.save()


def is_deactivated(user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def is_deleted(user: User) -> None:
    user.delete()


def is_deleted_among_others(user: User) -> None:
    User.objects.filter(pk=user.pk).delete()


def by_the_admin(user: User) -> None:
    client = Client()
    root = User.objects.create_superuser("root", password=None)
    client.force_login(root, "django.contrib.auth.backends.ModelBackend")
    page = reverse("admin:people_user_delete", args=[user.pk])
    assert client.post(page, {"post": "yes"}).status_code == 302


DOORS = [loses_staff, is_deactivated, is_deleted, is_deleted_among_others, by_the_admin]


@pytest.mark.parametrize("leaves", DOORS, ids=lambda door: door.__name__)
def test_the_ticket_goes_back_by_an_event_and_is_told(
    carla: Seat, bobs: User, announced: Layer, leaves: Callable[[User], None]
) -> None:
    announced.sent.clear()
    leaves(bobs)
    assert ticket_of(carla).assignee is None
    last = log_of(carla)[-1]
    assert (last["kind"], last["body"], last["author"]) == ("assignment", "", {"role": "system", "name": ""})
    told = [message for message in announced.sent if message["type"] in ("event", "queue")]
    assert [message["type"] for message in told] == ["event", "event", "queue"]
    row = json.loads(told[-1]["frame"])["ticket"]
    assert (row["assignee"], row["head"]) == (None, 3)
    assert row["waiting_since"], "the customer waits as before"


def test_who_stays_an_agent_keeps_everything(carla: Seat, bobs: User, announced: Layer) -> None:
    announced.sent.clear()
    bobs.last_name = "Builder"
    bobs.save()
    assert ticket_of(carla).assignee == bobs


def test_what_is_undone_was_never_told(carla: Seat, bobs: User, announced: Layer) -> None:
    announced.sent.clear()
    with transaction.atomic():
        bobs.delete()
        transaction.set_rollback(True)
    assert ticket_of(carla).assignee_id == User.objects.get(username="bob").pk
    assert "event" not in announced.types()


@pytest.mark.parametrize("by", ["the customer", "an agent"])
def test_a_resolved_ticket_comes_back_to_the_queue(carla: Seat, ada: Seat, bobs: User, by: str) -> None:
    sets(ada, "resolved")
    is_deactivated(bobs)
    assert ticket_of(carla).assignee == bobs, "nothing to do about it"
    again = says(carla, "Again!") if by == "the customer" else sets(ada, "open")
    assert again.events[-1].kind == "assignment"
    assert ticket_of(carla).assignee is None
    assert queue.row_after(again.ticket, again.events) == queue.row(carla.public_id)


async def test_a_change_that_nobody_tells_is_found(carla: Seat, bobs: User, announced: Layer) -> None:
    await actions.look_again()
    assert (await in_database(ticket_of, carla)).assignee_id == bobs.pk, "an agent's"
    await in_database(User.objects.filter(pk=bobs.pk).update, is_active=False)
    await actions.look_again()
    assert (await in_database(ticket_of, carla)).assignee_id is None
    assert len(await in_database(log_of, carla)) == 3


def test_a_deleted_agents_resolved_tickets_have_nobodys_name(carla: Seat, ada: Seat, bobs: User) -> None:
    chris = opened("Chris", "x")
    sets(ada, "resolved")
    bobs.delete()
    assert queue.row(carla.public_id)["assignee"] is None
    assert (log_of(carla)[-1]["body"], len(log_of(chris))) == ("", 1)
