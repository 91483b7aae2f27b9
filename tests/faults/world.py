"""A desk full of people who type while it is being broken, and the reading of what became of it."""

import asyncio
import contextlib
import functools
import itertools
import os
import random
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Final, Self
from uuid import UUID

import psycopg

from tests.cast import Agent, http_client
from tests.faults import checker
from tests.faults.checker import Log, Row
from tests.faults.clients import Client, Finding, Said
from tests.patience import SIGN
from tests.stack import Stack

SETTLES_WITHIN: Final = 30.0  # seconds after the last fault: delivery.md
EVENTS = """
    SELECT t.public_id, e.seq, e.public_seq, e.id, e.kind, e.role, e.body
    FROM (SELECT ticket_id, seq, public_seq, client_id AS id, kind, role, body FROM tickets_event) e
    JOIN tickets_ticket t ON t.id = e.ticket_id ORDER BY t.id, e.seq
"""
MARKS = """
    SELECT public_id, agents_delivered, customer_delivered, agents_read, customer_read FROM tickets_ticket
"""


@functools.cache
def seed() -> int:
    """One for all that this process does. FAULTS_SEED=… replays a run, as far as real processes can
    be replayed."""
    return int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(1 << 32))


@dataclass(frozen=True, slots=True)
class Ticket:
    id: str
    token: str


