"""An accepted WebSocket: frames in, in order and within measure; frames out; one end."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from channels.exceptions import StopConsumer
from django.conf import settings
from django.http import parse_cookie

from tickets import metrics
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.addresses import counted
from tickets.wire.announcements import Announcement
from tickets.wire.buckets import Bucket, Quota, Tally
from tickets.wire.frames import Close
from tickets.wire.hub import hub
from tickets.wire.lane import Lane
from tickets.wire.limits import (
    AFTER_FLOOD,
    COME_BACK,
    HEARTBEAT_FRAMES,
    MOST_WAITING,
    SOCKETS_OF_ADDRESS,
    TEXT_FRAMES,
)

if TYPE_CHECKING:

    class AsyncConsumer:
        """Channels' is untyped: on it, any attribute would pass for one of ours."""
else:
    from channels.consumer import AsyncConsumer

log = logging.getLogger(__name__)

ABNORMAL: Final = 1006  # RFC 6455: the line ended without a close frame
PING: Final = {"type": "websocket.send", "bytes": frames.PING}
SHORT_WAYS: Final = "holdfast.short_ways"  # an extension of ASGI's, which a server may offer

held = Quota(SOCKETS_OF_ADDRESS)  # by address


class ShortWays(Protocol):
    """`scope["extensions"][SHORT_WAYS]`: without a message of ASGI's, its coroutine and queue. Of messages of
    one byte the server asks `on_byte` first, and what that doesn't take (False) comes by `receive` like
    anything else. `send_text` writes a frame that many sockets may be told."""

    on_byte: Callable[[int], bool] | None

    def send_byte(self, byte: bytes) -> None: ...
    def send_text(self, frame: str) -> None: ...


