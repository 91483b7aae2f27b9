"""Many rows at once: indexes and keys, a table's own and those to others, are made in the end, for all rows
together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

SORTING: Final = "256MB"  # for an index of a million rows; the default sorts on disk

# What is to be dropped, and what makes it again. Keys to other tables (f) stand on those tables' own (p, u).
_KEYS: Final = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s',
                  conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype IN ('f', 'p', 'u') AND connamespace = current_schema()::regnamespace
    ORDER BY contype = 'f' DESC, oid
"""
_INDEXES: Final = """
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def looked_at_in_the_end(connection: Any) -> Iterator[None]:
    """On PostgreSQL within its one transaction: a key that is checked row by row takes as long as the row."""
    if connection.vendor == "sqlite":
        yield
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        keys, indexes = _taken_away(cursor, _KEYS), _taken_away(cursor, _INDEXES)
        yield
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{SORTING}'")
        for make in (*indexes, *reversed(keys)):
            cursor.execute(make)


def _taken_away(cursor: Any, which: str) -> list[str]:
    cursor.execute(which)
    found = cursor.fetchall()
    for drop, _ in found:
        cursor.execute(drop)
    return [make for _, make in found]
