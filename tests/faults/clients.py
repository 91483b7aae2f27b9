"""People whose pages come back whatever happens: as careful as the browser's page, and cheap
enough for hundreds in one process. Written from docs/protocol.md, knowing nothing of the server.

One message of a ticket is on its way at a time, as in the page's outbox; what has no ack is
sent again with the same id; a doubtful socket is probed, and left if that isn't answered.
What is against the contract is written down as a finding, and the client carries on.
"""

import asyncio
import contextlib
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit
from uuid import UUID

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

Frame = dict[str, Any]

WELCOME_WITHIN: Final = 5.0  # seconds
ACK_WITHIN: Final = 4.0
PROBE_WITHIN: Final = 2.0
GLANCE: Final = 0.5  # how often a page looks at its timers
PING = PONG = b"\x01"
MARK_EVERY: Final = 20  # events


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not happen."""

    invariant: str
    words: str


@dataclass(slots=True)
class Said:
    """A message, from when it was typed."""

    id: str
    ticket: str
    by: str  # the client
    kind: str
    body: str
    typed_at: float  # monotonic seconds
    sent: int = 0
    acks: list[tuple[int, str]] = field(default_factory=list)  # seq, at
    acked_at: float = 0.0
    refused: str = ""
    answered: asyncio.Event = field(default_factory=asyncio.Event, repr=False)


@dataclass(slots=True)
class Shown:
    """An event on a page."""

    id: str
    kind: str
    role: str
    body: str
    at: str
    shown_at: float = field(compare=False)

    @classmethod
    def of(cls, event: Frame) -> Self:
        return cls(
            event["id"], event["kind"], event["author"]["role"], event["body"], event["at"], time.monotonic()
        )


class Client:
    """`places`: ticket -> token (None: by cookie). `addresses`: each try takes one of them."""

    def __init__(
        self,
        name: str,
        role: str,
        places: Mapping[str, str | None],
        addresses: list[tuple[str, str]],  # socket, origin
        chance: random.Random,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.name, self.role, self.places, self.headers = name, role, places, headers or {}
        self.addresses, self.chance = addresses, chance
        self.address = ("", "")  # the one of the latest try
        self._welcomed = True  # by it
        self.shown: dict[str, list[Shown]] = {ticket: [] for ticket in places}
        self.said: list[Said] = []
        self.findings: list[Finding] = []
        self.marks: dict[tuple[str, str, str], int] = defaultdict(int)  # ticket, kind, role -> highest told
        self.byes: list[Frame] = []
        self.live_at: list[float] = []  # each time it came (back)
        self.left_at: list[float] = []
        self.postponed: list[str] = []  # the codes of what was refused for now
        self.awake = asyncio.Event()  # cleared: a frozen tab, a sleeping laptop
        self.awake.set()
        self.pings = self.doubts = self.abandoned = 0
        self._probed_at = 0.0
        self._retry_after: float | None = None
        self.waits: list[float] = []  # seconds, as chosen after each link that ended
        self.answers_pings = True
        self.longest_wait = 1.0  # seconds between two tries
        self.acked: Callable[[Said], None] = lambda _: None  # for a test to strike at that moment
        self.changed: Callable[[], None] = lambda: None
        self._outbox: dict[str, deque[Said]] = {ticket: deque() for ticket in places}
        self._by_id: dict[str, Said] = {}
        self._under_way: dict[str, float] = {}  # ticket -> since when
        self._following: set[str] = set()
        self._stored_marks: set[tuple[str, str, str]] = set()  # that were told on this link, as stored
        self._socket: ClientConnection | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    # — what a person does —

    def says(self, ticket: str, body: str, kind: str = "message") -> Said:
        id = str(UUID(int=self.chance.getrandbits(128), version=4))
        said = Said(id, ticket, self.name, kind, body, time.monotonic())
        self.said.append(said)
        self._by_id[id] = said
        self._outbox[ticket].append(said)
        self._push(ticket)
        return said

    @property
    def owed(self) -> int:
        """Messages without an answer."""
        return sum(map(len, self._outbox.values()))

    @property
    def live(self) -> bool:
        return self._following == set(self.places)

    async def __aenter__(self) -> Self:
        self._runner = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in (self._runner, *self._tasks):
            task.cancel()
        await asyncio.gather(self._runner, *self._tasks, return_exceptions=True)

    # — the link —

    async def _run(self) -> None:
        tries = 0
        while True:
            self._retry_after = None
            begun = len(self.live_at)
            self._marks_before = self.marks.copy()
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await self._one_link()
            self._socket = None
            self._following.clear()
            self._stored_marks.clear()
            self._under_way.clear()
            self.left_at.append(time.monotonic())
            self.changed()
            tries = 0 if len(self.live_at) > begun else tries + 1
            self.waits.append(self.chance.uniform(0, self._most_wait(tries)))
            await asyncio.sleep(self.waits[-1])

    def _most_wait(self, tries: int) -> float:
        if self._retry_after is not None:
            return float(self._retry_after)
        return min(self.longest_wait, 0.25 * 2.0**tries)

    def _reachable(self) -> list[tuple[str, str]]:
        """After a try that led nowhere, as a proxy does: another host, else another process."""
        if self._welcomed:
            return self.addresses
        dead = urlsplit(self.address[0]).hostname
        elsewhere = [one for one in self.addresses if urlsplit(one[0]).hostname != dead]
        return elsewhere or [one for one in self.addresses if one != self.address] or self.addresses

    async def _one_link(self) -> None:
        url, origin = self.address = self.chance.choice(self._reachable())
        self._welcomed = False
        link = connect(
            url,
            origin=origin,  # type: ignore[arg-type]
            additional_headers=self.headers,
            ping_interval=None,
            compression=None,
            max_size=None,
            open_timeout=5,
            close_timeout=0.2,
        )
        async with link as socket:
            self._socket, self._timeout = socket, WELCOME_WITHIN
            self._heard_at, self._probed_at = time.monotonic(), 0.0
            watch = asyncio.create_task(self._watch(socket))
            try:
                await self._send({"type": "hello", "v": 1, "tickets": [self._place(t) for t in self.places]})
                async for data in socket:
                    await self.awake.wait()
                    self._heard_at, self._probed_at = time.monotonic(), 0.0
                    await self._take(data)
            finally:
                watch.cancel()

    def _place(self, ticket: str) -> Frame:
        shown, token = self.shown[ticket], self.places[ticket]
        place: Frame = {"ticket": ticket, "after": len(shown)}
        if shown:
            place["last"] = shown[-1].id
        return place if token is None else place | {"token": token}

    async def _watch(self, socket: ClientConnection) -> None:
        """Doubt a silent link, and one that owes an ack; leave it when a probe is not answered."""
        while True:
            await asyncio.sleep(GLANCE)
            await self.awake.wait()
            now = time.monotonic()
            if self._probed_at and now - self._probed_at > PROBE_WITHIN:
                self.abandoned += 1
                socket.transport.abort()
                return
            silent = now - self._heard_at > self._timeout
            unanswered = any(now - since > ACK_WITHIN for since in self._under_way.values())
            if (silent or unanswered) and not self._probed_at:
                self._under_way = dict.fromkeys(self._under_way, now)
                self._probed_at = now
                self.doubts += 1
                with contextlib.suppress(WebSocketException):
                    await socket.send(b"\x02\x07")

    async def _send(self, frame: Frame) -> None:
        if self._socket:
            with contextlib.suppress(WebSocketException):
                await self._socket.send(json.dumps(frame))

    def _soon(self, frame: Frame) -> None:
        task = asyncio.create_task(self._send(frame))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # — frames —

    async def _take(self, data: str | bytes) -> None:
        if isinstance(data, bytes):
            if data == PING:
                self.pings += 1
                if self.answers_pings and self._socket:
                    with contextlib.suppress(WebSocketException):  # the `bye` behind it is still to be read
                        await self._socket.send(PONG)
                self.changed()
            return
        frame = json.loads(data)
        ticket = frame.get("ticket")
        if isinstance(ticket, str) and ticket not in self.places:
            self._found("crossed", f"{frame['type']} of {ticket}")
        elif handler := getattr(self, f"_on_{frame['type']}", None):
            handler(frame)
            self.changed()

    def _on_welcome(self, frame: Frame) -> None:
        self._timeout, self._welcomed = frame["timeout"], True

    def _on_events(self, frame: Frame) -> None:
        ticket = frame["ticket"]
        if frame.get("anew"):
            self._found("prefix", f"{ticket} begins anew")
            self.shown[ticket].clear()
        for event in frame["events"]:
            self._show(ticket, event)
        if frame["more"]:
            self._soon({"type": "sync", "ticket": ticket, "after": len(self.shown[ticket])})
        elif ticket not in self._following:
            self._following.add(ticket)
            if self.live:
                self.live_at.append(time.monotonic())
            self._push(ticket)

    def _show(self, ticket: str, event: Frame) -> None:
        shown, new = self.shown[ticket], Shown.of(event)
        if event["seq"] <= len(shown):
            if shown[event["seq"] - 1] != new:
                self._found("prefix", f"{event} was {shown[event['seq'] - 1]}")
            return
        if event["seq"] > len(shown) + 1:
            self._found("prefix", f"{event['seq']} comes after {len(shown)}")
            return
        shown.append(new)
        if self.role == "customer" and (new.kind == "note" or " note " in new.body):
            self._found("leaked", f"{event}")
        if new.kind in ("message", "note") and event["seq"] > 1 and not new.body.startswith(ticket):
            self._found("crossed", f"{event} at {ticket}")
        if event["seq"] % MARK_EVERY == 0:
            for mark in ("delivered", "read"):
                self._soon({"type": mark, "ticket": ticket, "seq": event["seq"]})

    def _on_ack(self, frame: Frame) -> None:
        said = self._by_id.get(frame["id"])
        if said is None or said.ticket != frame["ticket"]:
            self._found("crossed", f"an ack of somebody else: {frame}")
            return
        said.acks.append((frame["seq"], frame["at"]))
        if not said.acked_at:
            said.acked_at = time.monotonic()
            self.acked(said)
        self._done(said)

    def _on_reject(self, frame: Frame) -> None:
        said = self._by_id.get(frame.get("id", ""))
        again: float | None = frame.get("retry_after")
        if again is None:
            self._found("refused", f"{frame} for {said}")
            if said:
                said.refused = frame["code"]
                self._done(said)
            return
        self.postponed.append(frame["code"])
        if said:
            self._later(again, lambda: self._push_anew(said))
        elif "ticket" in frame:
            ticket = frame["ticket"]
            self._later(again, lambda: self._soon({"type": "subscribe", **self._place(ticket)}))
        else:
            self._retry_after = again
            self._later(0, self._leave)

    def _on_delivered(self, frame: Frame) -> None:
        at = (frame["ticket"], frame["type"], frame["role"])
        if at not in self._stored_marks and frame["seq"] < self._marks_before[at]:
            self._found("marks", f"{frame} was {self._marks_before[at]}")
        self._stored_marks.add(at)  # what follows may be an announcement that was overtaken
        self.marks[at] = max(self.marks[at], frame["seq"])

    _on_read = _on_delivered

    def _on_bye(self, frame: Frame) -> None:
        self.byes.append(frame | {"heard_at": time.monotonic()})
        if frame["code"] in (1001, 1012, 4012):
            self._retry_after = frame.get("retry_after", 5)

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        """If the link is the same then."""
        socket = self._socket
        loop = asyncio.get_running_loop()
        loop.call_later(seconds, lambda: work() if self._socket is socket else None)

    def _leave(self) -> None:
        if self._socket:
            self._socket.transport.abort()

    # — the outbox —

    def _push(self, ticket: str) -> None:
        if self._outbox[ticket] and ticket in self._following and ticket not in self._under_way:
            said = self._outbox[ticket][0]
            self._under_way[ticket] = time.monotonic()
            said.sent += 1
            self._soon(
                {"type": "send", "id": said.id, "ticket": ticket, "body": said.body, "kind": said.kind}
            )

    def _push_anew(self, said: Said) -> None:
        if self._is_next(said):
            self._under_way.pop(said.ticket, None)
            self._push(said.ticket)

    def _is_next(self, said: Said) -> bool:
        waiting = self._outbox[said.ticket]
        return bool(waiting) and waiting[0] is said

    def _done(self, said: Said) -> None:
        said.answered.set()
        if self._is_next(said):
            self._outbox[said.ticket].popleft()
            self._under_way.pop(said.ticket, None)
            self._push(said.ticket)

    def _found(self, invariant: str, words: str) -> None:
        self.findings.append(Finding(invariant, f"{self.name}: {words}"))
