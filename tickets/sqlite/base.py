"""Django's backend for SQLite, which connects to no other file than the one this process began with."""

from typing import Any

from django.db.backends.sqlite3 import base

from tickets.sqlite import file


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        file.hold_still(self)
        connection = super().get_new_connection(conn_params)
        file.watch(self)
        return connection
