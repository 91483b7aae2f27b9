"""One thing after another, whatever each takes and however it ends."""

import asyncio
from functools import partial

import pytest

from tickets.tests.fakes import until
from tickets.wire.lane import Lane


async def test_the_order_is_kept_however_long_each_takes() -> None:
    lane, done = Lane(100), list[int]()

    async def work(number: int) -> None:
        for _ in range(10 - number):
            await asyncio.sleep(0)
        done.append(number)

    for number in range(10):
        assert lane.add(partial(work, number))
    await until(lambda: len(done) == 10, "all of it")
    assert done == list(range(10))


async def test_what_is_too_much_is_not_taken_and_later_there_is_room_again() -> None:
    lane, done, gate = Lane(2), list[str](), asyncio.Event()

    async def work(name: str) -> None:
        await gate.wait()
        done.append(name)

    assert lane.add(partial(work, "running"))
    await asyncio.sleep(0)
    assert [lane.add(partial(work, name)) for name in ("first", "second", "third")] == [True, True, False]
    gate.set()
    await until(lambda: len(done) == 3, "those that were taken")
    assert lane.add(partial(work, "later"))
    await until(lambda: done == ["running", "first", "second", "later"], "the later one")


async def test_a_failure_holds_up_nothing_behind_it(caplog: pytest.LogCaptureFixture) -> None:
    lane, done = Lane(10), list[str]()

    async def fails() -> None:
        raise ValueError("on purpose")

    async def works() -> None:
        done.append("worked")

    lane.add(fails)
    lane.add(works)
    await until(lambda: done == ["worked"], "the work behind the failure")
    assert "on purpose" in caplog.text


async def test_idle_it_has_no_task() -> None:
    lane, done = Lane(10), asyncio.Event()

    async def work() -> None:
        done.set()

    before = len(asyncio.all_tasks())
    lane.add(work)
    await done.wait()
    await until(lambda: len(asyncio.all_tasks()) == before, "the task's end")
