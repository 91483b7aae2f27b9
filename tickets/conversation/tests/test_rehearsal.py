"""Whether what is sent could be stored, asked no more often than needed."""

from types import SimpleNamespace
from typing import Any

import pytest

from tickets import database_trouble
from tickets.conversation import ledger, rehearsal
from tickets.conversation.rehearsal import AGAIN, EVERY, Rehearsal
from tickets.database_trouble import FULL, Last
from tickets.models import Event, Ticket
from tickets.refusals import unavailable


class Disk:
    def __init__(self, last: Last) -> None:
        self.last, self.full, self.asked = last, False, 0

    async def write(self, _: Any = None) -> None:
        self.asked += 1
        if self.full:
            self.last.note(FULL)
            raise unavailable()


@pytest.fixture
def last(monkeypatch: pytest.MonkeyPatch) -> Last:
    last = Last()
    for module in (rehearsal, database_trouble):
        monkeypatch.setattr(module, "last", last)
    return last


@pytest.fixture
def disk(last: Last, monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(last)
    monkeypatch.setattr(rehearsal, "in_database", disk.write)
    return disk


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(rehearsal, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


async def test_many_questions_are_one_write(disk: Disk, clock: SimpleNamespace) -> None:
    asked = Rehearsal()
    for _ in range(100):
        assert await asked.trouble() == ""
    assert disk.asked == 1
    clock.now += EVERY
    await asked.trouble()
    assert disk.asked == 2


async def test_what_a_message_met_is_told_at_once(disk: Disk, clock: SimpleNamespace, last: Last) -> None:
    asked = Rehearsal()
    await asked.trouble()
    last.note(FULL)
    assert await asked.trouble() == FULL
    assert disk.asked == 1
    clock.now += AGAIN
    assert await asked.trouble() == "", "there is room again"


async def test_after_trouble_it_is_asked_again_soon(disk: Disk, clock: SimpleNamespace) -> None:
    asked = Rehearsal()
    disk.full = True
    for _ in range(3):
        assert await asked.trouble() == FULL
        clock.now += AGAIN
    assert disk.asked == 3
    disk.full = False
    assert await asked.trouble() == ""


@pytest.mark.django_db(transaction=True)
def test_it_leaves_nothing_behind() -> None:
    ledger.rehearse()
    assert not Ticket.objects.exists()
    assert not Event.objects.exists()
