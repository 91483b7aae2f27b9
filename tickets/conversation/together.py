"""Group commit: writes that come while others are being committed share the next commit.

On SQLite a commit is a wait for the disk, and one comes after the other: shared, it is one wait for all
of them. Each write is a savepoint of the same transaction, in the order of coming: what one of them
raises undoes nothing of another's. Nobody hears of theirs before all are committed. PostgreSQL lets
transactions wait side by side, so there each is alone.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from django.db import OperationalError, connection

from tickets.database import OUT_OF_REACH, PATIENCE, in_database, transaction
from tickets.per_loop import per_loop
from tickets.refusals import unavailable

log = logging.getLogger(__name__)

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
    answer: R = await _together().add(write)
    return answer


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _Together:
    def __init__(self) -> None:
        self._waiting: list[tuple[Write[Any, Any], asyncio.Future[Any]]] = []
        self._runner: asyncio.Task[None] | None = None

    async def add(self, write: Write[Any, Any]) -> Any:
        """After PATIENCE what wasn't begun is dropped; what was may have been heard (`in_database`)."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append((write, answer))
        if self._runner is None:
            self._runner = asyncio.create_task(self._run(), name="group commit")
        try:
            async with asyncio.timeout(PATIENCE):
                return await answer
        except TimeoutError as error:
            raise unavailable() from error

    async def _run(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._commit([(write, answer) for write, answer in some if not answer.done()])
        finally:
            self._runner = None

    async def _commit(self, some: list[tuple[Write[Any, Any], asyncio.Future[Any]]]) -> None:
        outcomes: list[Any]
        try:
            outcomes = await in_database(_committed, [write for write, _ in some])
        except Exception as error:
            outcomes = [_Failed(error)] * len(some)
        for (_, answer), outcome in zip(some, outcomes, strict=True):
            if answer.done():
                continue
            if isinstance(outcome, _Failed):
                answer.set_exception(outcome.error)
            else:
                answer.set_result(outcome)


def _committed(writes: list[Write[Any, Any]]) -> list[Any]:
    """What came of each."""
    done: list[Any] = []
    try:
        with transaction():
            done += (_tried(write.work) for write in writes)
            _must_be_whole()
    except BaseException:
        for write, result in zip(writes, done, strict=False):
            if not isinstance(result, _Failed):
                write.undone(result)
        raise
    return [
        result if isinstance(result, _Failed) else _told(write, result)
        for write, result in zip(writes, done, strict=True)
    ]


def _tried(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except OUT_OF_REACH:  # takes all with it: SQLite may have ended the transaction by itself
        raise
    except Exception as error:
        return _Failed(error)


def _told(write: Write[Any, Any], result: Any) -> Any:
    try:
        return write.after(result)
    except Exception as error:
        return _Failed(error)


def _must_be_whole() -> None:
    """Else what seems to be committed would be rolled back in silence."""
    if connection.needs_rollback or not connection.connection.in_transaction:
        raise OperationalError("the transaction has ended before its commit")


_together = per_loop(_Together)