class Socket(AsyncConsumer):
    """What a consumer is made on. Heartbeat frames are answered on the spot; text frames go
    through the lane, so that a pong never waits for a query.

    Channels' own loop runs a task per source and hops to the database's one thread before
    each frame; here a frame costs neither. Announcements come through the process's hub.
    """

    short_ways: ShortWays | None = None  # where the server has any

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.base_send = send
        self.cookie_lines = [value for name, value in scope["headers"] if name == b"cookie"]
        self.id = secrets.token_hex(5)
        self.closed = False
        self.pinged_at = 0.0  # the oldest ping without a pong, monotonic seconds; 0: none
        self.groups: list[str] = []  # few: a set would be three times as large
        self.lane = Lane(MOST_WAITING)
        self.bucket, self.tally = Bucket(TEXT_FRAMES, time.monotonic()), Tally(HEARTBEAT_FRAMES)
        self.short_ways = scope.get("extensions", {}).get(SHORT_WAYS)
        if self.short_ways:
            self.short_ways.on_byte = self._byte_came
        self.address, self.counted = counted((scope.get("client") or ["nowhere"])[0]), False
        if self.short_ways:
            scope.clear()  # that server has read it: it would live as long as the socket, and be half a KiB
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:  # a handler that dies must leave nothing behind either
            self._end("error")

    # — for the consumer to say —

    def opened(self) -> None:
        """The socket is accepted."""

    def heard(self) -> None:
        """A frame came, whatever it says."""

    def health(self) -> frames.Health:
        raise NotImplementedError

    async def is_agents(self) -> bool:
        """Asked when no room is left for others of this address."""
        return False

    async def take(self, text: str, came_at: float) -> None:
        """A text frame, in its turn. `came_at`: monotonic seconds."""
        raise NotImplementedError

    def ended(self) -> None:
        """Called once, whoever ends it and however."""

    # — in —

    def cookies(self) -> dict[str, str]:
        return dict(parse_cookie("; ".join(line.decode("latin1") for line in self.cookie_lines)))

    async def dispatch(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.connect":
                await self.base_send({"type": "websocket.accept"})
                metrics.OPENED.inc()
                self.opened()
                await self._count()
            case "websocket.receive" if not self.closed:
                self.heard()
                await self._receive(message.get("text"), message.get("bytes"))
            case "websocket.disconnect":
                self._end(_how_it_ended(message.get("code")))
                raise StopConsumer

    async def _count(self) -> None:
        """Accepted first: a browser tells a page nothing about an upgrade that was refused."""
        if not settings.RATE_LIMITS:
            return
        self.counted = held.take(self.address)
        if not self.counted and not await self.is_agents():
            await self.close(Close.TOO_MUCH, "Too many pages of your address are open.", COME_BACK)

    def count_no_more(self) -> None:
        """Whoever is known doesn't count, or ends."""
        if self.counted:
            self.counted = False
            held.give_back(self.address)

    async def _receive(self, text: str | None, data: bytes | None) -> None:
        if data and self.tally.add():
            await self._flooded()
        elif data and frames.is_pong(data):
            self._ponged()
        elif data and frames.is_probe(data):
            answer = frames.probe_answer(data[1], self.health())
            await self._out({"type": "websocket.send", "bytes": answer})
        elif await self._within_rate(text) and not self._in_turn(text):
            await self._too_much(text, 1)

    def _byte_came(self, byte: int) -> bool:
        """The same for a pong, where the server has a short way for it."""
        if byte != frames.PONG[0] or self.closed:
            return False
        self.heard()
        if self.tally.add():
            self.lane.add(self._flooded)
        else:
            self._ponged()
        return True

    async def _flooded(self) -> None:
        await self.close(Close.TOO_MUCH, "Too many frames.", AFTER_FLOOD)

    def _in_turn(self, text: str | None) -> bool:
        """False: too much is waiting already."""
        if text is None:
            return self.lane.add(self._no_such_frame)
        return self.lane.add(self.take, text, time.monotonic())

    def _ponged(self) -> None:
        metrics.PONGS.inc()
        if self.pinged_at:
            metrics.ROUND_TRIP.observe(time.monotonic() - self.pinged_at)
            self.pinged_at = 0.0

    async def _no_such_frame(self) -> None:
        await self.reject(Refused("bad_frame", "There is no such binary frame."))

    async def _within_rate(self, text: str | None) -> bool:
        wait = self.bucket.take(time.monotonic()) if settings.RATE_LIMITS else 0
        if not wait:
            return True
        if self.bucket.overrun:
            await self._flooded()
        else:
            await self._too_much(text, round(wait, 2))
        return False

    async def _too_much(self, text: str | None, wait: float) -> None:
        refused = Refused("rate_limited", "Too many frames.", retry_after=wait)
        await self.reject(refused, frames.named_in(text or ""))

    # — out —

    async def ping(self) -> None:
        if self.closed:
            return
        self.pinged_at = self.pinged_at or time.monotonic()
        if self.short_ways:
            self.short_ways.send_byte(frames.PING)
        else:
            await self._out(PING)

    async def send_text(self, frame: str) -> None:
        if not self.closed:
            await self._out({"type": "websocket.send", "text": frame})

    def tell(self, frame: str) -> None:
        """In its turn: at once while nothing waits, for fifty desks that hear of one message would else be
        fifty tasks. Dropped where the lane is full."""
        if self.short_ways and self.lane.is_idle:
            if not self.closed:
                self.short_ways.send_text(frame)
        else:
            self.lane.add(self.send_text, frame)

    async def reject(self, refused: Refused, named: Mapping[str, str] | None = None) -> None:
        await self.send_text(frames.reject(refused, **(named or {})))

    async def close(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        """`bye` first: a close reason may not arrive."""
        if self.closed:
            return
        await self.send_text(frames.bye(code, reason, retry_after))
        self._end(code.name.lower())
        await self._out({"type": "websocket.close", "code": int(code), "reason": reason})

    async def _out(self, message: Mapping[str, Any]) -> None:
        try:
            await self.base_send(message)
        except (OSError, RuntimeError):  # ASGI's way to say it, and daphne's
            log.debug("a page had gone already")  # its disconnect is about to be received

    # — groups —

    async def join(self, *groups: str) -> None:
        for group in groups:
            self._is_in(group)
        await hub().join(groups, self)
        if self.closed:  # meanwhile
            for group in groups:
                self.leave(group)

    def join_local(self, group: str) -> None:
        self._is_in(group)
        hub().join_local(group, self)

    def leave(self, group: str) -> None:
        if group in self.groups:
            self.groups.remove(group)
        hub().leave(group, self)

    def _is_in(self, group: str) -> None:
        if group not in self.groups:
            self.groups.append(group)

    def announced(self, announcement: Announcement) -> None:
        raise NotImplementedError

    def _end(self, reason: str) -> None:
        if self.closed:
            return
        self.closed = True
        metrics.CLOSINGS.labels(reason).inc()
        self.count_no_more()
        for group in tuple(self.groups):
            self.leave(group)
        self.ended()


def _how_it_ended(code: int | None) -> str:
    """A close that the consumer didn't begin: a page did, or the server's line."""
    if code in (Close.NOT_THIS_PROTOCOL, Close.TOO_SLOW, Close.TOO_MUCH):
        return Close(code).name.lower()
    return "cut" if code == ABNORMAL else "left"  # none: a close frame without a code


def after(seconds: float, lane: Lane, work: Any) -> asyncio.TimerHandle:
    """`work` in the lane, in `seconds` from now."""
    return asyncio.get_running_loop().call_later(seconds, lane.add, work)
