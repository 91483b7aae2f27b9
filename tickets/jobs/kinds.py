"""The kinds of jobs. A feature registers its own when its app is ready.

An `atomic` kind writes to the database and nowhere else: its work and the job's end are one
transaction, so what it writes happens exactly once, whatever dies. On SQLite nobody else
writes meanwhile: milliseconds, not seconds. Any other kind touches the outside world, at
least once; what it returns is called in the transaction that ends the job.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tickets.jobs import rules

Args = Mapping[str, Any]  # JSON
Work = Callable[[Args], Callable[[], None] | None]


class Later(Exception):  # not an error: the outside world said when
    """Raised by the work: to be tried again after `wait`, and it counts as a try."""

    def __init__(self, reason: str, wait: timedelta) -> None:
        super().__init__(reason)
        self.wait = wait


class Hopeless(Exception):
    """Raised by the work: no further try would help. The job is dead at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    work: Work
    lane: str = "default"  # has threads of its own: a mail server that hangs holds up no push
    atomic: bool = False
    tries: int = rules.TRIES


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of jobs are called {kind.name}")


def named(name: str) -> Kind:
    return _kinds[name]


def by_lane() -> dict[str, list[str]]:
    """The names of the kinds in each lane."""
    lanes: dict[str, list[str]] = {}
    for kind in _kinds.values():
        lanes.setdefault(kind.lane, []).append(kind.name)
    return lanes
