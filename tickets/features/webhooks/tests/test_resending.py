"""All since a time goes to a receiver again: the same messages, each ticket's in order, and no other's."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.db.models.functions import Now
from django.test import AsyncClient, Client
from django.utils import timezone

from tests.fakes import FakeMarks
from tests.seated import make_agent, says
from tickets.audit.models import Line
from tickets.features.webhooks import endpoints, resending, rules
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.features.webhooks.tests.conftest import Receiver
from tickets.features.webhooks.tests.test_delivering import took, work
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import Team
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=3)


@pytest.fixture
def endpoint(receiver: Receiver) -> Endpoint:
    return endpoints.add(receiver.url, [])


def since() -> datetime:
    return timezone.now() - timedelta(hours=1)


def slices() -> int:
    """All jobs of a resending, one after another."""
    count = 0
    while jobs := table.claim([resending.SINCE.name], 1):
        table.carry_out(jobs[0])
        count += 1
    return count


def ids(receiver: Receiver) -> list[str]:
    return [headers["webhook-id"] for headers, _ in receiver.took]


def test_the_same_messages_come_again_in_order(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat
) -> None:
    says(carla, "Still?")
    says(carla, "Hello?")
    work()
    first = sorted(ids(receiver))
    receiver.took.clear()
    resending.begin(endpoint, since())
    slices()
    work()
    assert sorted(ids(receiver)) == first
    assert [seq for ticket, seq in took(receiver) if ticket == carla.public_id] == [1, 2, 3]
    assert not Delivery.objects.exclude(state="delivered", attempts=1).exists()
    entry = Line.objects.get(what="webhook.again")
    assert entry.about == endpoint.url
    assert "since" in entry.after


def test_what_it_never_got_comes_too_and_what_is_older_does_not(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat
) -> None:
    endpoints.turn(endpoint, on=False)
    says(carla, "It is off.")
    work()
    Event.objects.filter(seq=1).update(at=Now() - LONG_AGO)
    Ticket.objects.filter(pk=chris.ticket).update(last_event_at=Now() - LONG_AGO)
    endpoints.turn(endpoint, on=True)
    endpoint.refresh_from_db()
    resending.begin(endpoint, since())
    slices()
    work()
    assert took(receiver) == [(carla.public_id, 2)]


def test_what_happens_meanwhile_comes_after_it(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat
) -> None:
    """One that waits already has a job that is older: it must not come before the others."""
    work()
    receiver.status = 500
    says(carla, "It waits.")
    work()
    resending.begin(endpoint, since())
    says(carla, "Meanwhile.")
    work()
    receiver.took.clear()
    receiver.status = 200
    slices()
    work(later=True)
    assert [seq for ticket, seq in took(receiver) if ticket == carla.public_id] == [1, 2, 3]


def test_it_goes_in_slices_and_to_each_ticket(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(carla, "Still?")
    work()
    receiver.took.clear()
    monkeypatch.setattr(resending, "TICKETS_AT_ONCE", 1)
    monkeypatch.setattr(resending, "EVENTS_AT_ONCE", 1)
    resending.begin(endpoint, since())
    assert slices() == 3, "one for each ticket, and one that finds none"
    work()
    assert sorted(took(receiver)) == sorted(
        [(carla.public_id, 1), (carla.public_id, 2), (chris.public_id, 1)]
    )


def test_neither_other_kinds_nor_other_teams_nor_imports(
    receiver: Receiver, carla: Seat, chris: Seat, ada: Seat
) -> None:
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    endpoint = endpoints.add(receiver.url, ["message"], [billing.pk])
    Ticket.objects.filter(pk=chris.ticket).update(team=shipping)
    says(carla, "Still?")
    Event.objects.filter(ticket=carla.ticket, seq=1).update(via=Event.Via.IMPORT)
    Ticket.objects.update(reacted_seq=2)
    resending.begin(endpoint, since())
    slices()
    assert [one.event.seq for one in Delivery.objects.filter(event__ticket=carla.ticket)] == [2]
    assert not Delivery.objects.filter(event__ticket=chris.ticket).exists()
    work()
    assert took(receiver) == [(carla.public_id, 2)]


@pytest.mark.parametrize(
    ("why", "code"),
    [("off", "conflict"), ("again", "conflict"), ("old", "bad_field"), ("to come", "bad_field")],
)
def test_it_is_refused(endpoint: Endpoint, why: str, code: str) -> None:
    then = since()
    match why:
        case "off":
            endpoints.turn(endpoint, on=False)
        case "again":
            resending.begin(endpoint, then)
        case "old":
            then = timezone.now() - rules.KEPT - timedelta(minutes=1)
        case "to come":
            then = timezone.now() + timedelta(minutes=1)
    with pytest.raises(Refused) as refused:
        resending.begin(endpoint, then)
    assert refused.value.code == code
    assert Job.objects.filter(kind=resending.SINCE.name).count() == (why == "again")


def test_one_that_goes_off_meanwhile_hears_nothing(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    work()
    receiver.took.clear()
    resending.begin(endpoint, since())
    endpoints.turn(endpoint, on=False)
    assert slices() == 0
    endpoints.turn(endpoint, on=True)
    work()
    assert not receiver.took


@pytest.mark.usefixtures("quick_passwords")
def test_in_the_settings(root: Client, endpoint: Endpoint, carla: Seat) -> None:
    address = f"/agent/settings/webhooks/{endpoint.pk}/"
    for wrong in ("", "yesterday", "2020-01-01T10:00"):
        page = root.post(address, {"act": "since", "since": wrong})
        assert page.context["since_form"].errors, wrong
    assert 'id="id_since_error"' in page.content.decode()
    then = (timezone.now() - timedelta(hours=2)).astimezone(UTC)
    assert root.post(address, {"act": "since", "since": f"{then:%Y-%m-%dT%H:%M}"})["Location"] == address
    [job] = Job.objects.filter(kind=resending.SINCE.name)
    assert job.args["since"].startswith(f"{then:%Y-%m-%dT%H:%M}:00")
    page = root.get(address)
    assert "It is at it." in page.content.decode()


@pytest.mark.django_db(transaction=True)
async def test_by_the_call(async_client: AsyncClient, endpoint: Endpoint, redis: FakeMarks) -> None:
    url, asked = f"/api/webhooks/{endpoint.pk}/again", {"since": since().isoformat()}
    agent = await sync_to_async(make_agent)("ada", "Ada")
    admin = await sync_to_async(make_agent)("adam", "Adam", role="admin")

    async def call(url: str, asked: Any) -> int:
        answer = await async_client.post(url, json.dumps(asked), content_type="application/json")
        return int(answer.status_code)

    await async_client.aforce_login(agent, "django.contrib.auth.backends.ModelBackend")
    assert await call(url, asked) == 403
    await async_client.aforce_login(admin, "django.contrib.auth.backends.ModelBackend")
    assert await call("/api/webhooks/999999/again", asked) == 404
    assert await call(url, {"since": "2026-11-23T08:00:00"}) == 422, "without its zone"
    assert [await call(url, asked), await call(url, asked)] == [204, 409]
    line = await Line.objects.aget(what="webhook.again")
    assert (line.by_key, line.by, line.address) == (admin.pk, "adam", "127.0.0.1")
    await sync_to_async(connections.close_all)()
