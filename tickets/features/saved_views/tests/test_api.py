"""Saved views by HTTP: for agents, and a refusal names what is wrong."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from tests.seated import make_agent, opened

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "django.contrib.auth.backends.ModelBackend"
CHAIRS = {"name": " Chairs ", "query": "chair is:open", "order": "newest"}


async def puts(browser: AsyncClient, id: str, change: dict[str, Any]) -> tuple[int, Any]:
    answer = await browser.put(f"/api/views/{id}", change, content_type="application/json")
    return answer.status_code, answer.json()


async def test_from_saving_to_deleting(browser: AsyncClient) -> None:
    await sync_to_async(opened)("Carla", "Hi", subject="A chair")
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    id = str(uuid4())
    view = {"id": id, "view": f"saved:{id}", **CHAIRS, "name": "Chairs", "team": None}
    assert await puts(browser, id, CHAIRS) == (200, view)
    assert (await browser.get("/api/views")).json() == {"views": [view], "teams": []}
    assert (await browser.get("/api/views/counts")).json() == {"counts": {view["view"]: 1}}
    listed = (await browser.get("/api/queue", {"view": f"saved:{id}"})).json()
    assert [row["name"] for row in listed["rows"]] == ["Carla"]
    assert listed["counts"][view["view"]] == 1
    for _ in range(2):
        assert (await browser.delete(f"/api/views/{id}")).status_code == 204
    assert (await browser.get("/api/views")).json()["views"] == []


async def test_what_is_wrong_is_named(browser: AsyncClient) -> None:
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    for wrong, more in (
        ({"query": "colour:red"}, {"filter": "colour"}),
        ({"name": "\u200b"}, {"fields": ["name"]}),
        ({"query": "a" * 201}, {"fields": ["query"]}),
        ({"order": "by heart"}, {"fields": ["order"]}),
        ({"team": 7}, {}),
    ):
        status, answer = await puts(browser, str(uuid4()), CHAIRS | wrong)
        assert (status, answer["code"]) == (422, "bad_field"), wrong
        assert more.items() <= answer.items()


async def test_they_are_for_agents(browser: AsyncClient) -> None:
    assert (await browser.get("/api/views")).status_code == 401
    assert (await puts(browser, str(uuid4()), CHAIRS))[0] == 401
    assert (await browser.delete(f"/api/views/{uuid4()}")).status_code == 401
