"""The database as a new desk has it: made once in a test process, and copied for each further desk.

That `prepare` makes it is told by the stories of `make run`.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import psycopg
from psycopg.sql import SQL, Identifier

FILE: Final = "holdfast.sqlite3"
SERVES_ALL: Final = "postgres"  # the database that is there to make others from


class Kind(NamedTuple):
    """Desks of one kind begin alike."""

    code: Path
    settings: str
    static_root: str
    password: str
    server: str | None  # of PostgreSQL, or none: a file


_files: dict[Kind, bytes] = {}
_templates: dict[Kind, str] = {}


def kind_of(code: Path, variables: Mapping[str, str]) -> Kind:
    url = variables.get("DATABASE_URL")
    return Kind(
        code,
        variables.get("DJANGO_SETTINGS_MODULE", ""),
        variables["STATIC_ROOT"],
        variables["AGENT_PASSWORD"],
        _at(url, SERVES_ALL) if url else None,
    )


def copied(code: Path, variables: Mapping[str, str]) -> bool:
    """Whether there was one to copy."""
    kind = kind_of(code, variables)
    if kind in _files:
        (Path(variables["DATA_DIR"]) / FILE).write_bytes(_files[kind])
    elif kind in _templates:
        _copy(variables["DATABASE_URL"], _named(variables["DATABASE_URL"]), _templates[kind])
    return kind in _files or kind in _templates


def keep(code: Path, variables: Mapping[str, str]) -> None:
    """What was just prepared."""
    kind = kind_of(code, variables)
    if kind.server:
        template = f"prepared_{len(_templates)}"
        _copy(variables["DATABASE_URL"], template, _named(variables["DATABASE_URL"]))
        _templates[kind] = template
    else:
        with closing(sqlite3.connect(Path(variables["DATA_DIR"]) / FILE)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _files[kind] = (Path(variables["DATA_DIR"]) / FILE).read_bytes()


def _copy(server: str, into: str, template: str) -> None:
    with psycopg.connect(_at(server, SERVES_ALL), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(into)))
        make = SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(Identifier(into), Identifier(template)))


def _at(url: str, database: str) -> str:
    place, _, rest = url.partition("?")
    return f"{place.rpartition('/')[0]}/{database}?{rest}"


def _named(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
