"""Every announcement on the channel layer, and the names of the groups that hear them.

Announcing never waits and never fails: what the layer loses, the heads in the next tick
bring back (docs/architecture.md). Messages carry their group's name, since a process hears
all its groups on one channel (`tickets.wire.hub`).
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from tickets import metrics
from tickets.per_loop import per_loop
from tickets.wire.limits import PASSING_ROOM

log = logging.getLogger(__name__)

HEARTBEATS: Final = "pulses"  # every web process; named as older versions do
PRESENCE: Final = "presence"  # every web process
NAMES: Final = "names"  # every web process
SIGN_INS: Final = "sign_ins"  # every web process
DESK: Final = "desk"  # every socket of an agent that asked for the queue
# Heard within one process only; nothing is sent here over the layer:
CUSTOMERS: Final = "customers"
EVERYBODY: Final = "everybody"

MOST_QUEUED: Final = 10_000
PATIENCE: Final = 2.0  # seconds that synchronous code waits
AT_ONCE: Final = 500  # tickets in a message, some 100 KiB

Message = dict[str, Any]


def agents_of(ticket: str) -> str:
    return f"ticket.{ticket}.agents"


def customer_of(ticket: str) -> str:
    return f"ticket.{ticket}.customer"


def process(process_id: str) -> str:
    return f"process.{process_id}"


def session(key: str) -> str:
    """A name for it: the key itself is a secret, and names travel through Redis."""
    return f"session.{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def event(group: str, ticket: str, seq: int, frame: str) -> None:
    """An event for one audience: `frame` is ready to go out to whoever is at `seq` - 1."""
    _post(group, {"type": "event", "ticket": ticket, "seq": seq, "frame": frame})


def frame(group: str, frame: str, but: str | None = None) -> None:
    """A frame for every socket of the group, `but` for the socket that caused it."""
    _post(group, {"type": "frame", "frame": frame, "but": but})


def passing(group: str, frame: str, but: str | None = None) -> None:
    """The same, dropped while much else waits: what nobody misses (who is typing, say) must not keep
    anything else waiting."""
    message = {"type": "frame", "frame": frame, "but": but}
    _announcer().post_if_quiet(group, message | {"group": group})


def presence(frames: dict[str, str]) -> None:
    """Ticket -> frame, for everybody there and the desk: in one message, since after a restart
    thousands come at once. Each process hands them to its own (`tickets.presence.seats`)."""
    tickets = list(frames)
    for start in range(0, len(tickets), AT_ONCE):
        some = {ticket: frames[ticket] for ticket in tickets[start : start + AT_ONCE]}
        _post(PRESENCE, {"type": "presence", "frames": some})


def queue_row(ticket: str, head: int, frame: str) -> None:
    _post(DESK, {"type": "queue", "ticket": ticket, "head": head, "frame": frame})


def ticket_of(group: str) -> str | None:
    """The ticket whose pages listen to the group."""
    match group.split("."):
        case ["ticket", ticket, _]:
            return ticket
    return None


def customer_renamed(ticket: str, name: str, frames: tuple[str, str]) -> None:
    """`frames`: the ticket as it stands now, for its agents and for its customer."""
    for group, frame in zip((agents_of(ticket), customer_of(ticket)), frames, strict=True):
        _post(group, {"type": "renamed", "ticket": ticket, "agent": None, "name": name, "frame": frame})


def agent_renamed(agent: int, name: str, frame: str) -> None:
    """To each process, which knows whom it concerns (`tickets.conversation.names`)."""
    _post(NAMES, {"type": "renamed", "ticket": "", "agent": agent, "name": name, "frame": frame})


def gone(ticket: str) -> None:
    """A ticket was deleted."""
    for group in (agents_of(ticket), customer_of(ticket), DESK):
        _post(group, {"type": "gone", "ticket": ticket})


def expire(process_id: str, sockets: list[str]) -> None:
    _post(process(process_id), {"type": "expire", "sockets": sockets})


def sign_ins_changed(*, session: str = "", agent: int | None = None, ticket: int | None = None) -> None:
    """Those of this session, by its name, or of this agent may have ended, or a token of this ticket.
    From synchronous code (Django's signals): sent before this returns, or not at all."""
    message = {"type": "sign_ins", "group": SIGN_INS, "session": session, "agent": agent, "ticket": ticket}
    try:
        async_to_sync(_send)(SIGN_INS, message)
    except Exception:
        log.warning("Redis can't be reached: open pages of who was signed out close some seconds later")


def at_once(told: Iterable[Callable[[], None]]) -> None:
    """From synchronous code (Django's signals), calls of what is above: sent before this returns, or
    not at all."""
    try:
        async_to_sync(_all)(told)
    except Exception:
        log.warning("Redis can't be reached: pages hear of a change later")


async def _all(told: Iterable[Callable[[], None]]) -> None:
    for tell in told:
        tell()
    async with asyncio.timeout(PATIENCE):
        await drained()


async def tick(tick: int, heads: dict[str, tuple[int, int]], desk: list[Message], server: str = "") -> None:
    """One message a second for the whole installation; `server`: the Redis that counted. Raises
    what the layer raises."""
    message = {"type": "tick", "tick": tick, "heads": heads, "desk": desk, "server": server}
    await _send(HEARTBEATS, message | {"group": HEARTBEATS})


def _post(group: str, message: Message) -> None:
    _announcer().post(group, message | {"group": group})


async def _send(group: str, message: Message) -> None:
    layer = get_channel_layer()
    assert layer is not None
    await layer.group_send(group, message)


class _Announcer:
    """One sender per process: keeps the order, and a slow Redis holds up nobody."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[tuple[str, Message]] = asyncio.Queue(MOST_QUEUED)
        self._sender = asyncio.create_task(self._run(), name="announcer")
        self._failing = False
        self._dropped, self._say_dropped = 0, metrics.Sampled(every=1.0)

    def post(self, group: str, message: Message) -> None:
        try:
            self._queue.put_nowait((group, message))
        except asyncio.QueueFull:
            self._failed("too many announcements are waiting")

    def post_if_quiet(self, group: str, message: Message) -> None:
        if self._queue.qsize() < PASSING_ROOM:
            self.post(group, message)
            return
        metrics.UNANNOUNCED.inc()
        self._dropped += 1
        if self._say_dropped():
            log.warning("%d passing announcements were dropped: too many others wait", self._dropped)
            self._dropped = 0

    async def _run(self) -> None:
        while True:
            group, message = await self._queue.get()
            try:
                await _send(group, message)
            except Exception as error:
                self._failed(str(error))
            else:
                self._failing = False
            finally:
                self._queue.task_done()

    def _failed(self, why: str) -> None:
        metrics.UNANNOUNCED.inc()
        if not self._failing:
            log.warning("an announcement was lost (pages repair themselves by ticks): %s", why)
        self._failing = True

    async def drained(self) -> None:
        await self._queue.join()


_announcer = per_loop(_Announcer)


async def drained() -> None:
    """Wait until all that was announced so far has been sent or given up."""
    await _announcer().drained()
