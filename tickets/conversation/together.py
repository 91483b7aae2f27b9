"""Group commit: writes that come while others are being committed share the next commit.

On SQLite a commit is a wait for the disk, and one comes after the other: shared, it is one wait for all
of them. Each write is a savepoint of the same transaction, in the order of coming: what one of them
raises undoes nothing of another's. Nobody hears of theirs before all are committed. PostgreSQL lets
transactions wait side by side, so there each is alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from django.db import OperationalError, connection

from tickets.database import OUT_OF_REACH, in_database, transaction
from tickets.gathered import Failed, Gathered
from tickets.per_loop import per_loop

MOST: Final = 64  # writes that share a commit

T = TypeVar("T")
R = TypeVar("R")


def nothing(_: Any) -> None:
    """To be undone."""


@dataclass(frozen=True, slots=True)
class Write(Generic[T, R]):
    """All on a database thread: `work` within the transaction, where it writes within savepoints of its
    own; `after` the commit, with what it returned; `undone` instead, if there was none."""

    work: Callable[[], T]
    after: Callable[[T], R]
    undone: Callable[[T], None] = field(default=nothing)

    def alone(self) -> R:
        return self.after(self.work())


async def commit(write: Write[T, R]) -> R:
    """What `after` returns. Raises what `work` raises, and Refused when the database is out of reach."""
    if connection.vendor != "sqlite":
        return await in_database(write.alone)
    answer: R = await _together().ask(write)
    return answer


def _committed(writes: list[Write[Any, Any]]) -> list[Any]:
    """What came of each."""
    done: list[Any] = []
    try:
        with transaction():
            done += (_tried(write.work) for write in writes)
            _must_be_whole()
    except BaseException:
        for write, result in zip(writes, done, strict=False):
            if not isinstance(result, Failed):
                write.undone(result)
        raise
    return [
        result if isinstance(result, Failed) else _told(write, result)
        for write, result in zip(writes, done, strict=True)
    ]


def _tried(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except OUT_OF_REACH:  # takes all with it: SQLite may have ended the transaction by itself
        raise
    except Exception as error:
        return Failed(error)


def _told(write: Write[Any, Any], result: Any) -> Any:
    try:
        return write.after(result)
    except Exception as error:
        return Failed(error)


def _must_be_whole() -> None:
    """Else what seems to be committed would be rolled back in silence."""
    if connection.needs_rollback or not connection.connection.in_transaction:
        raise OperationalError("the transaction has ended before its commit")


_together = per_loop(lambda: Gathered[Write[Any, Any], Any](_committed, MOST))
