"""Canned replies by HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connections
from django.test import AsyncClient
from django.test.utils import CaptureQueriesContext

from tests.seated import make_agent
from tickets.features.canned.models import CannedReply
from tickets.features.canned.reply_files import most

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "django.contrib.auth.backends.ModelBackend"
URL = f"/api/canned/{UUID(int=7)}"
REPLY: dict[str, Any] = {"title": "Hello", "texts": {"en": "Hello {customer.name}"}}


@pytest.fixture
async def ada(browser: AsyncClient) -> AsyncClient:
    await browser.aforce_login(await sync_to_async(make_agent)("ada"), BROWSER)
    return browser


async def save(browser: AsyncClient, **fields: Any) -> Any:
    return await browser.put(URL, REPLY | fields, content_type="application/json")


async def test_saved_listed_used_and_deleted(ada: AsyncClient) -> None:
    saved = await save(ada)
    assert saved.status_code == 200
    assert saved.json() == REPLY | {
        "id": str(UUID(int=7)),
        "scope": "own",
        "team": None,
        "shortcut": "",
        "files": [],
        "uses": 0,
    }
    listed = await ada.get("/api/canned")
    assert listed.json() == {"replies": [saved.json()], "teams": [], "files": most()}
    again = await ada.get("/api/canned", headers={"If-None-Match": listed["ETag"]})
    assert (again.status_code, again.content, again["Holdfast"]) == (304, b"", "1")
    assert (await ada.post(f"{URL}/used")).status_code == 204
    news = await ada.get("/api/canned", headers={"If-None-Match": listed["ETag"]})
    assert news.json()["replies"][0]["uses"] == 1
    for _ in range(2):
        assert (await ada.delete(URL)).status_code == 204
    assert (await ada.get("/api/canned")).json() == {"replies": [], "teams": [], "files": most()}


async def test_they_are_for_agents(browser: AsyncClient) -> None:
    answers = [await browser.get("/api/canned"), await save(browser), await browser.delete(URL)]
    for answer in (*answers, await browser.post(f"{URL}/used")):
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " \u200b "},
        {"title": "x" * 101},
        {"texts": {}},
        {"texts": {"en": ""}},
        {"texts": {"not a language": "Hello"}},
        {"texts": {"en": "x\x00"}},
        {"shortcut": "two words"},
        {"shortcut": "x" * 41},
        {"shortcut": "İ" * 40},  # two letters each in lower case
        {"scope": "nobody"},
        {"scope": "team"},
        {"team": "x", "scope": "team"},
    ],
)
async def test_what_cannot_be_saved(ada: AsyncClient, wrong: dict[str, Any]) -> None:
    answer = await save(ada, **wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field"), answer.content
    assert not await CannedReply.objects.aexists()


async def test_a_text_as_long_as_a_message_and_no_longer(ada: AsyncClient) -> None:
    assert (await save(ada, texts={"en": "x" * 8_000})).status_code == 200
    answer = await save(ada, texts={"en": "x" * 8_001})
    assert (answer.status_code, answer.json()["code"]) in [(422, "too_long"), (422, "bad_field")]


async def test_another_site_saves_nothing(ada: AsyncClient) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = await ada.put(URL, REPLY, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert (await ada.delete(URL, headers=headers)).status_code == 403


async def test_two_thousand_are_read_at_once(ada: AsyncClient) -> None:
    """With as many statements as two."""
    many = [CannedReply(id=uuid4(), title=f"No. {n}", texts={"en": "Hello"}) for n in range(2_000)]
    statements = []
    for some in (many[:2], many[2:]):
        await CannedReply.objects.abulk_create(some)
        answer, asked = await sync_to_async(_counted)(ada)
        statements.append(asked)
    assert len(answer.json()["replies"]) == 2_000
    assert statements[0] == statements[1]


def _counted(ada: AsyncClient) -> tuple[Any, int]:
    with CaptureQueriesContext(connections["default"]) as asked:
        answer = async_to_sync(ada.get)("/api/canned")
    return answer, len(asked)
