"""What the customers of a web process may expect, told to their pages when it changes. One question to the
database in a while for all of them, and none for a page or a message."""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils import timezone

from tickets.database import in_database
from tickets.features.hours import facts, frames, rules
from tickets.features.hours.facts import Facts
from tickets.features.hours.rules import Desk, Line, Stands
from tickets.presence.expected import Duty
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import ReadyFrame
from tickets.wire.frames import desk as desk_frame
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

LOOK: Final = 1.0  # seconds between two looks at the clock, and at who came
READ: Final = 10.0  # seconds until places in the queue are read, and told, anew
USUAL: Final = 300.0  # the same for how long replies take
MOST_KNOWN: Final = 20_000  # tickets whose site is remembered


class Board:
    def __init__(self, duty: Duty) -> None:
        self._duty, self._facts, self._line = duty, Facts(), Line()
        self._sites: dict[str, str] = {}  # ticket → its site's key
        self._newcomers: set[str] = set()
        self._places: dict[str, int] = {}  # in the queue
        self._usual: Mapping[str, tuple[int, int]] = {}  # by a site's key
        self._stands: dict[str, Stands] = {}  # by a site's key
        self._told: Any = None  # what all pages were told
        self._read_at = self._usual_at = float("-inf")  # monotonic seconds
        self._task = asyncio.create_task(self._run(), name="hours")

    @property
    def _is_ready(self) -> bool:
        """Without hours that were read once nobody is said to be here: it may be night."""
        return self._read_at > float("-inf")

    # — for who asks —

    def of(self, ticket: str, /) -> Mapping[str, Any]:
        site = self._sites.get(ticket)
        if site is None:
            self._newcomers.add(ticket)
            return {}
        place = self._places.get(ticket)
        return self.at(site) | ({"position": place} if place else {})

    def at(self, site: str) -> dict[str, Any]:
        """At a site by its key; of none, of the desk's own pages. `state` is None while nobody knows."""
        own = site or next(iter(self._facts.sites), "")
        if self._is_ready and own not in self._stands:
            raise Refused("not_found", "There is no such site.")
        usual = {"usual": list(self._usual[own])} if own in self._usual else {}
        return self._stands.get(own, Stands(None)).as_fields() | usual

    def sites(self) -> list[dict[str, Any]]:
        """What customers see now, for agents."""
        named = self._facts.sites or {"": ""}
        return [{"site": key, "name": name, **self.at(key)} for key, name in named.items()]

    def changed(self) -> None:
        """Of whatever it is derived from; told if it comes to something else."""
        if self._is_ready:
            self._derive()
        told = (self._duty.on_duty, dict(self._stands), self._usual)
        if told != self._told:
            self._told = told
            self._tell(_customers())
            hub().deliver(ReadyFrame(groups.DESK, frames.hours(self.sites())))

    # — by itself —

    async def _run(self) -> None:
        while True:
            try:
                await self._look()
            except Refused:
                self.changed()  # the clock goes on; the database is away
            except Exception:
                log.exception("what customers may expect could not be derived")
            await asyncio.sleep(LOOK)

    async def _look(self) -> None:
        now = time.monotonic()
        due = now - self._read_at >= READ or facts.were_changed()
        usual = now - self._usual_at >= USUAL
        moved: set[str] = set()
        if due or self._newcomers:
            newcomers, self._newcomers = self._newcomers, set()
            try:
                found = await in_database(facts.read, newcomers, usual=usual and due)
            except Refused:
                self._newcomers |= newcomers
                raise
            moved = self._take(found, due=due)
            self._read_at = now if due else self._read_at
            if usual and due:
                self._usual, self._usual_at = found.usual, now
        self.changed()
        self._tell(moved)

    def _take(self, found: Facts, *, due: bool) -> set[str]:
        """→ the tickets of which there is news. Others wait for theirs: a place is told once in READ."""
        if len(self._sites) > MOST_KNOWN:  # of who reads by HTTP, and is gone
            here = set(_customers())
            self._sites = {ticket: site for ticket, site in self._sites.items() if ticket in here}
        self._facts = found
        self._sites.update(found.places)
        places, before = self._line.places(found.queue), self._places
        new = {ticket: places[ticket] for ticket in found.places if ticket in places}
        self._places = places if due else before | new
        changed = {one for one in {*before, *self._places} if before.get(one) != self._places.get(one)}
        return changed | set(found.places)

    def _derive(self) -> None:
        duty, now = self._duty, timezone.now()
        desk = Desk(duty.on_duty, duty.is_heard, duty.agents, len(self._places))
        self._stands = {
            key: rules.stands(facts.of_site(self._facts.hours, key), now, desk, self._stands.get(key))
            for key in self._facts.sites or {"": ""}
        }

    def _tell(self, tickets: Iterable[str]) -> None:
        if self._duty.on_duty is None:
            return
        for ticket in tickets:
            group, more = groups.customer_of(ticket), self.of(ticket)
            if hub().members(group) and (more or not self._is_ready):  # else it is a newcomer's, in a moment
                hub().deliver(ReadyFrame(group, desk_frame(self._duty.on_duty, more)))


def _customers() -> Iterator[str]:
    """The tickets that have a customer's page in this process."""
    for group in hub().groups():
        ticket = groups.ticket_of(group)
        if ticket and group == groups.customer_of(ticket):
            yield ticket
