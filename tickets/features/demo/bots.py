"""Two bots that chat: a customer and an agent, each by a socket of its own, as docs/protocol.md has it. They
know no more of the server than any page does; but the agent's has its cookie from here."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.request import Request, urlopen
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tickets.features.demo.talks import CUSTOMER, Talk

PATIENCE: Final = 30.0  # seconds for an answer
PONG: Final = b"\x01"
Frame = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    ticket: str
    token: str


class Hung(Exception):
    """The server doesn't answer, or has hung up."""


def opens(url: str, talk: Talk) -> Opened:
    """Raises OSError: nobody is there, or it isn't taken."""
    opening = {"id": str(uuid4()), "name": talk.name, "subject": talk.subject}
    said = json.dumps(opening | {"body": talk.steps[0].fields["body"]}).encode()
    asked = Request(f"{url}/api/tickets", said, {"Content-Type": "application/json"})  # noqa: S310
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (our own address)
        told = json.load(answer)
    return Opened(told["ticket"], told["token"])


class Bot:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._frames = socket, asyncio.Queue[Frame | None]()

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, place: Frame, cookie: str = "") -> AsyncIterator[Self]:
        headers = {"Cookie": cookie} if cookie else {}
        where = f"{url.replace('http', 'ws', 1)}/ws/"
        async with connect(where, origin=url, additional_headers=headers, proxy=None) as socket:  # type: ignore[arg-type]
            bot = cls(socket)
            listening = asyncio.create_task(bot._listen())
            try:
                await bot._send({"type": "hello", "v": 1, "tickets": [place]})
                await bot.until(lambda frame: frame["type"] == "events")
                yield bot
            finally:
                listening.cancel()

    async def _listen(self) -> None:
        try:
            async for came in self._socket:
                if isinstance(came, str):
                    self._frames.put_nowait(json.loads(came))
                elif came[:1] == PONG:  # a ping, which looks the same
                    await self._socket.send(PONG)
        except ConnectionClosed:
            pass
        self._frames.put_nowait(None)

    async def _send(self, frame: Frame) -> None:
        try:
            await self._socket.send(json.dumps(frame))
        except ConnectionClosed as closed:
            raise Hung(str(closed)) from closed

    async def until(self, wanted: Callable[[Frame], bool]) -> Frame:
        try:
            async with asyncio.timeout(PATIENCE):
                while frame := await self._frames.get():
                    if wanted(frame):
                        return frame
        except TimeoutError:
            raise Hung("no answer") from None
        raise Hung("the line was cut")

    async def does(self, ticket: str, fields: Frame) -> str | None:
        """The event's id, once it is stored. None: this desk doesn't take it."""
        id = str(uuid4())
        await self._send({"id": id, "ticket": ticket, **fields})
        answer = await self.until(lambda frame: frame["type"] in ("ack", "reject") and frame.get("id") == id)
        return id if answer["type"] == "ack" else None

    async def types(self, ticket: str, kind: str, seconds: float) -> None:
        more = {"kind": kind} if kind == "note" else {}
        await self._send({"type": "typing", "ticket": ticket, **more})
        await asyncio.sleep(seconds)

    async def hears(self, id: str) -> None:
        await self.until(lambda frame: any(event["id"] == id for event in frame.get("events", ())))


async def chat(url: str, talk: Talk, opened: Opened, cookie: str, pace: float = 1.0) -> int:
    """All that is left of the talk, each line once the other has it. `pace`: 0 as fast as they can. Returns
    how many lines were said. Raises Hung, OSError."""
    place = {"ticket": opened.ticket, "after": 0}
    async with (
        Bot.at(url, place | {"token": opened.token}) as customer,
        Bot.at(url, place, cookie) as agent,
    ):
        said = 1
        for step in talk.steps[1:]:
            speaker, listener = (customer, agent) if step.by == CUSTOMER else (agent, customer)
            fields = _fields(step.fields)
            if fields["type"] == "send":
                await speaker.types(opened.ticket, fields["kind"], pace * (1 + len(fields["body"]) / 30))
            id = await speaker.does(opened.ticket, fields)
            if id and fields["type"] == "send" and fields["kind"] == "message":
                await listener.hears(id)
                said += 1
        return said


def _fields(fields: Frame) -> Frame:
    """Of the talk, as a page sends them."""
    if fields["type"] in ("message", "note"):
        return {"type": "send", "kind": fields["type"], "body": fields["body"]}
    return {"agent": None, **fields} if fields["type"] == "assign" else fields
