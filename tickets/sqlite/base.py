"""Django's backend for SQLite, which connects to no other file than the one this process began with, waits
for other writers without long sleeps, and tells a damaged file like any other that can't be used."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.utils import DatabaseErrorWrapper

from tickets.sqlite import file

DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
PATIENCE: Final = 5.0  # seconds, as Python's own
AGAIN: Final = 0.001  # seconds until who found another process writing looks again
PRIMARY: Final = 0xFF  # of an error's code: the rest tells more


class Errors(DatabaseErrorWrapper):
    """Python has no class of its own for damage: it comes as DatabaseError, like a mistake of ours."""

    wrapper: Any

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        code = getattr(error, "sqlite_errorcode", 0)
        if isinstance(error, sqlite3.DatabaseError) and code & PRIMARY in DAMAGED:
            self.wrapper.errors_occurred = True
            raise OperationalError(*error.args).with_traceback(trace) from error
        super().__exit__(kind, error, trace)


class DatabaseWrapper(base.DatabaseWrapper):
    @cached_property
    def wrap_database_errors(self) -> DatabaseErrorWrapper:
        return Errors(self)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        file.hold_still(self)
        connection = super().get_new_connection(conn_params)
        file.watch(self)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        """SQLite's own sleeps grow to a tenth of a second, and whoever comes meanwhile goes first: with
        `manage.py jobs` beside, the median message waited 30 ms for commits of 5."""
        deadline = time.monotonic() + self._patience
        with self._waits(0):
            while not self._begun(wait=time.monotonic() < deadline):
                time.sleep(AGAIN)

    @property
    def _patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("timeout", PATIENCE))

    def _begun(self, *, wait: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs don't know it
        except OperationalError as error:
            if not (wait and _code(error) == sqlite3.SQLITE_BUSY):
                raise
            return False
        return True

    @contextmanager
    def _waits(self, seconds: float) -> Iterator[None]:
        """Within: SQLite itself, for another writer."""
        self.connection.execute(f"PRAGMA busy_timeout = {1000 * seconds:.0f}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {1000 * self._patience:.0f}")


def _code(error: BaseException) -> int:
    return int(getattr(error.__cause__, "sqlite_errorcode", 0)) & PRIMARY
