"""Whether the database is of this version of the code, or near enough, by the names of its migrations.

Two releases run side by side while one takes over from the other, so the older one meets a schema that it
doesn't know. What it may do there is in the name of the migration (CONTRIBUTING.md): beside `0031_expand_…`
it goes on; beside `0032_contract_after_0031_…` if it has 0031; beside any other it doesn't.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final

from django.apps import AppConfig, apps
from django.db import DatabaseError, connection

from tickets.sqlite import file

Name = tuple[str, str]  # app, migration

TABLE: Final = "django_migrations"
EXPANDS: Final = re.compile(r"\d{4}_expand_")
CONTRACTS: Final = re.compile(r"\d{4}_contract_after_(\d{4})(_|$)")


def ours() -> set[Name]:
    """Those that the code has. By the names of their files: to load them takes a process 2 MB."""
    return {(app.label, name) for app in apps.get_app_configs() for name in _names(app)}


def _names(app: AppConfig) -> list[str]:
    modules = iter_modules([str(Path(app.path) / "migrations")])
    return [module.name for module in modules if module.name[0] not in "_~"]


def applied(database: Any = connection) -> set[Name]:
    """Those that the database has: none, if nothing was ever in it."""
    with database.cursor() as cursor:
        if TABLE not in database.introspection.table_names(cursor):
            return set()
        cursor.execute(f"SELECT app, name FROM {TABLE}")  # noqa: S608
        return {(app, name) for app, name in cursor.fetchall()}


def unknown(there: Iterable[Name]) -> list[Name]:
    """Not those of a feature that was taken away: its tables lie there unused."""
    known = ours()
    labels = {app for app, _ in known}
    return sorted(name for name in set(there) - known if name[0] in labels)


def missing(there: Iterable[Name]) -> list[Name]:
    return sorted(ours() - set(there))


def beyond(there: Iterable[Name]) -> list[Name]:
    """What this code may not even run beside."""
    known = ours()
    return [name for name in unknown(there) if not _bearable(name, known)]


def _bearable(name: Name, known: Iterable[Name]) -> bool:
    if EXPANDS.match(name[1]):
        return True
    contracts = CONTRACTS.match(name[1])
    return bool(contracts) and any(
        app == name[0] and own.startswith(f"{contracts[1]}_") for app, own in known if contracts
    )


# — refusing, in one line —


def must_know(there: Iterable[Name]) -> None:
    """Before the schema is changed or copied: a newer one has what this code would lose."""
    if newer := unknown(there):
        raise SystemExit(_newer(newer))


def must_serve() -> None:
    """Before a process serves. While the database is away nobody can know, and it waits as ever."""
    file.serve(connection)
    there = connection.copy()
    there.settings_dict["OPTIONS"].pop("pool", None)  # one connection, once
    try:
        found = applied(there)
    except DatabaseError:
        return
    finally:
        there.close()
    if newer := beyond(found):
        raise SystemExit(_newer(newer))
    if older := missing(found):
        raise SystemExit(
            f"DATABASE_URL: the database is of an older version ({_named(older)} is missing): "
            "first run `python -m support_site.upgrade`."
        )


def _newer(names: list[Name]) -> str:
    return f"DATABASE_URL: the database is of a newer version ({_named(names)} is not ours): run that one."


def _named(names: list[Name]) -> str:
    return ".".join(names[0])
