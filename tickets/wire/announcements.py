"""What is announced, as records: from the commit to the socket, and on the layer as a dictionary. Pure.

`group` is who hears it. A field that an older version doesn't send has its default here, and one that
a newer version adds is left out; so fields may be added, none may change.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, ClassVar, Final

from tickets.wire import groups

Message = dict[str, Any]  # as the layer takes it
Heads = dict[str, tuple[int, int]]  # a ticket's public id -> newest seq of agents, of customers
# A ticket's team and its agent, by which a socket knows whether its agent sees it (`people.sight`); None: an
# older version didn't say.
Whose = Sequence[int | None]
AT_ONCE: Final = 500  # tickets in a message, some 100 KiB


@dataclass(frozen=True)
class Announcement:
    group: str
    type: ClassVar[str]

    def as_message(self) -> Message:
        return {"type": self.type, **vars(self)}


@dataclass(frozen=True)
class NewEvent(Announcement):
    """Of a ticket, for one audience: `frame` is ready to go out to whoever is at `seq` - 1."""

    type: ClassVar = "event"
    ticket: str
    seq: int
    frame: str
    whose: Whose | None = None  # for agents


@dataclass(frozen=True)
class ReadyFrame(Announcement):
    """For every socket of the group, `but` for the socket that caused it."""

    type: ClassVar = "frame"
    frame: str
    but: str | None = None


@dataclass(frozen=True)
class Row(Announcement):
    """Of the desk's list, as `head` left it."""

    type: ClassVar = "queue"
    ticket: str
    head: int
    frame: str
    whose: Whose | None = None
    was_whose: Whose | None = None  # before
    news: bool = True  # to desks that don't show it: it may be in another view or place by now

    @cached_property
    def row(self) -> dict[str, Any]:
        """Read once, for all desks of the process that ask."""
        row: dict[str, Any] = json.loads(self.frame)["ticket"]
        return row


@dataclass(frozen=True)
class Presence(Announcement):
    """Ticket -> frame, for everybody there and the desk: each process hands them to its own
    (`tickets.presence.seats`). `to_customers`: of tickets whose customer is told something else."""

    type: ClassVar = "presence"
    frames: dict[str, str]
    to_customers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Renamed(Announcement):
    """An agent, wherever they are; or (None) the customer of `ticket`."""

    type: ClassVar = "renamed"
    ticket: str
    agent: int | None
    name: str
    frame: str
    whose: Whose | None = None  # of the ticket, for agents


@dataclass(frozen=True)
class Gone(Announcement):
    """A ticket was deleted."""

    type: ClassVar = "gone"
    ticket: str
    whose: Whose | None = None  # for the desk


@dataclass(frozen=True)
class SignInsChanged(Announcement):
    """Those of this session, by its name, or of this agent may have ended or see something else, or a token
    of this ticket; or what all agents see is another."""

    type: ClassVar = "sign_ins"
    session: str = ""
    agent: int | None = None
    ticket: int | None = None  # primary key
    all_agents: bool = False


@dataclass(frozen=True)
class Expire(Announcement):
    """Sockets of a process that are to be closed, and the tick of each one's last sign of life."""

    type: ClassVar = "expire"
    sockets: list[str]
    heard: list[int] = field(default_factory=list)  # a worker of an older version tells none


@dataclass(frozen=True)
class Tick(Announcement):
    """One a second for the whole installation; `server`: the Redis that counted."""

    type: ClassVar = "tick"
    tick: int
    heads: Heads
    desk: list[Message]
    server: str = ""  # a worker of an older version tells none


# — within one process only —


@dataclass(frozen=True)
class Head(Announcement):
    """How far a ticket is, for one audience."""

    type: ClassVar = "head"
    ticket: str
    seq: int


@dataclass(frozen=True)
class DeskHeads(Announcement):
    """How far tickets are, for the desk. `tick`: all that moved in the last seconds; else some of all."""

    type: ClassVar = "heads"
    heads: Heads
    tick: bool


@dataclass(frozen=True, kw_only=True)
class People(ReadyFrame):
    """Who is at a ticket: for who is there, and for desks that see it."""

    ticket: str


@dataclass(frozen=True)
class Drain(Announcement):
    """The process ends: pages go within `spread` seconds."""

    type: ClassVar = "drain"
    spread: float


# — from the layer —


def parsed(message: Mapping[str, Any]) -> Announcement:
    """Raises KeyError and TypeError: a version beside this one announces what this one doesn't know."""
    kind, names = _KINDS[message["type"]]
    return kind(**{name: message[name] for name in names if name in message})


_KINDS: Final[dict[str, tuple[type[Announcement], list[str]]]] = {
    kind.type: (kind, [field.name for field in fields(kind)])
    for kind in (NewEvent, ReadyFrame, Row, Presence, Renamed, Gone, SignInsChanged, Expire, Tick)
}


# — of one thing, to several groups —


def presence(frames: Mapping[str, str], to_customers: Mapping[str, str]) -> list[Announcement]:
    """Ticket -> frame; in one message, since after a restart thousands come at once."""
    tickets = list(frames)
    starts = range(0, len(tickets), AT_ONCE)
    parts = (tickets[start : start + AT_ONCE] for start in starts)
    return [
        Presence(
            groups.PRESENCE,
            {ticket: frames[ticket] for ticket in part},
            {ticket: to_customers[ticket] for ticket in part if ticket in to_customers},
        )
        for part in parts
    ]


def customer_renamed(ticket: str, name: str, frames: Iterable[str], whose: Whose) -> list[Announcement]:
    """`frames`: the ticket as it stands now, for its agents and for its customer."""
    audiences = zip(groups.audiences(ticket), frames, strict=True)
    return [Renamed(group, ticket, None, name, frame, whose) for group, frame in audiences]


def agent_renamed(agent: int, name: str, frame: str) -> Announcement:
    """To each process, which knows whom it concerns (`tickets.conversation.names`)."""
    return Renamed(groups.NAMES, "", agent, name, frame)


def gone(ticket: str, whose: Whose) -> list[Announcement]:
    return [Gone(group, ticket, whose) for group in (*groups.audiences(ticket), groups.DESK)]
