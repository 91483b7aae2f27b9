"""Files of canned replies: brought in chunks, checked, given to a reply, and read by who may use that."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.db.models import F
from django.test import AsyncClient
from pytest_django import Settings

from support_site import stored_files
from tests.seated import make_agent
from tickets.conversation import shelf
from tickets.features.canned.models import CannedReply, ReplyFile
from tickets.jobs import table
from tickets.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
with_files = pytest.mark.skipif(
    not apps.is_installed("tickets.features.files"), reason="without the feature files"
)
BROWSER: Final = "django.contrib.auth.backends.ModelBackend"
REPLY: Final[dict[str, Any]] = {"title": "Terms", "texts": {"en": "Here they are."}, "scope": "all"}
URL: Final = f"/api/canned/{UUID(int=7)}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "stored")}
    return tmp_path


@pytest.fixture
async def ada(browser: AsyncClient) -> AsyncClient:
    return await signed_in(browser, "ada")


async def signed_in(browser: AsyncClient, name: str) -> AsyncClient:
    await browser.aforce_login(await sync_to_async(make_agent)(name), BROWSER)
    return browser


async def begin(browser: AsyncClient, id: UUID, size: int = 5, name: str = "a/terms.txt") -> Any:
    body = {"name": name, "size": size}
    return await browser.put(f"/api/canned/files/{id}", body, content_type="application/json")


async def chunk(browser: AsyncClient, id: UUID, data: bytes, offset: int = 0) -> Any:
    url = f"/api/canned/files/{id}/content?offset={offset}"
    return await browser.put(url, data, content_type="application/octet-stream")


async def content(browser: AsyncClient, id: UUID) -> tuple[int, bytes]:
    answer: Any = await browser.get(f"/api/canned/files/{id}/content")
    if not answer.streaming:
        return answer.status_code, answer.content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Holdfast"] == "1"
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )
    return answer.status_code, b"".join([piece async for piece in answer.streaming_content])


@sync_to_async
def run_jobs() -> None:
    while jobs := table.claim(["canned-file", "canned-file-free", "file-gone"], 10):
        for job in jobs:
            table.carry_out(job)


async def brought(browser: AsyncClient, data: bytes = b"Hello") -> UUID:
    id = uuid4()
    assert (await begin(browser, id, len(data))).status_code == 200
    assert (await chunk(browser, id, data)).json()["state"] == "checking"
    await run_jobs()
    return id


async def save(browser: AsyncClient, **fields: Any) -> Any:
    return await browser.put(URL, REPLY | fields, content_type="application/json")


def stored(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "stored").rglob("*") if path.is_file()]


@sync_to_async
def a_day_passes() -> None:
    ReplyFile.objects.update(free_since=F("free_since") - timedelta(days=1))
    Job.objects.update(due=F("due") - timedelta(days=1))


@with_files
async def test_brought_given_and_read(ada: AsyncClient, folder: Path) -> None:
    id = uuid4()
    begun = await begin(ada, id)
    assert begun.json() == {
        "id": str(id),
        "name": "terms.txt",
        "size": 5,
        "type": "",
        "state": "receiving",
        "offset": 0,
    }
    assert (await save(ada, files=[str(id)])).json()["code"] == "not_ready"
    assert (await chunk(ada, id, b"Hel")).json()["offset"] == 3
    lost = await chunk(ada, id, b"Hel")
    assert (lost.json()["code"], lost.json()["offset"]) == ("conflict", 3)
    assert (await begin(ada, id)).json()["offset"] == 3, "goes on where it was"
    assert (await chunk(ada, id, b"lo", 3)).json()["state"] == "checking"
    saved = (await save(ada, files=[str(id)])).json()
    assert (saved["files"][0]["name"], saved["files"][0]["state"]) == ("terms.txt", "checking")
    assert (await content(ada, id))[0] == 409, "not before it was checked"
    await run_jobs()
    assert (await ada.get("/api/canned")).json()["replies"][0]["files"][0]["state"] == "ready"
    assert await content(ada, id) == (200, b"Hello")
    assert (stored(folder), list((folder / "parts").iterdir())) == ([b"Hello"], [])


@with_files
async def test_who_may_not_see_the_reply_may_not_read_its_files(ada: AsyncClient) -> None:
    id, free = await brought(ada), await brought(ada)
    await save(ada, files=[str(id)], scope="own")
    bob = await signed_in(AsyncClient(), "bob")
    for one in (id, free):
        status, said = await content(bob, one)
        assert (status, b"no such file" in said) == (404, True)
    took = await bob.put(
        f"/api/canned/{uuid4()}", REPLY | {"files": [str(id)]}, content_type="application/json"
    )
    assert took.json()["code"] == "bad_field", "nor be given them by naming them"
    assert (await chunk(bob, id, b"")).status_code == 404
    await save(ada, scope="all")
    assert await content(bob, id) == (200, b"Hello")
    assert (await content(AsyncClient(), id))[0] == 401


@with_files
async def test_saving_without_files_keeps_them_and_undo_brings_them_back(
    ada: AsyncClient, folder: Path
) -> None:
    first, second = await brought(ada), await brought(ada)
    files = [str(second), str(first)]
    await save(ada, files=files)
    assert [one["id"] for one in (await save(ada, title="New")).json()["files"]] == files
    assert (await ada.delete(URL)).status_code == 204
    assert (await content(ada, first))[0] == 200, "the one who deleted it may undo that"
    assert [one["id"] for one in (await save(ada, files=files)).json()["files"]] == files
    await a_day_passes()
    await run_jobs()
    assert len(stored(folder)) == 2, "a reply has them"
    await save(ada, files=files[:1])
    await a_day_passes()
    await run_jobs()
    await run_jobs()
    assert len(stored(folder)) == 1
    assert (await save(ada, files=files)).json()["code"] == "bad_field"
    await ada.delete(URL)
    await a_day_passes()
    await run_jobs()
    await run_jobs()
    assert stored(folder) == []


@with_files
async def test_whoever_deletes_it_may_undo_and_nobody_else(ada: AsyncClient) -> None:
    id = await brought(ada)
    await save(ada, files=[str(id)])
    bob = await signed_in(AsyncClient(), "bob")
    await bob.delete(URL)
    assert (await content(ada, id))[0] == 404
    assert (await save(ada, files=[str(id)])).json()["code"] == "bad_field"
    assert (await save(bob, files=[str(id)])).json()["files"][0]["id"] == str(id)


@with_files
async def test_a_reply_that_goes_with_its_owner_takes_its_files(ada: AsyncClient, folder: Path) -> None:
    id = await brought(ada)
    await save(ada, files=[str(id)], scope="own")
    await CannedReply.objects.all().adelete()
    assert (await content(ada, id))[0] == 404
    await a_day_passes()
    await run_jobs()
    await run_jobs()
    assert (stored(folder), await ReplyFile.objects.acount()) == ([], 0)


@with_files
async def test_limits_are_those_of_attachments(ada: AsyncClient, settings: Settings) -> None:
    keeper = shelf.keeper()
    assert keeper
    assert (await begin(ada, uuid4(), 2**39)).json()["code"] == "too_large"
    id = uuid4()
    await begin(ada, id, 3)
    assert (await chunk(ada, id, b"Hello")).json()["code"] == "too_long"
    assert (await begin(ada, id, 4)).json()["code"] == "conflict"
    many = [str(uuid4()) for _ in range(keeper.most + 1)]
    assert "at most 10" in (await save(ada, files=many)).json()["message"]
    assert (await ada.get("/api/canned")).json()["replies"] == [], "nothing of it is saved"


@with_files
async def test_what_is_refused_is_not_read(ada: AsyncClient, folder: Path) -> None:
    id = await brought(ada, b"\x89PNG\r\n\x1a\nno picture")
    saved = (await save(ada, files=[str(id)])).json()
    assert saved["files"][0]["state"] == "refused"
    assert (await content(ada, id))[0] == 404
    assert stored(folder) == []


async def test_without_the_feature_that_keeps_files_there_are_none(
    ada: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_keepers", [])
    assert (await begin(ada, uuid4())).status_code == 404
    assert (await save(ada)).json()["files"] == []
    assert (await save(ada, files=[])).status_code == 200
    assert (await save(ada, files=[str(uuid4())])).status_code == 404
