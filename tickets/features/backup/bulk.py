"""Many rows at once: indexes, and keys to other tables, are made in the end, for all of them together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

# What is to be dropped, and what makes it again.
_KEYS: Final = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s',
                  conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
_INDEXES: Final = """
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace AND NOT indisprimary
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
        for make in (*indexes, *keys):
            cursor.execute(make)


def _taken_away(cursor: Any, which: str) -> list[str]:
    cursor.execute(which)
    found = cursor.fetchall()
    for drop, _ in found:
        cursor.execute(drop)
    return [make for _, make in found]
