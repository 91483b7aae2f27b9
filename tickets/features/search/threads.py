"""Searches run on two threads of their own: so many messages as there may be beside them, none waits for
a search. Who has to wait too long for an answer is told to come back."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final, ParamSpec, TypeVar

from django.db import close_old_connections, connection
from django.db.transaction import atomic

from tickets.database import OUT_OF_REACH
from tickets.database_trouble import AWAY, words
from tickets.refusals import Refused, unavailable

log = logging.getLogger(__name__)

THREADS: Final = 2
LONGEST: Final = 3.0  # seconds of the database's work
PATIENCE: Final = 4.0  # seconds that a caller waits, for a thread too
STEPS: Final = 200_000  # of SQLite between two looks at the clock: well under a millisecond
# A search may take one core of PostgreSQL's, and none to compile it: who sends a message comes first.
_BOUNDS: Final = """
    SELECT set_config('statement_timeout', %s, true),
        set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)
"""

P = ParamSpec("P")
T = TypeVar("T")
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="search")


async def beside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Raises Refused. Work that no thread has begun when its caller is gone is dropped."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(PATIENCE):
            return await loop.run_in_executor(_pool, lambda: _connected(work, *args, **kwargs))
    except TimeoutError as error:
        raise _too_long() from error


def _connected(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Says nothing of how the database is (`tickets.database`): a search that is too dear is no sign."""
    began = time.monotonic()
    try:
        with bounded(LONGEST):
            return work(*args, **kwargs)
    except OUT_OF_REACH as error:
        late = time.monotonic() - began >= LONGEST
        log.warning("a search failed after %.1f s: %s", time.monotonic() - began, error)
        raise _too_long() if late or words(error) is not AWAY else unavailable() from error
    finally:
        close_old_connections()


def _too_long() -> Refused:
    return unavailable("The search took too long. More words, or a day, make it quicker.")


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """The database itself ends what takes longer."""
    if connection.vendor != "sqlite":
        with atomic(), connection.cursor() as cursor:
            cursor.execute(_BOUNDS, [str(int(seconds * 1000))])
            yield
        return
    end = time.monotonic() + seconds
    connection.ensure_connection()
    sqlite: Any = connection.connection
    sqlite.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    finally:
        sqlite.set_progress_handler(None, 0)
