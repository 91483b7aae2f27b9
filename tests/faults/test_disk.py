"""A disk that is full, and a database's file that is taken away under the running server: nothing is
acknowledged that isn't kept, and whoever looks is told what is wrong."""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.cast import Agent, Customer, http_client
from tests.faults.parts import Shaken
from tests.faults.test_database import full
from tests.faults.world import World
from tests.patience import SIGN
from tests.stack import PASSWORD, Stack

pytestmark = pytest.mark.integration


def readyz(stack: Stack) -> dict[str, Any]:
    try:
        with urlopen(f"{stack.origin}/readyz", timeout=SIGN) as answer:
            return dict(json.load(answer))
    except HTTPError as refused:
        return dict(json.load(refused))


async def told(stack: Stack, true: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
    async with asyncio.timeout(SIGN):
        while not true(answer := await asyncio.to_thread(readyz, stack)):
            await asyncio.sleep(0.1)
    return answer


@pytest.mark.parametrize("moment", ["immediate", "deferred"])
async def test_who_looks_is_told_that_the_disk_is_full(desk: Shaken, moment: str) -> None:
    """Before a message was refused, too."""
    if moment == "deferred" and not desk.on_postgresql:
        pytest.skip("SQLite writes its file at the commit only")
    async with World(desk, tickets=1) as world:
        with full(desk, world, moment):
            answer = await told(desk, lambda told: told["status"] != "ready", "trouble")
            assert "full" in answer["degraded"]["database"]
            body = {"id": world._id(), "name": "Carla", "body": "Hello?"}
            async with http_client(desk.origin) as http:
                refused = await http.post("/api/tickets", json=body)
            assert (refused.status_code, "full" in refused.json()["message"]) == (503, True)
        assert await told(desk, lambda told: told["status"] == "ready", "room again")
        async with http_client(desk.origin) as http:
            assert (await http.post("/api/tickets", json=body)).status_code == 201
        assert [row for row in world.asked("SELECT body FROM tickets_event") if "***" in row[0]] == []


async def test_a_sign_in_on_a_full_disk_is_put_off_kindly(desk: Shaken) -> None:
    if desk.on_postgresql:
        pytest.skip("what fills it there is a trigger on messages alone")
    async with World(desk, tickets=1) as world, http_client(desk.origin) as http:
        form = await http.get("/accounts/login/")
        token = form.cookies["csrftoken"]
        words = {"username": "agent", "password": PASSWORD, "csrfmiddlewaretoken": token}
        own = {"Referer": desk.origin, "Origin": desk.origin}
        with full(desk, world, "immediate"):
            answer = await http.post("/accounts/login/", data=words, headers=own)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert "disk is full" in answer.text
        assert "Please try again" in answer.text
        answer = await http.post("/accounts/login/", data=words, headers=own)
        assert answer.status_code == 302


def replaced(file: Path) -> None:
    """As somebody does who restores a backup in the wrong order."""
    backup = file.with_suffix(".backup")
    with (
        contextlib.closing(sqlite3.connect(file)) as whole,
        contextlib.closing(sqlite3.connect(backup)) as copy,
    ):
        whole.backup(copy)
    backup.replace(file)


def moved(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Stack]:
    with Stack(tmp_path) as stack:
        yield stack


@pytest.mark.parametrize("taken", [replaced, moved])
async def test_nothing_is_acked_into_a_file_that_is_gone(site: Stack, taken: Callable[[Path], None]) -> None:
    file = site.folder / "holdfast.sqlite3"
    carla, ada = await Customer.opens_ticket(site), await Agent.signs_in(site)
    async with carla.page() as page, ada.page(carla.ticket) as agent:
        await page.acked(await page.says(carla.ticket, "Kept"))
        await agent.shows(carla.ticket, "Kept")
        start = len(site.words())
        await asyncio.to_thread(taken, file)
        # A beat looks for it: nobody has to send anything.
        await asyncio.to_thread(site.wait_until, lambda: "replaced, moved" in site.words(start), "a word")
        for number in range(20):
            for writer in (page, agent):
                id = await writer.says(carla.ticket, f"Lost {number}")
                assert (await writer.gets("reject", id=id))["retry_after"]
        async with http_client(site.origin) as http:
            assert (await http.get("/accounts/login/")).status_code in (200, 503)
            opening = {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "name": "Chris", "body": "Hello?"}
            assert (await http.post("/api/tickets", json=opening)).status_code == 503
        answer = await told(site, lambda told: told["status"] != "ready", "trouble")
        assert "its file was replaced, moved or deleted" in answer["degraded"]["database"]
        assert "replaced, moved or deleted" in site.words(start)
        assert not page.of_type("ack") or len(page.of_type("ack")) == 1
        if taken is moved:
            file.with_suffix(".elsewhere").rename(file)
            await page.acked(await page.says(carla.ticket, "Found"))
            await told(site, lambda told: told == {"status": "ready", "degraded": {}}, "all well")
            assert [event["body"] for event in await carla.events()] == ["Hello?", "Kept", "Found"]
