"""One thing after another, whatever each takes and however it ends."""

import asyncio

import pytest

from tests.fakes import until
from tickets.wire.lane import Lane, Lanes, Work


async def test_the_order_is_kept_however_long_each_takes() -> None:
    lane, done = Lane(100), list[int]()

    async def work(number: int) -> None:
        for _ in range(10 - number):
            await asyncio.sleep(0)
        done.append(number)

    for number in range(10):
        assert lane.add(work, number)
    await until(lambda: len(done) == 10, "all of it")
    assert done == list(range(10))


async def test_what_is_too_much_is_not_taken_and_later_there_is_room_again() -> None:
    lane, done, gate = Lane(2), list[str](), asyncio.Event()

    async def work(name: str) -> None:
        await gate.wait()
        done.append(name)

    assert lane.add(work, "running")
    await asyncio.sleep(0)
    assert [lane.add(work, name) for name in ("first", "second", "third")] == [True, True, False]
    gate.set()
    await until(lambda: len(done) == 3, "those that were taken")
    assert lane.add(work, "later")
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


class Desk:
    """Works that end when they are told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_end: dict[str, asyncio.Event] = {}

    def work(self, name: str) -> Work[()]:
        self.may_end[name] = asyncio.Event()

        async def work() -> None:
            self.begun.append(name)
            await self.may_end[name].wait()

        return work


async def test_one_key_s_slow_work_holds_up_its_own_and_no_other() -> None:
    lanes, desk = Lanes(100, at_once=4), Desk()
    for name in ("a1", "a2", "b1"):
        assert lanes.add(name[0], desk.work(name))
    await until(lambda: desk.begun == ["a1", "b1"], "the first of each key")
    desk.may_end["a1"].set()
    await until(lambda: desk.begun == ["a1", "b1", "a2"], "the second")


async def test_no_more_than_a_few_keys_run_at_once() -> None:
    lanes, desk = Lanes(100, at_once=2), Desk()
    for name in ("a", "b", "c"):
        lanes.add(name, desk.work(name))
    await until(lambda: len(desk.begun) == 2, "the two that may")
    for _ in range(10):
        await asyncio.sleep(0)
    assert desk.begun == ["a", "b"]
    desk.may_end["b"].set()
    await until(lambda: desk.begun == ["a", "b", "c"], "the third")


async def test_all_keys_together_are_bounded_and_leave_nothing() -> None:
    lanes, desk = Lanes(2, at_once=4), Desk()
    assert [lanes.add(name, desk.work(name)) for name in ("a", "b", "c")] == [True, True, False]
    for name in ("a", "b"):
        desk.may_end[name].set()
    await until(lambda: not lanes._lanes, "the keys' lanes to go")
    assert lanes.add("c", desk.work("c"))
    await until(lambda: desk.begun == ["a", "b", "c"], "room again")
