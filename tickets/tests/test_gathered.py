"""Questions that come meanwhile share the next hop, and each is answered as if it were alone."""

import asyncio
import threading
from collections.abc import Sequence

import pytest
from django.db import OperationalError

from tickets.gathered import Gathered, apart
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)  # the pool's threads look after their connections


class Database:
    """Doubles, when it is let."""

    def __init__(self) -> None:
        self.hops = list[list[int]]()
        self.free = threading.Event()
        self.free.set()

    def doubled(self, numbers: list[int]) -> Sequence[int]:
        self.hops.append(numbers)
        assert self.free.wait(10)
        if 13 in numbers:
            raise ValueError("13")
        if 0 in numbers:
            raise OperationalError("gone")
        return [2 * number for number in numbers]


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def doubled(database: Database) -> Gathered[int, int]:
    return Gathered(apart(database.doubled), most=3)


async def test_what_comes_at_once_is_one_hop(database: Database, doubled: Gathered[int, int]) -> None:
    assert await asyncio.gather(*map(doubled.ask, (1, 2))) == [2, 4]
    assert await doubled.ask(3) == 6
    assert database.hops == [[1, 2], [3]]


async def test_what_comes_meanwhile_waits_for_the_next_and_no_more_than_that_share_one(
    database: Database, doubled: Gathered[int, int]
) -> None:
    database.free.clear()
    asked = [asyncio.create_task(doubled.ask(1))]
    while not database.hops:
        await asyncio.sleep(0)
    asked += [asyncio.create_task(doubled.ask(number)) for number in range(2, 7)]
    await asyncio.sleep(0)
    asked[2].cancel()  # who has gone is asked nothing for
    await asyncio.sleep(0)
    database.free.set()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [answer for answer in answers if isinstance(answer, int)] == [2, 4, 8, 10, 12]
    assert database.hops == [[1], [2, 4], [5, 6]]


async def test_one_that_fails_harms_no_other(database: Database, doubled: Gathered[int, int]) -> None:
    answers = await asyncio.gather(*map(doubled.ask, (1, 13, 2)), return_exceptions=True)
    assert [repr(answer) for answer in answers] == ["2", "ValueError('13')", "4"]
    assert database.hops == [[1, 13, 2], [1], [13], [2]]


async def test_a_database_that_is_away_is_so_for_all(database: Database, doubled: Gathered[int, int]) -> None:
    answers = await asyncio.gather(*map(doubled.ask, (1, 0)), return_exceptions=True)
    assert all(isinstance(answer, Refused) and answer.code == "unavailable" for answer in answers)
    assert len(database.hops) == 1
