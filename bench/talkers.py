"""The pages of bench.talk: customers who write, and agents who have their tickets open."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from bench.dialects import Dialect, Place
from bench.websocket import BINARY, TEXT, Address, Socket


@dataclass
class Talk:
    due: int = 0
    ack: list[float] = field(default_factory=list)  # milliseconds from due to `ack`
    shown: list[float] = field(default_factory=list)  # and to the agent's page
    late: list[float] = field(default_factory=list)  # milliseconds by which we asked too late ourselves
    waiting: int = 0  # messages without an `ack` a second after the last one was due
    rejected: int = 0
    closed: int = 0  # pages, of those that talk


class Conversation:
    """What is under way: message -> when it was due."""

    def __init__(self) -> None:
        self.talk = Talk()
        self.unanswered: dict[str, float] = {}
        self.unseen: dict[str, float] = {}

    def due(self, id: str, moment: float) -> None:
        self.talk.due += 1
        self.unanswered[id] = self.unseen[id] = moment
        self.talk.late.append(_since(moment))

    def answered(self, id: str) -> None:
        if moment := self.unanswered.pop(id, None):
            self.talk.ack.append(_since(moment))

    def seen(self, id: str) -> None:
        if moment := self.unseen.pop(id, None):
            self.talk.shown.append(_since(moment))


class Page(Socket):
    is_desk = False

    def __init__(self, address: Address, places: Sequence[Place], dialect: Dialect, of: Conversation) -> None:
        super().__init__(address)
        self.places, self.dialect, self.conversation = places, dialect, of
        self.missing = len(places)
        self.live = asyncio.Event()

    # — the socket's —

    def opened(self) -> None:
        self.dialect.opened(self)

    def text(self, payload: bytes) -> None:
        if not self._pong(TEXT, payload):
            self.dialect.heard(self, payload)

    def binary(self, payload: bytes) -> None:
        self._pong(BINARY, payload)

    def _pong(self, opcode: int, payload: bytes) -> bool:
        is_ping = opcode == self.dialect.opcode and payload == self.dialect.ping.encode()
        if is_ping:
            self.send(opcode, self.dialect.pong.encode())
        return is_ping

    def closed(self) -> None:
        if not self.live.is_set():
            raise SystemExit(f"a page was closed with {self.code} before it had everything")
        self.conversation.talk.closed += 1

    # — the dialect's —

    @property
    def has_everything(self) -> bool:
        return not self.missing

    def say(self, frame: str) -> None:
        self.send(TEXT, frame.encode())

    def joined(self) -> None:
        self.missing -= 1
        if self.has_everything:
            self.live.set()

    def answered(self, id: str) -> None:
        raise NotImplementedError

    def refused(self, retry_after: float) -> None:
        raise NotImplementedError

    def shown(self, id: str) -> bool:
        raise NotImplementedError


class Agent(Page):
    is_desk = True

    def shown(self, id: str) -> bool:
        self.conversation.seen(id)
        return True

    def refused(self, _: float) -> None:
        """A `delivered`: the next one says more."""
        self.conversation.talk.rejected += 1


class Customer(Page):
    def __init__(self, address: Address, places: Sequence[Place], dialect: Dialect, of: Conversation) -> None:
        super().__init__(address, places, dialect, of)
        self.outbox: deque[tuple[str, str]] = deque()  # ids and bodies

    def write(self, due: float, body: str) -> None:
        id = str(uuid4())
        self.conversation.due(id, due)
        self.outbox.append((id, body))
        if len(self.outbox) == 1:
            self._send_next()

    def _send_next(self) -> None:
        if self.outbox:
            id, body = self.outbox[0]
            self.say(self.dialect.message(id, self.places[0]["ticket"], body))

    def answered(self, id: str) -> None:
        self.conversation.answered(id)
        self.outbox.popleft()
        self._send_next()

    def refused(self, retry_after: float) -> None:
        self.conversation.talk.rejected += 1
        asyncio.get_running_loop().call_later(retry_after, self._send_next)

    def shown(self, _: str) -> bool:
        return False  # a customer here sees their own words only


def _since(moment: float) -> float:
    return round(1000 * (time.monotonic() - moment), 3)
