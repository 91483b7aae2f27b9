"""Who plays in the stories: Carla and Chris write to the desk, Ada and Bob answer.

A `Page` is what a browser's page is on the wire and no more: it is written from
docs/protocol.md and knows nothing of the server's code.
"""

import asyncio
import contextlib
import itertools
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from ssl import SSLContext
from types import TracebackType
from typing import Any, Self
from uuid import uuid4
from weakref import WeakKeyDictionary

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.patience import SIGN
from tests.stack import PASSWORD, Stack

QUIET = 3_600.0  # seconds for which nothing may come to a page
PING = PONG = b"\x01"

Frame = dict[str, Any]


def http_client(origin: str, **options: Any) -> httpx.AsyncClient:
    """A client of a desk that tests started. It trusts nobody, and reads nobody's certificates: that
    would be the dearest part of a call."""
    return httpx.AsyncClient(base_url=origin, verify=False, **{"timeout": SIGN} | options)


class Customer:
    """Somebody who opened a ticket over HTTP."""

    def __init__(self, stack: Stack, name: str, ticket: str, token: str) -> None:
        self.stack, self.name, self.ticket, self.token = stack, name, ticket, token

    @classmethod
    async def opens_ticket(cls, stack: Stack, name: str = "Carla", body: str = "Hello?") -> Self:
        async with http_client(stack.origin) as http:
            opening = {"id": str(uuid4()), "name": name, "body": body}
            answer = await http.post("/api/tickets", json=opening)
            assert answer.status_code == 201, answer.text
        opened = answer.json()
        return cls(stack, name, opened["ticket"], opened["token"])

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def page(self, after: int = 0, **options: Any) -> "Page":
        place = {"ticket": self.ticket, "after": after, "token": self.token}
        return Page(self.stack, {"type": "hello", "v": 1, "tickets": [place]}, **options)

    async def says(self, body: str) -> httpx.Response:
        """By HTTP."""
        async with http_client(self.stack.origin) as http:
            said = {"id": str(uuid4()), "body": body}
            return await http.post(f"/api/tickets/{self.ticket}/messages", json=said, headers=self.bearer)

    async def events(self) -> list[Frame]:
        """The whole log, as the customer may read it over HTTP."""
        return await _all_events(self.stack, self.ticket, self.bearer)


class Agent:
    """Somebody who signed in at the form."""

    def __init__(self, stack: Stack, cookies: dict[str, str]) -> None:
        self.stack, self.cookies = stack, cookies

    @classmethod
    async def signs_in(cls, stack: Stack, username: str = "agent") -> Self:
        async with http_client(stack.origin) as http:
            form = (await http.get("/accounts/login/")).text
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
            assert found, form
            fields = {"username": username, "password": PASSWORD}
            answer = await http.post(
                "/accounts/login/",
                data=fields | {"csrfmiddlewaretoken": found[1]},
                headers={"Origin": stack.origin},
            )
            assert answer.status_code == 302, answer.status_code
            return cls(stack, dict(http.cookies))

    @classmethod
    async def of(cls, stack: Stack) -> Self:
        """The seeded one, who signed in once for all stories of this desk that leave her signed in."""
        if stack not in _signed_in:
            _signed_in[stack] = await cls.signs_in(stack)
        return cls(stack, _signed_in[stack].cookies)

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def page(self, *tickets: str, queue: bool = True, after: int = 0, **options: Any) -> "Page":
        places = [{"ticket": ticket, "after": after} for ticket in tickets]
        hello = {"type": "hello", "v": 1, "tickets": places, "queue": queue}
        return Page(self.stack, hello, headers=self.cookie, **options)

    async def events(self, ticket: str) -> list[Frame]:
        return await _all_events(self.stack, ticket, self.cookie)


_signed_in: WeakKeyDictionary[Stack, Agent] = WeakKeyDictionary()


