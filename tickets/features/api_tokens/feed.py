"""The whole log as one feed: each event once, those of a ticket in the order of `seq`.

Its order is the primary key's. On PostgreSQL a key is given before its transaction commits, so a
smaller one may become visible after a greater one. Whoever writes an event holds a lock on the table
from before the key is given until the commit is visible: so once those are through who held it when
the newest key was read, all up to that key is decided, and nothing will ever come before it. That
waits some milliseconds and holds up no writer. SQLite has one writer at a time.
"""

import asyncio
import base64
import binascii
import time
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Max

from tickets.conversation import timeline
from tickets.database import in_database
from tickets.models import Event
from tickets.people.access import Person
from tickets.people.sight import HeldSight
from tickets.refusals import Refused
from tickets.wire.frames import PAGE_EVENTS, encode

PAGE_BYTES: Final = 256 * 1024
PATIENCE: Final = 2.0  # seconds that a call waits for those who write
LOOK: Final = 0.005  # seconds
_WRITING: Final = """
    SELECT virtualtransaction FROM pg_locks
    WHERE relation = 'tickets_event'::regclass AND mode = 'RowExclusiveLock' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND pid <> pg_backend_pid()
"""

Page = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    cursor: str
    after: int
    upto: int
    sight: HeldSight
    writing: frozenset[str]  # transactions that may still bring a key below `upto`


def asked(cursor: str, agent: Person) -> Asked:
    """Where it begins, how far it may go, and of which tickets it has events. Raises Refused."""
    after = _after(cursor)
    upto = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    writing = _writing() if upto > after else frozenset()
    return Asked(cursor, after, upto, agent.sight.held(), writing)


def _writing() -> frozenset[str]:
    if connection.vendor != "postgresql":
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_WRITING)
        return frozenset(name for [name] in cursor.fetchall())


async def page(asked: Asked) -> Page:
    """What is after the cursor, as agents see it."""
    until, left = time.monotonic() + PATIENCE, asked.writing
    while left:
        if time.monotonic() > until:  # of a long transaction: what it holds up comes the next time
            return {"events": [], "cursor": asked.cursor, "more": True}
        await asyncio.sleep(LOOK)
        left &= await in_database(_writing)
    return await in_database(_page, asked)


def _page(asked: Asked) -> Page:
    within = Event.objects.filter(pk__gt=asked.after, pk__lte=asked.upto).order_by("pk")
    events = list(within.select_related("agent", "assignee", "ticket__contact")[:PAGE_EVENTS])
    if not events:
        return {"events": [], "cursor": asked.cursor, "more": False}
    of = asked.sight.of({event.ticket_id: event.ticket for event in events}.values())
    seen = [event for event in events if event.ticket_id in of]
    rows = _fitting(timeline.rows_for_agents(seen))
    last = seen[len(rows) - 1] if len(rows) < len(seen) else events[-1]  # what isn't seen is passed over
    return {"events": rows, "cursor": _cursor(last), "more": last.pk < asked.upto}


def _fitting(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = 0
    for count, row in enumerate(rows):
        size += len(encode(row).encode())
        if count and size > PAGE_BYTES:
            return rows[:count]
    return rows


# — the cursor: opaque, it says which event was the last —


def _cursor(event: Event) -> str:
    return base64.urlsafe_b64encode(f"{event.pk}.{_mark(event.client_id)}".encode()).decode().rstrip("=")


def _mark(client_id: Any) -> str:
    return str(client_id.hex)[:8]


def _after(cursor: str) -> int:
    if not cursor:
        return 0
    pk, mark = _read(cursor)
    there = Event.objects.filter(pk=pk).values_list("client_id", flat=True).first()
    if there is not None and _mark(there) != mark:
        raise Refused("conflict", "This cursor is of another log: the database was restored. Begin anew.")
    return pk


def _read(cursor: str) -> tuple[int, str]:
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        pk, mark = plain.split(".")
        if 0 < int(pk) < 2**63:
            return int(pk), mark
    except (ValueError, binascii.Error):
        pass
    raise Refused("bad_field", "`after` is no cursor of this feed.")
