"""Chunks one at a time, each after the other's rest."""

import asyncio
import os
from contextlib import suppress

import pytest
from django.test import RequestFactory

from tickets.features.files.api import taken_out
from tickets.features.files.turns import LONGEST_REST, MOST_WAITING, Turns
from tickets.refusals import Refused


async def test_one_after_the_other_in_the_order_in_which_they_came() -> None:
    turns, steps = Turns(), list[str]()

    async def chunk(name: str) -> None:
        async with turns.one():
            steps.append(f"{name} begins")
            await asyncio.sleep(0)
            steps.append(f"{name} ends")

    await asyncio.gather(*(chunk(name) for name in "abc"))
    assert steps == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]


async def test_the_next_waits_for_as_long_as_the_last_one_took() -> None:
    turns, loop = Turns(), asyncio.get_running_loop()
    async with turns.one():
        began = loop.time()
        await asyncio.sleep(0.02)
        took = loop.time() - began
    async with turns.one():
        assert loop.time() - began >= took + min(took, LONGEST_REST) - 0.002


async def test_whoever_is_too_many_is_asked_for_patience_and_the_others_go_on() -> None:
    turns = Turns()
    async with turns.one():
        waiting = [asyncio.ensure_future(_takes(turns)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await _takes(turns)
    assert (refused.value.code, refused.value.retry_after) == ("unavailable", 2)
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("called", [False, True], ids=["while it waits", "as it is called"])
async def test_one_that_goes_away_gives_its_turn_to_the_next(called: bool) -> None:
    turns = Turns()
    async with turns.one():
        gone, stays = (asyncio.ensure_future(_takes(turns)) for _ in range(2))
        await asyncio.sleep(0)
        if not called:
            gone.cancel()
    gone.cancel()
    with suppress(asyncio.CancelledError):
        await gone
    await asyncio.wait_for(stays, 10)


async def test_a_chunk_that_fails_gives_its_turn_to_the_next() -> None:
    turns = Turns()
    with pytest.raises(OSError, match="full"):
        async with turns.one():
            raise OSError("full")
    await asyncio.wait_for(_takes(turns), 10)


def test_a_request_does_not_keep_its_chunk() -> None:
    """It lives until Python looks for circles."""
    chunk = os.urandom(16)
    request = RequestFactory().put("/", chunk, content_type="application/octet-stream")
    assert taken_out(request) == chunk
    assert request.body == b""


async def _takes(turns: Turns) -> None:
    async with turns.one():
        pass
