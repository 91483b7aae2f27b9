"""Where a feature joins the log, beside writing to it (`conversation.actions.committed`).

All is registered when an app is ready, and runs on a database thread. What a reaction may
do, after the commit and in a process of its own, is in `conversation.reactions`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tickets.models import Event, Ticket
from tickets.people.sight import Whose
from tickets.wire.announcements import Announcement

if TYPE_CHECKING:
    from tickets.conversation.ledger import Written

# What an event does to its ticket, before both are committed; gives the events that follow.
Effect = Callable[[Ticket, Event], Iterable[Event]]


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did to a ticket: new `events`; or none, when it was corrected or read by an agent."""

    public_id: str
    ticket: Ticket | None = None  # as the commit left it; None: only the agents' mark moved
    events: Sequence[Event] = ()
    was_whose: Whose | None = None  # before, if that may be another's


T = TypeVar("T")
# Of a message or note, and what it said beside itself (`frames.with_send`): raises Refused.
Condition = Callable[[Ticket, Event, Mapping[str, Any]], None]
Announcer = Callable[[Committed], Iterable[Announcement]]
Look = Callable[[], Iterable["Written"]]
Stands = Callable[[Ticket], Mapping[str, Any]]
FindMarks = Callable[[Collection[int]], Mapping[int, int]]

_effects: dict[str, list[Effect]] = {}
_conditions: list[Condition] = []
_announcers: list[Announcer] = []
_looks: list[Look] = []
_stands: list[Stands] = []
_marks: dict[str, FindMarks] = {}


def with_each(kind: str, effect: Effect) -> None:
    """What else every event of this kind does to its ticket, whoever writes it: within its transaction
    and under the ticket's lock, so microseconds, and no query that most events can do without: who
    keeps something about a ticket marks it (`Ticket.beside`), and looks for it in no other. What it raises
    (Refused) undoes the event."""
    _add(_effects.setdefault(kind, []), effect)


def with_condition(condition: Condition) -> None:
    """On what a message is written, as its page says it (`frames.with_send`, not kept): under the ticket's
    lock, and asked only of a message that has such a field. What it raises (Refused) undoes the message. A
    repeat of what was written isn't asked again."""
    _add(_conditions, condition)


def after_commit(announcer: Announcer) -> None:
    """More announcements of a commit: a row of a list, say. The writer waits for what it asks of the
    database. Best effort: what the layer loses is not sent again, so the page must be able to ask."""
    _add(_announcers, announcer)


def now_and_then(look: Look) -> None:
    """What nobody tells is looked for, by the heartbeat worker once an interval, in transactions of
    its own: one quick query, that mostly finds nothing. What has its time is a job (`tickets.jobs`)."""
    _add(_looks, look)


def with_ticket(stands: Stands) -> None:
    """More of a ticket as it stands, in each `events` frame of either side: what customers may see, and no
    query, for it runs with every message. The ticket comes with its contact and assignee."""
    _add(_stands, stands)


def with_marks(kind: str, find: FindMarks) -> None:
    """One more mark beside `delivered` and `read`, for agents: how far a ticket is in some other way. `find`
    gives it of all these tickets (primary keys) in one query, in the agents' numbering; a page that opens
    one is told by a frame of the type `kind`, after the core's own marks, and by HTTP among `marks`."""
    _marks.setdefault(kind, find)


def marks_of(tickets: Collection[int]) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = {}
    for kind, find in _marks.items() if tickets else ():
        for ticket, seq in find(tickets).items():
            found.setdefault(ticket, []).append((kind, seq))
    return found


def effects_of(kind: str) -> Sequence[Effect]:
    return _effects.get(kind, ())


def conditions() -> Sequence[Condition]:
    return _conditions


def announcers() -> Sequence[Announcer]:
    return _announcers


def looks() -> Sequence[Look]:
    return _looks


def as_it_stands(ticket: Ticket) -> dict[str, Any]:
    return {field: is_so for stands in _stands for field, is_so in stands(ticket).items()}


def _add(registered: list[T], one: T) -> None:
    if one not in registered:
        registered.append(one)
