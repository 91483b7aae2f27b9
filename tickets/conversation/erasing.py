"""The seam for erasing a person: each feature says what it keeps of a ticket's customer, and how that goes.

The log's own words, the contact and the subject are the core's, and go by `ledger.empty`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from tickets.models import Ticket

After = Iterable[Callable[[], None]]
# Of events of a ticket, by its key and their ids: the tickets that have their words as well, by which ids.
Copies = Callable[[int, Collection[UUID]], Iterable[tuple[int, Collection[UUID]]]]


def nothing_of(_: str) -> After:
    return ()


def none_of(_: str) -> int:
    return 0


def nothing_of_events(_: Collection[int]) -> None:
    """Most features hold nothing of single events."""


@dataclass(frozen=True, slots=True)
class Holds:
    """`erase` runs on a database thread, in a transaction of its own, and so often as it is asked: a ticket
    may be erased again. What it returns is called after the commit: what is stored elsewhere goes there.
    `of_address`, `count_of_address`: the same of what is kept by an e-mail address alone, with no ticket.
    `of_events`: of single events, by primary key, of a conversation whose others stay."""

    name: str  # of what: `count` of it is shown before it goes
    count: Callable[[Collection[int]], int]  # of tickets, by primary key, in one query
    erase: Callable[[Ticket], After]
    of_address: Callable[[str], After] = nothing_of
    count_of_address: Callable[[str], int] = none_of
    of_events: Callable[[Collection[int]], None] = nothing_of_events


_holds: dict[str, Holds] = {}
_copies: list[Copies] = []


def register(holds: Holds) -> None:
    """When a feature's app is ready."""
    if _holds.setdefault(holds.name, holds) != holds:
        raise ValueError(f"two features hold {holds.name}")


def every() -> Collection[Holds]:
    return _holds.values()


def copied_by(copies: Copies) -> None:
    """The seam for who writes what was said in one conversation into another, too."""
    if copies not in _copies:
        _copies.append(copies)


def copies_of(ticket: int, ids: Collection[UUID]) -> Iterator[tuple[int, Collection[UUID]]]:
    for copies in _copies:
        yield from copies(ticket, ids)
