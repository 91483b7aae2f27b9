"""Writes that share a commit: each is as it would be alone."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection

from tests.seated import log_of
from tickets import gathered
from tickets.conversation import actions, ledger, together
from tickets.conversation.together import Write
from tickets.database import in_database
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many writes each commit has had."""
    if connection.vendor != "sqlite":
        pytest.skip("there each commits alone")
    sizes: list[int] = []
    committed = together._committed

    def counted(writes: list[Write[Any, Any]]) -> list[Any]:
        sizes.append(len(writes))
        return committed(writes)

    monkeypatch.setattr(together, "_committed", counted)
    return sizes


class Room:
    def __init__(self) -> None:
        self.taken = 0

    def take(self) -> None:
        self.taken += 1

    def give_back(self) -> None:
        self.taken -= 1


async def said(seat: Seat, *bodies: str, ids: list[UUID] | None = None, room: Any = None) -> list[Any]:
    """At once. What came of each: where it stands, or why not."""
    named = zip(ids or [uuid4() for _ in bodies], bodies, strict=True)
    more = {"room": room} if room else {}
    sends = [actions.send(seat, id, body, **more) for id, body in named]
    done = await asyncio.gather(*sends, return_exceptions=True)
    return [getattr(one, "code", None) or getattr(one, "seq", one) for one in done]


async def test_what_comes_at_once_is_one_commit_in_the_order_of_coming(
    carla: Seat, shared: list[int]
) -> None:
    assert await said(carla, *"abcdefghij") == list(range(2, 12))
    assert shared == [10]
    assert await asyncio.to_thread(bodies, carla) == ["It broke.", *"abcdefghij"]


async def test_what_comes_meanwhile_is_the_next(carla: Seat, shared: list[int]) -> None:
    many = [str(number) for number in range(together.MOST + 3)]
    assert await said(carla, *many) == list(range(2, len(many) + 2))
    assert shared == [together.MOST, 3]


async def test_one_that_is_refused_harms_no_other(carla: Seat, shared: list[int]) -> None:
    id = uuid4()
    assert await said(carla, "first", "other words", "third", ids=[id, id, uuid4()]) == [2, "conflict", 3]
    assert shared == [3]
    assert await asyncio.to_thread(bodies, carla) == ["It broke.", "first", "third"]


async def test_one_that_is_said_twice_is_there_once(carla: Seat) -> None:
    id, room = uuid4(), Room()
    assert await said(carla, "same", "same", "more", ids=[id, id, uuid4()], room=room) == [2, 2, 3]
    assert room.taken == 2


async def test_one_that_fails_harms_no_other(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_at(monkeypatch, "b", ZeroDivisionError())
    found = await said(carla, "a", "b", "c")
    assert (found[0], type(found[1]), found[2]) == (2, ZeroDivisionError, 3)


async def test_a_database_that_fails_in_between_has_stored_nothing_of_any(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite may have ended the transaction by itself: who came before is told so as well."""
    fails_at(monkeypatch, "b", OperationalError("disk I/O error"))
    room = Room()
    assert await said(carla, "a", "b", "c", room=room) == ["unavailable"] * 3
    assert len(await asyncio.to_thread(bodies, carla)) == 1
    assert room.taken == 0


def ended_by_itself() -> None:
    connection.connection.execute("ROLLBACK")


def spoilt() -> None:
    connection.needs_rollback = True


@pytest.mark.parametrize("ends", [ended_by_itself, spoilt])
async def test_a_transaction_that_has_ended_before_its_commit_is_acknowledged_to_nobody(
    carla: Seat, ends: Callable[[], None]
) -> None:
    def last() -> None:
        ends()

    quiet = Write(last, lambda _: None)
    told = [actions.send(carla, uuid4(), "a"), together.commit(quiet)]
    done = await asyncio.gather(*told, return_exceptions=True)
    assert [getattr(one, "code", one) for one in done] == ["unavailable"] * 2
    assert len(await asyncio.to_thread(bodies, carla)) == 1
    assert await said(carla, "b") == [2], "and the next goes through"


async def test_who_waited_too_long_is_told_so_and_what_was_not_begun_is_dropped(
    carla: Seat, monkeypatch: pytest.MonkeyPatch, shared: list[int]
) -> None:
    monkeypatch.setattr(gathered, "PATIENCE", 0.01)
    gate = asyncio.Event()

    async def hangs(*asked: Any) -> Any:
        await gate.wait()
        return await in_database(*asked)

    monkeypatch.setattr(gathered, "in_database", hangs)
    first = asyncio.create_task(actions.send(carla, uuid4(), "a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # it is with the database
    with pytest.raises(Refused, match="reached"):
        await actions.send(carla, uuid4(), "b")
    gate.set()
    await asyncio.wait([first])
    await asyncio.sleep(0)
    monkeypatch.setattr(gathered, "PATIENCE", 5)
    assert await said(carla, "c") == [3], "a was with the database, b wasn't"


async def test_marks_share_it_too(carla: Seat, ada: Seat, shared: list[int]) -> None:
    await asyncio.gather(
        actions.send(carla, uuid4(), "a"), actions.mark_read(ada, 1), actions.mark_delivered(ada, 1)
    )
    assert shared == [3]


def fails_at(monkeypatch: pytest.MonkeyPatch, body: str, error: Exception) -> None:
    spoken = ledger.spoken

    def fails(ticket: Any, event: Any) -> Any:
        if event.body == body:
            raise error
        return spoken(ticket, event)

    monkeypatch.setattr(ledger, "spoken", fails)


def bodies(seat: Seat) -> list[str]:
    return [event["body"] for event in log_of(seat)]
