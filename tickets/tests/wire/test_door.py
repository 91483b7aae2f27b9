"""Who comes in when everybody comes at once."""

import asyncio
from contextlib import ExitStack

from tickets.tests.fakes import until
from tickets.wire.door import AT_ONCE, Door


class Caller:
    def __init__(self, name: str, told: list[str]) -> None:
        self.name, self.told = name, told

    def come_in(self) -> None:
        self.told.append(f"{self.name} is in")

    def turn_away(self) -> None:
        self.told.append(f"{self.name} is turned away")


class Clumsy(Caller):
    def come_in(self) -> None:
        super().come_in()
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        raise ValueError


async def a_turn() -> None:
    await asyncio.sleep(0)


async def test_the_newest_comes_first_one_a_turn() -> None:
    door, told = Door(), list[str]()
    for name in ("first", "second", "third"):
        door.knock(Caller(name, told), for_a_socket=True)
    assert told == []
    for name in ("third", "second", "first"):
        await a_turn()
        assert told.pop() == f"{name} is in"
        assert not told
    assert len(door) == 0


async def test_whoever_reads_waits_behind_those_that_want_a_socket() -> None:
    door, told = Door(), list[str]()
    door.knock(Caller("an early socket", told), for_a_socket=True)
    door.knock(Caller("a reader", told), for_a_socket=False)
    for _ in range(2):
        await a_turn()
    assert told == ["an early socket is in", "a reader is in"]


async def test_who_has_gone_is_not_let_in() -> None:
    door, told = Door(), list[str]()
    stays, goes = Caller("stays", told), Caller("goes", told)
    door.knock(stays, for_a_socket=True)
    door.knock(goes, for_a_socket=True)
    door.gone(goes)
    door.gone(goes)
    await until(lambda: bool(told), "the one that stays")
    assert told == ["stays is in"]


async def test_nobody_comes_in_while_enough_are_being_served() -> None:
    door, told = Door(), list[str]()
    with ExitStack() as others:
        for _ in range(AT_ONCE - 1):
            others.enter_context(door.serving())
        with door.serving():
            door.knock(Caller("carla", told), for_a_socket=True)
            for _ in range(3):
                await a_turn()
            assert not told
        await a_turn()
        assert told == ["carla is in"]


async def test_who_fails_at_the_door_keeps_nobody_out() -> None:
    door, told = Door(), list[str]()
    door.knock(Caller("carla", told), for_a_socket=True)
    door.knock(Clumsy("carl", told), for_a_socket=True)
    await until(lambda: len(told) == 2, "both")
    assert told == ["carl is in", "carla is in"]


async def test_an_answer_that_fails_is_over_too() -> None:
    door, told = Door(), list[str]()
    for _ in range(AT_ONCE):
        try:
            with door.serving():
                raise ValueError
        except ValueError:
            pass
    door.knock(Caller("carla", told), for_a_socket=True)
    await a_turn()
    assert told == ["carla is in"]


async def test_at_the_end_all_are_turned_away() -> None:
    door, told = Door(), list[str]()
    for name in ("carla", "carl"):
        door.knock(Caller(name, told), for_a_socket=True)
    door.turn_all_away()
    await a_turn()
    assert told == ["carla is turned away", "carl is turned away"]
