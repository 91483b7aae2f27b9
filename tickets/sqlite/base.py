"""Django's backend for SQLite, which connects to no other file than the one this process began with, and
tells a damaged file like any other that can't be used."""

import sqlite3
from functools import cached_property
from types import TracebackType
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.utils import DatabaseErrorWrapper

from tickets.sqlite import file

DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
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
