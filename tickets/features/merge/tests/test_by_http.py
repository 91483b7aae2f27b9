"""A merge by the doors: what an old page still posts, and how its customer comes to where it goes on."""

from uuid import UUID, uuid4, uuid5

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from tests.seated import bodies, make_agent, opened, ticket_of
from tickets.models import Event
from tickets.people import access
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "django.contrib.auth.backends.ModelBackend"
JSON = "application/json"


@pytest.fixture
def old(transactional_db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def new(transactional_db: None) -> Seat:
    return opened("Carla", "It broke, again.")


async def test_an_old_page_goes_on_there(browser: AsyncClient, old: Seat, new: Seat) -> None:
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    path = f"/api/tickets/{old.public_id}"
    merge = {"id": str(uuid4()), "into": new.public_id}
    asked = await browser.post(f"{path}/merge", merge, content_type=JSON)
    assert (asked.status_code, asked.json()["code"]) == (409, "other_person")
    assert (await browser.post(f"{path}/merge", merge | {"sure": True}, content_type=JSON)).status_code == 201
    token = await sync_to_async(lambda: access.token_of(ticket_of(old)))()
    by_token = {"authorization": f"Bearer {token}"}
    id = str(uuid4())
    for _ in range(2):
        said = {"id": id, "body": "Hello?"}
        answer = await browser.post(f"{path}/messages", said, content_type=JSON, headers=by_token)
        assert answer.status_code == 201
    copy = await Event.objects.aget(ticket=new.ticket, body="Hello?")
    assert copy.client_id == uuid5(UUID(new.public_id), id)
    assert await sync_to_async(bodies)(new) == ["It broke, again.", "Hello?"]
    customer = AsyncClient()
    assert (await customer.post(f"{path}/session", headers=by_token)).status_code == 204
    there = await customer.post(f"{path}/session-into")
    assert there.status_code == 201
    assert there.json()["ticket"] == new.public_id
    assert there.json()["url"].endswith(f"/t/{new.public_id}/#{there.json()['token']}")
    assert (await customer.get(f"/api/tickets/{new.public_id}/events?after=0")).status_code == 200
    stranger = await AsyncClient().post(f"{path}/session-into")
    assert stranger.status_code == 404
