"""What a page says to a party's server and hears from it: all in which the parties' pages differ.

Ours opens with `hello`, has everything once each of its places has sent its events, sends as in
docs/protocol.md, and says `delivered` for what it was shown; its `ack` means "on disk". The
others relay: a page joins a room for each place, and what it sends goes to the others in that
room and is stored nowhere, so that their `ack` means "passed on".
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Final, Protocol

from bench.websocket import BINARY, TEXT

Place = dict[str, Any]  # as in a `hello`; `ticket` is the room's name where there are no tickets

BODY: Final = "Since the update my export ends after the first page. What can I do?"


class Page(Protocol):
    """What a dialect asks a page for, and tells it."""

    places: Sequence[Place]
    is_desk: bool

    @property
    def has_everything(self) -> bool: ...

    def say(self, frame: str) -> None: ...

    def joined(self) -> None:
        """One more of its places is there."""

    def answered(self, id: str) -> None: ...

    def refused(self, retry_after: float) -> None:
        """Its last message, for so many seconds."""

    def shown(self, id: str) -> bool:
        """Returns whether it was somebody else's message."""


class Dialect(ABC):
    """Without state: it serves all pages."""

    name: str
    opcode: int = BINARY  # of the heartbeat's two frames
    ping = pong = "\x01"
    hello: str = ""  # an idle page's first frame; an empty one: it says nothing, and waits for nothing
    caught_up: str = ""  # how the answer to it begins that lets a page show something

    @abstractmethod
    def opened(self, page: Page) -> None:
        """The socket is open."""

    @abstractmethod
    def message(self, id: str, ticket: str, body: str) -> str: ...

    @abstractmethod
    def heard(self, page: Page, frame: bytes) -> None:
        """A text frame that is no ping."""


class Holdfast(Dialect):
    name = "holdfast"
    caught_up = '{"type":"events"'

    EVENTS, ACK, REJECT = (f'{{"type":"{name}"'.encode() for name in ("events", "ack", "reject"))

    def opened(self, page: Page) -> None:
        page.say(hello(*page.places, queue=page.is_desk))

    def message(self, id: str, ticket: str, body: str) -> str:
        return json.dumps({"type": "send", "id": id, "ticket": ticket, "body": body})

    def heard(self, page: Page, frame: bytes) -> None:
        if frame.startswith(self.EVENTS):
            self._events(page, json.loads(frame))
        elif frame.startswith(self.ACK):
            page.answered(json.loads(frame)["id"])
        elif frame.startswith(self.REJECT):
            page.refused(json.loads(frame)["retry_after"])  # the final ones would be our mistake

    @staticmethod
    def _events(page: Page, told: dict[str, Any]) -> None:
        if not page.has_everything:
            page.joined()
        elif others := [event for event in told["events"] if page.shown(event["id"])]:
            page.say(json.dumps({"type": "delivered", "ticket": told["ticket"], "seq": others[-1]["seq"]}))


class Rooms(Dialect):
    """The tutorial's and Node's."""

    name = "rooms"

    def opened(self, page: Page) -> None:
        for place in page.places:
            page.say(json.dumps({"type": "join", "room": place["ticket"]}))

    def message(self, id: str, ticket: str, body: str) -> str:
        return json.dumps({"type": "message", "id": id, "room": ticket, "body": body})

    def heard(self, page: Page, frame: bytes) -> None:
        told = json.loads(frame)
        match told["type"]:
            case "joined":
                page.joined()
            case "ack":
                page.answered(told["id"])
            case "message":
                page.shown(told["id"])


class SocketIO(Dialect):
    """Engine.IO's packets (2 ping, 3 pong, 4 message), and in a message Socket.IO's (0 connect,
    2 event, 3 acknowledgement). The number that asks for an acknowledgement may always be the
    same here: a page has one message on its way at a time."""

    name = "socket.io"
    opcode = TEXT
    ping, pong = "2", "3"
    hello = caught_up = "40"

    JOIN, JOINED = "420", b"430"
    SEND, SENT = "421", b"431"
    SHOWN = b"42["

    def opened(self, page: Page) -> None:
        page.say("40")

    def message(self, id: str, ticket: str, body: str) -> str:
        return self.SEND + json.dumps(["message", {"id": id, "room": ticket, "body": body}])

    def heard(self, page: Page, frame: bytes) -> None:
        if frame.startswith(self.SHOWN):
            page.shown(json.loads(frame[2:])[1]["id"])
        elif frame.startswith(self.SENT):
            page.answered(json.loads(frame[3:])[0])
        elif frame.startswith(self.JOINED):
            page.joined()
        elif frame.startswith(b"40"):
            for place in page.places:
                page.say(self.JOIN + json.dumps(["join", place["ticket"]]))


HOLDFAST, ROOMS, SOCKET_IO = Holdfast(), Rooms(), SocketIO()
DIALECTS: Final[dict[str, Dialect]] = {dialect.name: dialect for dialect in (HOLDFAST, ROOMS, SOCKET_IO)}


def hello(*places: Place, queue: bool = False) -> str:
    return json.dumps({"type": "hello", "v": 1, "tickets": places, "queue": queue})
