"""Code serves a database of its own version, and one that its neighbours' release has changed with care."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import DatabaseError, connection, migrations
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from tickets import schema

SERVING = [name for name in ("heartbeat", "jobs", "mail") if name in get_commands()]
HAS = {("tickets", "0001_initial"), ("tickets", "0002_beside")}


@pytest.fixture(autouse=True)
def what_the_code_has(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "django_db" not in request.keywords:
        monkeypatch.setattr(schema, "ours", lambda: HAS)


@pytest.mark.parametrize(
    ("name", "goes_on"),
    [
        ("0003_expand_with_a_column", True),
        ("0003_contract_after_0002_a_column", True),
        ("0003_contract_after_0002", True),
        ("0004_contract_after_0003_a_column", False),
        ("0003_of_tomorrow", False),
        ("0003_expanded", False),
    ],
)
def test_beside_a_newer_release_code_goes_on_where_the_migration_says_so(name: str, goes_on: bool) -> None:
    assert schema.beyond(HAS | {("tickets", name)}) == ([] if goes_on else [("tickets", name)])
    assert schema.unknown(HAS | {("tickets", name)}) == [("tickets", name)]


def test_a_feature_that_was_taken_away_has_left_its_tables() -> None:
    assert schema.unknown(HAS | {("gone", "0001_initial")}) == []


def test_what_is_missing() -> None:
    assert schema.missing(HAS) == []
    assert schema.missing(set()) == sorted(HAS)


@pytest.mark.django_db
def test_names_of_files_are_the_migrations_that_django_finds() -> None:
    assert schema.applied() == schema.ours() == set(MigrationRecorder(connection).applied_migrations())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", SERVING)
def test_no_process_serves_a_database_of_another_version(
    command: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """The web process: support_site/tests/test_upgrade.py."""
    settings.SMTP_LISTEN = ("127.0.0.1", 1)
    has, first = schema.applied(), ("people", "0001_initial")
    for other, words in (
        (has | {("tickets", "0099_of_tomorrow")}, "a newer version (tickets.0099_of_tomorrow is not ours)"),
        (has - {first}, "an older version (people.0001_initial is missing)"),
        (set(), "an older version"),
    ):
        monkeypatch.setattr(schema, "applied", lambda *_, other=other: other)
        with pytest.raises(SystemExit, match=re.escape(words)) as refused:
            call_command(command)
        assert "\n" not in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    schema.must_serve()

    def away(*_: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(schema, "applied", away)
    schema.must_serve()


# What a release that is there already can live beside. A column without a default of the database's own
# that may not be empty is none: the older release writes rows without it.
EXPANDING = (migrations.AddIndex, migrations.CreateModel, migrations.RunPython, migrations.RunSQL)


def expands(operation: object) -> bool:
    if isinstance(operation, migrations.AddField):
        field = operation.field
        return bool(field.null or field.many_to_many or field.has_db_default())
    return isinstance(operation, EXPANDING)


def ours_by_name() -> list[tuple[str, str]]:
    return [
        (app.name, path.stem)
        for app in apps.get_app_configs()
        if app.name.startswith("tickets")
        for path in (Path(app.path) / "migrations").glob("0*.py")
    ]


def test_a_migration_that_says_that_it_expands_does_nothing_else() -> None:
    for app, name in ours_by_name():
        if schema.EXPANDS.match(name):
            migration = import_module(f"{app}.migrations.{name}").Migration
            assert all(expands(operation) for operation in migration.operations), f"{app}.{name}"
