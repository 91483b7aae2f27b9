"""The database work of sockets and API calls: whole functions, one hop into a bounded pool.

Channels' own `database_sync_to_async` runs everything of a process on one thread, so one
slow query would hold up every socket.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any, Final, ParamSpec, TypeVar

from django.db import InterfaceError, InternalError, OperationalError, close_old_connections, connection
from django.db.transaction import atomic

from tickets.database_trouble import AWAY, READ_ONLY, last, to_who_sends, words
from tickets.refusals import unavailable
from tickets.sqlite import file

log = logging.getLogger(__name__)

THREADS: Final = 8
# Seconds that a caller waits: longer than for a lock (support_site.settings), which has its own end.
# Only a server that froze, and whose host still acknowledges every packet, takes longer.
PATIENCE: Final = 7.0
AT_A_TERMINAL: Final = 120.0  # seconds


def _by_the_pool() -> tuple[type[Exception], ...]:
    """What Django passes on as it is. On SQLite its library isn't even loaded: that would cost each process
    a tenth of a second and 9 MB."""
    if connection.vendor != "postgresql":
        return ()
    from psycopg_pool import PoolTimeout

    return (PoolTimeout,)


# PostgreSQL has a read-only transaction, and damage to its files, for internal errors.
OUT_OF_REACH: Final[tuple[type[Exception], ...]] = (
    OperationalError,
    InterfaceError,
    InternalError,
    *_by_the_pool(),
)

P = ParamSpec("P")
T = TypeVar("T")
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
_last_work: dict[str, bool] = {}
_one_writer = threading.RLock()  # a transaction within a transaction is a savepoint


def reachable() -> bool:
    """Whether the last work got through."""
    return _last_work.get("reached", True)


def probe() -> None:
    """Ask it for nothing. On a database thread."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


async def in_database(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` on a thread of the pool. Raises Refused when the database is out of reach.

    Who was refused after PATIENCE may have been heard all the same: a thread can't be
    interrupted, and what it was about to commit it commits. Asked again with the same id,
    the answer tells. Work that no thread had begun is dropped.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(PATIENCE):
            return await loop.run_in_executor(_pool, _connected, work, args, kwargs)
    except TimeoutError as error:
        _last_work["reached"] = False
        last.note(AWAY)
        log.warning("the database has not answered for %.0f s", PATIENCE)
        raise unavailable() from error


def _connected(work: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    try:
        result = work(*args, **kwargs)
        _last_work["reached"] = True
        return result
    except OUT_OF_REACH as error:
        _last_work["reached"] = False
        last.note(words(error))
        log.warning("the database failed: %s (%s)", last.words, error)
        part_from(error)
        raise unavailable(to_who_sends(words(error))) from error
    finally:
        close_old_connections()  # a broken one is dropped, PostgreSQL's goes back to its pool


def part_from(error: Exception) -> None:
    """A connection that was made while the database was read-only (a file without rights, a standby)
    stays so for as long as it lives: it lives no longer."""
    if words(error) is not READ_ONLY or connection.in_atomic_block:
        return
    if connection.vendor == "postgresql" and connection.connection:
        connection.connection.close()  # else its pool would hand it to the next
    connection.close()


@contextmanager
def at_a_terminal() -> Iterator[None]:
    """What somebody started waits longer for other writers of SQLite than a page could."""
    usual = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"] = usual | {"timeout": AT_A_TERMINAL}
    try:
        yield
    finally:
        connection.settings_dict["OPTIONS"] = usual


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing."""
    with _one_writer_of_sqlite(), atomic():
        yield


@contextmanager
def statement() -> Iterator[None]:
    """One that writes. On SQLite, where it is the beginning of a transaction that waits for other writers
    (`tickets.sqlite.base`), it has one of its own; PostgreSQL needs none."""
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block
    with transaction() if alone else nullcontext():
        yield


@contextmanager
def _one_writer_of_sqlite() -> Iterator[None]:
    """SQLite has one writer at a time, and who finds it busy has to look again and again: so the writers
    of one process queue up here, where the next is woken at once. Who has begun a transaction (the admin)
    is that writer already: to queue up as well would be a deadlock."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    if not _one_writer.acquire(timeout=connection.settings_dict["OPTIONS"]["timeout"]):
        raise OperationalError("database is locked")
    try:
        yield
        file.check(connection)
    finally:
        _one_writer.release()
