"""All tables as of one moment, while people go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model
from django.db.transaction import atomic


@contextmanager
def at_one_moment() -> Iterator[None]:
    """A transaction that only reads: on SQLite beside its writer, by the write-ahead log."""
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    mode = getattr(wrapper, "transaction_mode", None)
    if connection.vendor == "sqlite":
        wrapper.transaction_mode = "DEFERRED"
    try:
        with atomic():
            if connection.vendor == "postgresql":
                _only_read()
            yield
    finally:
        if connection.vendor == "sqlite":
            wrapper.transaction_mode = mode


def _only_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # the disk may be slow


def kept() -> list[type[Model]]:
    """Every table but those whose app says how they are made anew: `rebuilt_by`, the name of a command that
    does it, as an attribute of its AppConfig. That is the seam for tables that hold nothing of their own.

    As the migrations that have run made them: before an upgrade the models of the code are others."""
    models = as_migrated().get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy and not _made(model)]


def as_migrated() -> Any:
    """Like `django.apps.apps`."""
    executor: Any = MigrationExecutor(connection)
    return executor._create_project_state(with_applied_migrations=True).apps


def _made(model: type[Model]) -> bool:
    return bool(getattr(apps.get_app_config(model._meta.app_label), "rebuilt_by", ""))


def rebuilding() -> list[str]:
    """The commands."""
    commands = (getattr(app, "rebuilt_by", "") for app in apps.get_app_configs())
    return [command for command in commands if command]


def fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.local_concrete_fields)