class World:
    """`tickets` with a customer each, and `agents` who sit at all of them. `webs`: addresses
    (socket, origin) of web processes; each page comes back to any of them."""

    def __init__(
        self,
        stack: Stack,
        tickets: int = 3,
        agents: int = 1,
        *,
        webs: list[tuple[str, str]] | None = None,
        seed: int | None = None,
    ) -> None:
        self.stack, self.seed = stack, globals()["seed"]() if seed is None else seed
        # Two stories with one seed must not make the same ids.
        self.chance = random.Random(f"{self.seed} {os.environ.get('PYTEST_CURRENT_TEST', '')}")
        self.webs = webs or [(stack.socket, stack.origin)]
        self._sizes = tickets, agents
        self.tickets: list[Ticket] = []
        self.clients: list[Client] = []
        self.acked = 0
        self.last_fault = 0.0
        self.healed_at: list[float] = []
        self._changed = asyncio.Event()
        self._people = contextlib.AsyncExitStack()
        self.changed = self._changed.set  # look again at what is waited for

    async def __aenter__(self) -> Self:
        tickets, agents = self._sizes
        self.agent = await Agent.of(self.stack)
        async with http_client(self.stack.origin) as http:
            for number in range(tickets):
                opening = {"id": self._id(), "name": f"customer {number}", "body": "opening"}
                opened = (await http.post("/api/tickets", json=opening)).json()
                self.tickets.append(Ticket(opened["ticket"], opened["token"]))
        for number, ticket in enumerate(self.tickets):
            await self.add(f"customer {number}", "customer", {ticket.id: ticket.token})
        everywhere: dict[str, str | None] = dict.fromkeys((ticket.id for ticket in self.tickets), None)
        for number in range(agents):
            await self.add(f"agent {number}", "agent", everywhere)
        await self.until(lambda: all(client.live for client in self.clients), "everybody at their pages")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._people.aclose()

    def _id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    async def add(
        self,
        name: str,
        role: str,
        places: Mapping[str, str | None],
        webs: list[tuple[str, str]] | None = None,
    ) -> Client:
        headers = self.agent.cookie if role == "agent" else {}
        chance = random.Random(self.chance.getrandbits(64))
        client = Client(name, role, places, webs or self.webs, chance, headers)
        client.changed, client.acked = self.changed, self._acked
        self.clients.append(client)
        return await self._people.enter_async_context(client)

    def _acked(self, _: Said) -> None:
        self.acked += 1

    @property
    def customers(self) -> list[Client]:
        return [client for client in self.clients if client.role == "customer"]

    @property
    def agents(self) -> list[Client]:
        return [client for client in self.clients if client.role == "agent"]

    @property
    def owed(self) -> int:
        return sum(client.owed for client in self.clients)

    async def until(self, true: Callable[[], object], what: str, patience: float = SIGN) -> None:
        """Waits for a sign on somebody's page."""
        try:
            async with asyncio.timeout(patience):
                while not true():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            where = [f"{c.name}: {'live' if c.live else 'away'}, {c.owed} owed" for c in self.clients[:8]]
            raise AssertionError(f"waited for {what}; seed {self.seed}; {where}") from None

    # — typing —

    def all_say(self, times: int = 1) -> list[Said]:
        """A message of everybody at each of their tickets; agents write notes, too."""
        return [self.says(client, t) for _ in range(times) for client in self.clients for t in client.places]

    def says(self, client: Client, ticket: str, kind: str | None = None, words: str = "") -> Said:
        if kind is None:
            kind = self.chance.choice(("message", "message", "note")) if client.role == "agent" else "message"
        return client.says(ticket, f"{ticket} {client.name} {len(client.said)} {kind} {words}", kind)

    @contextlib.asynccontextmanager
    async def typing(self, pace: float = 0.02) -> AsyncIterator[None]:
        """Everybody types on, a message now and then, never more than one unacked at a ticket."""
        enough = asyncio.Event()
        async with asyncio.TaskGroup() as all_:
            for client in self.clients:
                all_.create_task(self._types(client, enough, pace))
            try:
                yield
            finally:
                enough.set()

    async def _types(self, client: Client, enough: asyncio.Event, pace: float) -> None:
        while not enough.is_set():
            if client.owed < len(client.places):
                self.says(client, self.chance.choice(list(client.places)))
            await asyncio.sleep(self.chance.uniform(0, 2 * pace))

    async def more_acks(self, count: int) -> None:
        enough = self.acked + count
        await self.until(lambda: self.acked >= enough, f"{count} more acks")

    # — breaking —

    def healed(self) -> None:
        """The fault is over now: from here its recovery counts."""
        self.last_fault = time.monotonic()
        self.healed_at.append(self.last_fault)

    async def restarts(self, **variables: str) -> None:
        """Kill the web process and start it again."""
        self.stack.kill("web")
        await asyncio.to_thread(self.stack.start, "web", **variables)
        self.healed()

    # — and in the end —

    async def settled(self, within: float = SETTLES_WITHIN) -> list[Finding]:
        """Wait until all is acked and shown, no longer than that after the last fault. Returns
        everything that is wrong."""
        since = self.last_fault or time.monotonic()
        with contextlib.suppress(AssertionError):
            await self.until(lambda: not self.owed, "the acks", since + within - time.monotonic())
        logs = await self.logs()
        goal = {log.ticket: log for log in logs}
        with contextlib.suppress(AssertionError):
            left = max(since + within - time.monotonic(), 1.0)
            await self.until(lambda: self._all_shown(goal), "the pages", left)
        told = [dict(client.marks) for client in self.clients]  # first: they move on
        _, marks = await asyncio.to_thread(self._stored)
        logs = [replace(log, marks=marks[log.ticket]) for log in logs]
        return checker.findings(self.clients, logs, told)

    def _all_shown(self, goal: dict[str, Log]) -> bool:
        return all(
            len(shown) >= len(goal[ticket].of(client.role))
            for client in self.clients
            for ticket, shown in client.shown.items()
        )

    async def is_whole(self, within: float = SETTLES_WITHIN) -> None:
        found = await self.settled(within)
        assert not found, f"FAULTS_SEED={self.seed}\n{checker.report(found)}"

    async def logs(self) -> list[Log]:
        rows, marks = await asyncio.to_thread(self._stored)
        return [
            Log(
                ticket.id,
                rows.get(ticket.id, []),
                await self._read(ticket.id, self.agent.cookie),
                await self._read(ticket.id, {"Authorization": f"Bearer {ticket.token}"}),
                marks[ticket.id],
            )
            for ticket in self.tickets
        ]

    async def _read(self, ticket: str, headers: dict[str, str]) -> list[dict[str, Any]]:
        """The whole log over HTTP, for as long as it goes on."""
        events: list[dict[str, Any]] = []
        origin = self.webs[0][1]
        async with http_client(origin, headers=headers) as http:
            for _ in itertools.count():
                after = events[-1]["seq"] if events else 0
                answer = await http.get(f"/api/tickets/{ticket}/events", params={"after": after})
                assert answer.status_code == 200, answer.text
                page = answer.json()
                events += page["events"]
                if not page["more"] or not page["events"]:
                    break
        return events

    def _stored(self) -> tuple[dict[str, list[Row]], dict[str, checker.Marks]]:
        rows: dict[str, list[Row]] = {}
        wanted = {ticket.id for ticket in self.tickets}
        found, stored = (self.asked(question) for question in (EVENTS, MARKS))
        for public_id, seq, public_seq, id, kind, role, body in found:
            if public_id in wanted:
                row = Row(seq, public_seq, str(UUID(str(id))), kind, role, body)
                rows.setdefault(public_id, []).append(row)
        kinds = [(mark, role) for mark in ("delivered", "read") for role in ("agent", "customer")]
        return rows, {row[0]: dict(zip(kinds, row[1:], strict=True)) for row in stored}

    def asked(self, question: str) -> list[tuple[Any, ...]]:
        """Of the database itself, past all of the server's code."""
        with contextlib.closing(self.connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(question)
            return list(cursor.fetchall())

    def told(self, order: str) -> None:
        with contextlib.closing(self.connection()) as connection:
            connection.cursor().execute(order)

    def cut_connections(self) -> int:
        """All that the desk's parts have to PostgreSQL. Returns how many."""
        others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return len(self.asked(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity {others}"))

    def connection(self, **options: Any) -> Any:
        url = self.stack.variables.get("DATABASE_URL")
        if url is None:
            options = {"isolation_level": None, "check_same_thread": False, **options}
            return sqlite3.connect(self.stack.folder / "holdfast.sqlite3", **options)
        return psycopg.connect(url, autocommit=True)


def recovery(clients: Sequence[Client], healed_at: Sequence[float]) -> float:
    """The longest time from the end of a fault until everything typed before it was acked and
    on every page that was to show it, in seconds."""
    typed = {said.id: said.typed_at for client in clients for said in client.said}
    done = {said.id: said.acked_at for client in clients for said in client.said}
    for client in clients:
        for shown in itertools.chain.from_iterable(client.shown.values()):
            if shown.id in done:
                done[shown.id] = max(done[shown.id], shown.shown_at)
    waits = [done[id] - at for at in healed_at for id, since in typed.items() if since <= at < done[id]]
    return max(waits, default=0.0)


def address_of(url: str) -> tuple[str, str]:
    """The database's unix socket and the URL's part before the host, from what PostgreSQL gave."""
    found = re.fullmatch(r"(postgres(?:ql)?)://([^@]*)@/([^?]+)\?host=(.+)", url)
    assert found, url
    return f"{found[4]}/.s.PGSQL.5432", f"{found[1]}://{found[2]}@127.0.0.1:PORT/{found[3]}"
