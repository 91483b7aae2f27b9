"""Who comes in when everybody comes at once."""

import asyncio
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from tests.fakes import until
from tickets.wire.admission import AT_ONCE, PATIENCE, Admission


class Caller:
    def __init__(self, name: str, told: list[str]) -> None:
        self.name, self.told = name, told

    def admit(self) -> None:
        self.told.append(f"{self.name} is in")

    def turn_away(self) -> None:
        self.told.append(f"{self.name} is turned away")


class Clumsy(Caller):
    def admit(self) -> None:
        super().admit()
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        raise ValueError


async def a_turn() -> None:
    await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr("tickets.wire.admission.time", clock)
    return clock


async def come_in(told: list[str], *names: str) -> None:
    for name in names:
        await a_turn()
        assert told.pop() == f"{name} is in"
        assert not told


async def test_first_come_first_served_one_a_turn() -> None:
    admission, told = Admission(), list[str]()
    for name in ("first", "second", "third"):
        admission.ask(Caller(name, told), for_a_socket=True)
    assert told == []
    await come_in(told, "first", "second", "third")
    assert len(admission) == 0


async def test_the_newest_comes_first_once_the_oldest_is_about_to_give_up(clock: SimpleNamespace) -> None:
    admission, told = Admission(), list[str]()
    for name in ("first", "second", "third", "fourth"):
        admission.ask(Caller(name, told), for_a_socket=True)
        clock.now += PATIENCE / 4
    await come_in(told, "fourth")
    early = next(iter(admission._sockets))
    admission.gone(early)
    await come_in(told, "second", "third")


async def test_who_keeps_coming_keeps_nobody_out() -> None:
    """Twenty at a time: whoever comes in makes room for one more."""
    admission, told = Admission(), list[str]()
    waits = dict[str, int]()
    for number in range(20):
        admission.ask(Caller(str(number), told), for_a_socket=True)
    for number in range(20, 300):
        await a_turn()
        waits[told[-1]] = number - 20 - int(told[-1].split()[0])
        admission.ask(Caller(str(number), told), for_a_socket=True)
    assert len(waits) == 280
    assert set(waits.values()) == {0}, "in the order of coming"


async def test_whoever_reads_waits_behind_those_that_want_a_socket() -> None:
    admission, told = Admission(), list[str]()
    admission.ask(Caller("an early socket", told), for_a_socket=True)
    admission.ask(Caller("a reader", told), for_a_socket=False)
    for _ in range(2):
        await a_turn()
    assert told == ["an early socket is in", "a reader is in"]


async def test_who_has_gone_is_not_let_in() -> None:
    admission, told = Admission(), list[str]()
    stays, goes = Caller("stays", told), Caller("goes", told)
    admission.ask(stays, for_a_socket=True)
    admission.ask(goes, for_a_socket=True)
    admission.gone(goes)
    admission.gone(goes)
    await until(lambda: bool(told), "the one that stays")
    assert told == ["stays is in"]


async def test_nobody_comes_in_while_enough_are_being_served() -> None:
    admission, told = Admission(), list[str]()
    with ExitStack() as others:
        for _ in range(AT_ONCE - 1):
            others.enter_context(admission.serving())
        with admission.serving():
            admission.ask(Caller("carla", told), for_a_socket=True)
            for _ in range(3):
                await a_turn()
            assert not told
        await a_turn()
        assert told == ["carla is in"]


async def test_who_fails_when_admitted_keeps_nobody_out() -> None:
    admission, told = Admission(), list[str]()
    admission.ask(Clumsy("carl", told), for_a_socket=True)
    admission.ask(Caller("carla", told), for_a_socket=True)
    await until(lambda: len(told) == 2, "both")
    assert told == ["carl is in", "carla is in"]


async def test_an_answer_that_fails_is_over_too() -> None:
    admission, told = Admission(), list[str]()
    for _ in range(AT_ONCE):
        try:
            with admission.serving():
                raise ValueError
        except ValueError:
            pass
    admission.ask(Caller("carla", told), for_a_socket=True)
    await a_turn()
    assert told == ["carla is in"]


async def test_at_the_end_all_are_turned_away() -> None:
    admission, told = Admission(), list[str]()
    for name in ("carla", "carl"):
        admission.ask(Caller(name, told), for_a_socket=True)
    admission.turn_all_away()
    await a_turn()
    assert told == ["carla is turned away", "carl is turned away"]
