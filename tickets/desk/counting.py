"""How many are in each view, counted anew for open desks while something changes: once for all desks of an
agent in this process, once a second at most, and never for more than a tenth of the time."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from tickets.database import in_database
from tickets.desk import queue
from tickets.people.access import Person
from tickets.per_loop import per_loop
from tickets.refusals import Refused

APART: Final = 1.0  # seconds
REST: Final = 9  # times as long as the counting took


class Desk(Protocol):
    closed: bool

    @property
    def agent(self) -> Person | None: ...
    def tell_counts(self, counts: Mapping[str, Any]) -> None: ...


class Counting:
    def __init__(self) -> None:
        self._due: set[Desk] = set()
        self._task: asyncio.Task[None] | None = None

    def changed(self, desk: Desk) -> None:
        """Something that the desk may have counted."""
        self._due.add(desk)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="counting")

    async def _run(self) -> None:
        while self._due:
            await asyncio.sleep(APART)
            due, self._due = self._due, set()
            for agent, desks in _by_agent(due).items():
                began = time.monotonic()
                await self._count(agent, desks)
                await asyncio.sleep(REST * (time.monotonic() - began))

    async def _count(self, agent: Person, desks: Iterable[Desk]) -> None:
        try:
            counts = await in_database(queue.all_counts, agent)
        except Refused:  # the database is away
            self._due.update(desks)
            return
        for desk in desks:
            if not desk.closed:
                desk.tell_counts(counts)


def _by_agent(desks: Iterable[Desk]) -> Mapping[Person, list[Desk]]:
    by_agent: dict[Person, list[Desk]] = defaultdict(list)
    for desk in desks:
        if desk.agent and not desk.closed:
            by_agent[desk.agent].append(desk)
    return by_agent


counting = per_loop(Counting)
