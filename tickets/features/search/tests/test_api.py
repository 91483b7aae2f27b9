"""The search by HTTP: for agents, with a refusal by code, and never a 500."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from tests.seated import make_agent, ticket_of
from tickets.features.search.tests.conftest import indexed
from tickets.features.search.tests.test_find import LONG, ODD, short
from tickets.people import access
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def carla_token(carla: Seat) -> str:
    return access.token_of(ticket_of(carla)) or ""


@pytest.fixture
async def agent(browser: AsyncClient, carla: Seat) -> AsyncClient:
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    await sync_to_async(indexed)()
    return browser


async def asks(browser: AsyncClient, **query: str) -> tuple[int, Any]:
    answer = await browser.get("/api/search", query)
    return answer.status_code, answer.json()


async def test_what_was_found(agent: AsyncClient, carla: Seat) -> None:
    status, answer = await asks(agent, q="broke")
    [result] = answer.pop("results")
    assert (status, answer) == (200, {"more": False})
    assert list(result) == ["ticket", "subject", "name", "seq", "kind", "at", "excerpt"]
    assert (result["ticket"], result["excerpt"]) == (carla.public_id, "It broke.")
    assert await asks(agent, q="broke", before=result["at"]) == (200, {"results": [], "more": False})
    assert (await asks(agent))[1] == {"results": [], "more": False}


async def test_it_is_for_agents(browser: AsyncClient, carla: Seat, carla_token: str) -> None:
    for headers in ({}, {"Authorization": f"Bearer {carla_token}"}):
        answer = await browser.get("/api/search", {"q": "broke"}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


async def test_so_it_is_by_a_cookie_that_opens_a_ticket(
    browser: AsyncClient, carla: Seat, carla_token: str
) -> None:
    session = {"Authorization": f"Bearer {carla_token}"}
    await browser.post(f"/api/tickets/{carla.public_id}/session", headers=session)
    assert (await asks(browser, q="broke"))[0] == 401


async def test_what_is_no_filter_is_said_by_code_and_name(agent: AsyncClient) -> None:
    status, answer = await asks(agent, q="colour:red")
    assert (status, answer["code"], answer["filter"]) == (422, "bad_field", "colour")
    status, answer = await asks(agent, q="before:yesterday")
    assert (status, answer["filter"], answer["value"]) == (422, "before", "yesterday")
    assert (await asks(agent, q="x", before="soon"))[0] == 422


@pytest.mark.parametrize("asked", [*ODD, *LONG], ids=short)
async def test_whatever_is_asked_is_answered(agent: AsyncClient, asked: str) -> None:
    status, answer = await asks(agent, q=asked.encode("utf-8", "replace").decode())
    assert (status, answer) == (200, {"results": [], "more": False})
