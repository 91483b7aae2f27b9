"""After rows were changed: what they said before is wiped from the database's files, as far as it lets us.

SQLite overwrites what is deleted (`secure_delete`, support_site/settings.py), its write-ahead log is cut, and
the index of the search, whose old parts are kept until they are merged, is merged in steps. PostgreSQL takes
away what nobody can read any more (VACUUM); its write-ahead log goes with its own turns.
"""

from typing import Final

from django.apps import apps
from django.db import connection

from tickets.database import statement

STEP: Final = 200  # pages in a transaction
INDEXES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"


def scrub() -> None:
    if connection.vendor == "postgresql":
        _vacuum()
        return
    for name in _indexes():
        _merge(name)
    cut_log()


def cut_log() -> None:
    """Once no reader needs it: else with its next turn."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()


def _indexes() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        return [name for (name,) in cursor.fetchall()]


def _merge(index: str) -> None:
    """Into one part, in which nothing is that was deleted: in steps, between which others write."""
    most = -STEP
    while True:
        with statement(), connection.cursor() as cursor:
            before = connection.connection.total_changes
            cursor.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', %s)", [most])  # noqa: S608
            if most > 0 and connection.connection.total_changes - before < 2:  # noqa: PLR2004  # as SQLite says
                return
        most = STEP


def _vacuum() -> None:
    """Not within a transaction; as who owns the tables."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(table)}")
        cursor.execute("VACUUM pg_catalog.pg_statistic")  # which has had some values as a whole
