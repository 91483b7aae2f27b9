"""The empty place that an archive goes into: all of it, or nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import atomic

from tickets.features.backup import archive
from tickets.features.backup.archive import Unusable

# Until it is whole nobody else sees the file, and nothing of it need survive.
NO_JOURNAL: Final = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON"
BESIDE: Final = ("", "-wal", "-shm", "-journal")


@contextmanager
def filled() -> Iterator[Any]:
    """The place that the settings name, as Django's default connection. Raises Unusable: it isn't empty."""
    there = connections[DEFAULT_DB_ALIAS]
    if there.vendor == "sqlite":
        with _new_file(there) as connection:
            yield connection
    else:
        with _new_schema(there) as connection:
            yield connection


@contextmanager
def _new_file(there: Any) -> Iterator[Any]:
    """Beside the one that it is to be, and renamed in the end."""
    path = Path(there.settings_dict["NAME"])
    if path.exists():
        _must_be_empty(there, f"The database {path}")
        there.close()
    new = path.with_name(f"{path.name}.restored")
    _forget(new)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _as_default(there, str(new), init_command=NO_JOURNAL) as connection:
            yield connection
        _to_disk(new)
        _forget(path)
        new.rename(path)
        archive.keep_name(path)
    finally:
        _forget(new)


def _forget(path: Path) -> None:
    for end in BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _new_schema(there: Any) -> Iterator[Any]:
    """In one transaction: PostgreSQL undoes tables as well."""
    _must_be_empty(there, "The database of DATABASE_URL")
    with _as_default(there) as connection, atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield connection


def _must_be_empty(connection: Any, called: str) -> None:
    if connection.introspection.table_names():
        raise Unusable(f"{called} is not empty: a backup goes into a new one, and writes over nothing.")


@contextmanager
def _as_default(there: Any, name: str | None = None, **options: Any) -> Iterator[Any]:
    """Migrations, as everything else, speak to Django's default connection."""
    connection = there.copy()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["NAME"] = name or there.settings_dict["NAME"]
    connection.settings_dict["OPTIONS"] |= options
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield connection
    finally:
        connection.close()
        connections[DEFAULT_DB_ALIAS] = there