class Waits:
    """Something that changes while one waits for a sign of it."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    async def until(self, true: Any, what: str, patience: float = SIGN) -> None:
        try:
            async with asyncio.timeout(patience):
                while not true():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"waited for {what}; got {self.lately()}") from None

    def lately(self) -> Any:
        raise NotImplementedError


class Page(Waits):
    """One socket. Answers pings unless told otherwise; remembers every frame in order."""

    tls: SSLContext | None = None  # of a stack behind https

    def __init__(
        self,
        stack: Stack,
        hello: Frame | None,
        *,
        headers: dict[str, str] | None = None,
        origin: str | None = None,
        answers_pings: bool = True,
    ) -> None:
        super().__init__()
        self.stack, self.hello, self.headers = stack, hello, headers or {}
        self.origin = origin or stack.origin
        self.answers_pings = answers_pings
        self.frames: list[Frame] = []
        self.binary: list[bytes] = []
        self.pinged_at: list[float] = []
        self.closed: int | None = None  # the close code
        self.closed_at = 0.0

    @property
    def pings(self) -> int:
        return len(self.pinged_at)

    def lately(self) -> list[Frame]:
        return self.frames[-8:]

    async def __aenter__(self) -> Self:
        self.socket: ClientConnection = await connect(
            self.stack.socket,
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers=self.headers,
            ping_interval=None,
            max_size=None,
            open_timeout=SIGN,
            ssl=self.tls,
        )
        self._reader = asyncio.create_task(self._read())
        if self.hello is not None:
            await self.send(self.hello)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()
        await self._reader

    async def _read(self) -> None:
        try:
            async for data in self.socket:
                await self._take(data)
        except ConnectionClosed:
            pass
        self.closed, self.closed_at = self.socket.close_code, time.monotonic()
        self._changed.set()

    async def _take(self, data: str | bytes) -> None:
        if isinstance(data, str):
            self.frames.append(json.loads(data))
        elif data[:1] == PING:
            self.pinged_at.append(time.monotonic())
            if self.answers_pings:
                with contextlib.suppress(ConnectionClosed):  # the `bye` behind it is still to be read
                    await self.socket.send(PONG)
        else:
            self.binary.append(data)
        self._changed.set()

    async def send(self, frame: Frame) -> None:
        await self.socket.send(json.dumps(frame, ensure_ascii=False))

    async def says(self, ticket: str, body: str, kind: str = "message", id: str | None = None) -> str:
        """Send a message. Returns its id; `acked` waits for the answer."""
        id = id or str(uuid4())
        await self.send({"type": "send", "id": id, "ticket": ticket, "body": body, "kind": kind})
        return id

    async def probe(self, number: int = 7) -> int:
        """Returns the flags of the answer."""
        heard = len(self.binary)
        await self.socket.send(bytes((2, number)))
        await self.until(lambda: len(self.binary) > heard, f"the answer to probe {number}")
        assert self.binary[-1][:2] == bytes((3, number))
        return self.binary[-1][2]

    async def acked(self, id: str) -> Frame:
        return await self.gets("ack", id=id)

    async def gets(self, type: str, **fields: Any) -> Frame:
        """The first frame, past or to come, with these fields."""

        def found() -> Frame | None:
            return next(iter(self.of_type(type, **fields)), None)

        await self.until(lambda: found() is not None, f"{type} {fields}")
        frame = found()
        assert frame is not None
        return frame

    def of_type(self, type: str, **fields: Any) -> list[Frame]:
        wanted = {"type": type, **fields}
        return [f for f in self.frames if all(f.get(k) == v for k, v in wanted.items())]

    async def is_closed(self, patience: float = SIGN) -> int:
        await self.until(lambda: self.closed is not None, "the close", patience)
        assert self.closed is not None
        return self.closed

    def shown(self, ticket: str) -> list[Frame]:
        """What a page shows: each event once, in order; a hole stops it."""
        shown: dict[int, Frame] = {}
        for frame in self.of_type("events", ticket=ticket):
            for event in frame["events"]:
                if event["seq"] == len(shown) + 1:
                    shown[event["seq"]] = event
        return list(shown.values())

    def bodies(self, ticket: str) -> list[str]:
        return [event["body"] for event in self.shown(ticket)]

    async def shows(self, ticket: str, *bodies: str) -> None:
        await self.until(lambda: set(bodies) <= set(self.bodies(ticket)), f"{bodies} on the page")


class Chatter(Waits):
    """Somebody whose page comes back whatever happens: it keeps what has no ack, reconnects,
    resumes after what it shows, and sends what it owes again, with the same ids."""

    def __init__(self, ticket: str, name: str, page_after: Callable[[int], Page]) -> None:
        super().__init__()
        self.ticket, self.name, self._page_after = ticket, name, page_after
        self.shown: list[Frame] = []
        self.said: list[str] = []
        self.outbox: dict[str, Frame] = {}  # by id, in the order of typing
        self.acks: dict[str, list[int]] = defaultdict(list)
        self.pages: list[Page] = []
        self.resent = 0
        self._tried: set[str] = set()  # ever
        self._sent: set[str] = set()  # on this page
        self._live: Page | None = None
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._runner = asyncio.create_task(self._run())
        await self.until(lambda: self._live is not None, "the first welcome")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._runner

    async def _run(self) -> None:
        while True:
            page = self._page_after(len(self.shown))
            with contextlib.suppress(OSError, WebSocketException):
                async with page:
                    self.pages.append(page)
                    self._sent.clear()
                    await self._follow(page)
            self._live = None
            await asyncio.sleep(0.1)

    async def _follow(self, page: Page) -> None:
        for heard in itertools.count():
            await page.until(lambda: len(page.frames) > heard or page.closed is not None, "", QUIET)  # noqa: B023
            if len(page.frames) == heard:
                return
            await self._take(page, page.frames[heard])
            self._changed.set()

    async def _take(self, page: Page, frame: Frame) -> None:
        match frame["type"]:
            case "welcome":
                self._live = page
                await self._flush()
            case "events":
                for event in frame["events"]:
                    assert event["seq"] == len(self.shown) + 1, f"{event} after {len(self.shown)}"
                    self.shown.append(event)
                if frame["more"]:
                    await page.send({"type": "sync", "ticket": self.ticket, "after": len(self.shown)})
            case "ack":
                self.acks[frame["id"]].append(frame["seq"])
                self.outbox.pop(frame["id"], None)
            case "reject" if "id" not in frame and "retry_after" in frame:
                await page.socket.close()  # nothing that it said was refused: it comes back
            case "reject":
                raise AssertionError(frame)

    async def _flush(self) -> None:
        async with self._one_at_a_time:
            for id, frame in list(self.outbox.items()):
                if self._live and id not in self._sent:
                    self._sent.add(id)
                    self.resent += id in self._tried
                    self._tried.add(id)
                    await self._live.send(frame)

    async def says(self, body: str, kind: str = "message") -> None:
        id = str(uuid4())
        self.said.append(body)
        self.outbox[id] = {"type": "send", "id": id, "ticket": self.ticket, "body": body, "kind": kind}
        with contextlib.suppress(ConnectionClosed):
            await self._flush()

    async def types(self, enough: asyncio.Event, kinds: Iterable[str] = ("message",)) -> None:
        """Type on until it is enough, never more than five messages before their acks."""
        for number, kind in enumerate(itertools.cycle(kinds)):
            await self.until(lambda: len(self.outbox) < 5, "acks", 60)
            if enough.is_set():
                return
            await self.says(f"{self.name} {number}", kind)
            await asyncio.sleep(0.02)  # nobody types faster

    async def has_acks(self, count: int) -> None:
        await self.until(lambda: len(self.acks) >= count, f"{count} acks of {self.name}", 60)

    def lately(self) -> str:
        return f"{len(self.shown)} events, {len(self.acks)} acks, {len(self.outbox)} to send"


async def _all_events(stack: Stack, ticket: str, headers: dict[str, str]) -> list[Frame]:
    events: list[Frame] = []
    async with http_client(stack.origin, headers=headers) as http:
        while True:
            after = events[-1]["seq"] if events else 0
            answer = await http.get(f"/api/tickets/{ticket}/events", params={"after": after})
            assert answer.status_code == 200, answer.text
            page = answer.json()
            events += page["events"]
            if not page["more"]:
                return events


def by_author(events: list[Frame]) -> dict[str, list[str]]:
    """Each author's messages in the log's order."""
    said: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event["kind"] in ("message", "note"):
            said[event["author"]["name"]].append(event["body"])
    return said
