"""What is counted, and when. Metrics are the process's, so a test looks at what it added."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import REGISTRY

from tests.counted import Added
from tests.fakes import Layer, until
from tickets.wire import announce, frames
from tickets.wire import losses as lost
from tickets.wire.announcements import NewEvent
from tickets.wire.frames import Close
from tickets.wire.losses import Losses
from tickets.wire.socket import Socket

PONG = {"type": "websocket.receive", "bytes": frames.PONG}


@pytest.fixture
def added() -> Added:
    return Added()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("tickets.wire.socket.time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


class Page(Socket):
    """A socket without a server: it is played what the server would have received."""

    async def plays(self, *messages: dict[str, Any]) -> None:
        coming = iter([{"type": "websocket.connect"}, *messages])

        async def receive() -> dict[str, Any]:
            return next(coming)

        async def send(_: dict[str, Any]) -> None: ...

        await self({"headers": []}, receive, send)


@contextlib.asynccontextmanager
async def playing(page: Page) -> AsyncIterator[None]:
    """The page is open within, and leaves behind it."""
    messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    messages.put_nowait({"type": "websocket.connect"})

    async def send(_: dict[str, Any]) -> None: ...

    life = asyncio.create_task(page({"headers": []}, messages.get, send))
    await until(messages.empty, "the page to open")
    yield
    messages.put_nowait({"type": "websocket.disconnect", "code": 1001})
    await life


async def test_a_pong_is_measured_from_the_oldest_unanswered_ping(added: Added, clock: list[float]) -> None:
    class Pinged(Page):
        def heard(self) -> None:
            clock[0] += 1

    async def pong_after(*pauses: float) -> None:
        for pause in pauses:
            await page.ping()
            clock[0] += pause
        await page.dispatch(PONG)

    page = Pinged()
    async with playing(page):
        await pong_after(2, 1)
        assert added("holdfast_round_trip_seconds_sum") == 4
        await page.dispatch(PONG)
        assert added("holdfast_pongs_total") == 2
        assert added("holdfast_round_trip_seconds_count") == 1, "one answer, however often it is said"
        await pong_after(0.25)
        assert added("holdfast_round_trip_seconds_sum") == 4 + 1.25


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (1000, "left"),
        (1001, "left"),
        (1005, "left"),
        (1006, "cut"),
        (None, "left"),
        (4400, "not_this_protocol"),
    ],
)
async def test_a_page_that_ends_its_socket_is_counted_by_how(
    added: Added, code: int | None, reason: str
) -> None:
    await Page().plays({"type": "websocket.disconnect", "code": code})
    assert added("holdfast_sockets_opened_total") == 1
    assert added("holdfast_closings_total", reason=reason) == 1


async def test_a_close_of_ours_is_counted_once_by_its_name(added: Added) -> None:
    page = Page()
    async with playing(page):
        await page.close(Close.NO_PONG, "The last ping was not answered.")
        await page.close(Close.NO_PONG, "The last ping was not answered.")
    assert added("holdfast_closings_total", reason="no_pong") == 1
    assert added("holdfast_closings_total", reason="left") == 0


async def test_a_handler_that_dies_is_an_error(added: Added) -> None:
    with pytest.raises(KeyError):
        await Page().plays({"unreadable": True})
    assert added("holdfast_closings_total", reason="error") == 1


# — repairs —


async def test_what_never_came_is_a_repair_once_for_all_sockets(
    added: Added, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost, "LATEST", 0.01)
    losses = Losses()
    losses.read("carla", range(5, 8))
    losses.read("carla", range(5, 8))  # another socket of the group
    losses.read("ada", range(1, 2))
    await until(lambda: not losses._missing, "the verdict")
    assert added("holdfast_repairs_total") == 4


async def test_what_a_tick_overtook_is_none(added: Added, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost, "LATEST", 0.01)
    losses = Losses()
    losses.came("carla", 4)
    losses.read("carla", range(5, 8))
    losses.came("carla", 6)
    losses.read("carla", range(8, 9))
    losses.came("carla", 8)
    await until(lambda: not losses._missing, "the verdict")
    assert added("holdfast_repairs_total") == 2


async def test_what_can_not_be_announced_is_counted(added: Added, layer: Layer) -> None:
    layer.away = True
    announce.tell(NewEvent("group", "ticket", 1, "{}"))
    await announce.drained()
    assert added("holdfast_unannounced_total") == 1


# — what the document says —


def test_every_metric_is_documented_and_every_documented_one_is_there() -> None:
    names = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for family in REGISTRY.collect()
        if family.name.startswith("holdfast_")
    }
    text = (Path(__file__).resolve().parents[2] / "docs" / "running_it.md").read_text()
    table = text.partition("**Metrics.**")[2].partition("Alerts worth having")[0]
    cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    assert names == {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
