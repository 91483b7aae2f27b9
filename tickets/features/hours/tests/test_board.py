"""What pages are told: when it changes, each of its own ticket, and from memory."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fakes import Layer
from tickets.features.hours import board, facts
from tickets.features.hours.board import Board
from tickets.features.hours.facts import Facts
from tickets.features.hours.rules import Waiting
from tickets.features.hours.schedule import Schedule, zone
from tickets.wire import groups
from tickets.wire.hub import hub

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
SHUT = Schedule(zone("UTC"), {0: [(540, 1020)]})


@dataclass
class Duty:
    on_duty: bool | None = True
    agents: int = 1
    is_heard: bool = True


@dataclass(eq=False)
class Member:
    heard: list[Any] = field(default_factory=list)

    def announced(self, announcement: Any) -> None:
        self.heard.append(announcement.frame)


@dataclass
class World:
    """The database as a process reads it, and the clock."""

    facts: Facts
    reads: list[set[str]] = field(default_factory=list)
    now: float = 1000.0

    def read(self, newcomers: Collection[str], *, usual: bool) -> Facts:
        self.reads.append(set(newcomers))
        known = {ticket: self.facts.places.get(ticket, "shop") for ticket in newcomers}
        return Facts(self.facts.sites, self.facts.hours, known, self.facts.queue, self.facts.usual)


def queue(*tickets: str) -> list[Waiting]:
    return [Waiting(ticket, None, ()) for ticket in tickets]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, layer: Layer) -> World:
    world = World(Facts({"shop": "Shop", "bank": "Bank"}, {"bank": SHUT}))

    async def in_thread(work: Any, *args: Any, **kwargs: Any) -> Any:
        return work(*args, **kwargs)

    monkeypatch.setattr(board, "in_database", in_thread)
    monkeypatch.setattr(facts, "read", world.read)
    facts.were_changed()
    monkeypatch.setattr(board, "time", SimpleNamespace(monotonic=lambda: world.now))
    monkeypatch.setattr(board, "timezone", SimpleNamespace(now=lambda: NOON))
    return world


@pytest.fixture
async def duty() -> Duty:
    return Duty()


@pytest.fixture
async def told(world: World, duty: Duty) -> Board:
    """Its own loop is off."""
    told = Board(duty)
    told._task.cancel()
    return told


def sits(ticket: str) -> Member:
    member = Member()
    hub().join_local(groups.customer_of(ticket), member)
    return member


async def later(told: Board, world: World, seconds: float = 1.0) -> None:
    world.now += seconds
    await told._look()


async def test_who_comes_is_told_within_a_look(told: Board, world: World) -> None:
    world.facts = Facts(world.facts.sites, world.facts.hours, {"b": "bank"}, queue("x", "a"))
    carla, bert, ada = sits("a"), sits("b"), Member()
    hub().join_local(groups.DESK, ada)
    assert told.of("a") == told.of("b") == {}, "nothing is read yet, and nothing claimed"
    await later(told, world)
    assert carla.heard[-1] == '{"type":"desk","on_duty":true,"state":"busy","position":2}'
    assert '"state":"closed","until":"2026-11-30T09:00:00' in bert.heard[-1]
    assert [site["state"] for site in told.sites()] == ["busy", "closed"]
    assert '"type":"hours"' in ada.heard[-1]
    assert told.of("a") == {"state": "busy", "position": 2}, "from now on from memory"


async def test_nothing_is_asked_for_a_page_that_is_known_and_nothing_told_twice(
    told: Board, world: World
) -> None:
    world.facts = Facts(world.facts.sites, {}, {}, queue("a"))
    carla = sits("a")
    told.of("a")
    await later(told, world)
    asked, heard = len(world.reads), len(carla.heard)
    for _ in range(5):
        told.of("a")
        await later(told, world)
    assert (len(world.reads), len(carla.heard)) == (asked, heard)


async def test_a_place_is_told_once_in_ten_seconds(told: Board, world: World) -> None:
    world.facts = Facts(world.facts.sites, {}, {}, queue("x", "a"))
    carla = sits("a")
    told.of("a")
    await later(told, world)
    told.of("new")  # its question reads the queue as well
    world.facts = Facts(world.facts.sites, {}, {}, queue("a", "new"))
    await later(told, world)
    assert told.of("a")["position"] == 2
    assert told.of("new")["position"] == 2
    await later(told, world, board.READ)
    assert told.of("a")["position"] == 1
    assert '"position":1' in carla.heard[-1]


async def test_hours_that_are_saved_here_are_so_with_the_next_look(told: Board, world: World) -> None:
    await later(told, world)
    world.facts = Facts(world.facts.sites, {"": SHUT})
    await later(told, world)
    assert told.at("shop")["state"] == "here"
    facts.changed()
    await later(told, world)
    assert told.at("shop")["state"] == "closed"


async def test_who_is_taken_has_no_place(told: Board, world: World) -> None:
    world.facts = Facts(world.facts.sites, {}, {}, queue("a"))
    carla = sits("a")
    told.of("a")
    await later(told, world)
    world.facts = Facts(world.facts.sites, {}, {}, ())
    await later(told, world, board.READ)
    assert carla.heard[-1] == '{"type":"desk","on_duty":true,"state":"here"}'


async def test_a_change_of_the_desk_is_told_at_once(told: Board, world: World, duty: Duty) -> None:
    carla = sits("a")
    told.of("a")
    await later(told, world)
    duty.on_duty = False
    told.changed()
    assert carla.heard[-1] == '{"type":"desk","on_duty":false,"state":"nobody"}'


async def test_while_ticks_are_missing_nobody_becomes_here(told: Board, world: World, duty: Duty) -> None:
    duty.on_duty = False
    sits("a")
    told.of("a")
    await later(told, world)
    duty.is_heard, duty.on_duty = False, True
    for _ in range(3):
        await later(told, world)
    assert told.of("a") == {"state": "nobody"}
    assert told.at("bank")["state"] == "closed", "that is the clock's to say"


async def test_before_the_first_tick_no_frame_goes_out(told: Board, world: World, duty: Duty) -> None:
    duty.on_duty = None
    carla = sits("a")
    told.of("a")
    await later(told, world)
    assert carla.heard == []
    assert told.of("a") == {"state": None}


async def test_before_hours_are_read_the_desk_is_told_as_without_them(told: Board, duty: Duty) -> None:
    carla = sits("a")
    told.changed()
    assert carla.heard == ['{"type":"desk","on_duty":true}']
    assert told.at("") == {"state": None}, "it may be night"
