"""The end of a web process: everybody is told, and waited for, but not for ever."""

import asyncio

import pytest

from support_site.server import drain
from tests.fakes import FakeMarks, Layer
from tickets.process import process


@pytest.fixture(autouse=True)
def neighbours(layer: Layer, redis: FakeMarks) -> None:
    """Neither a channel layer nor Redis is asked for."""


async def test_it_tells_everybody_and_ends_when_the_last_has_left() -> None:
    still = [3]

    def busy() -> int:
        assert process().state.draining, "told before anybody is waited for"
        assert process().state.spread == drain.SPREAD
        still[0] = max(0, still[0] - 1)
        return still[0]

    await asyncio.wait_for(drain.drained(busy), drain.PATIENCE)
    assert still == [0]
    assert process().state.draining


async def test_who_never_leaves_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drain, "PATIENCE", 0.1)
    await asyncio.wait_for(drain.drained(lambda: 1), 5)
