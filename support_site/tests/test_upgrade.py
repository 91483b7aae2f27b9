"""Before a database of an earlier version is changed, there is a backup of it."""

import io
import itertools
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from support_site import upgrade
from support_site.server import __main__ as server
from support_site.server import garbage
from tests.seated import feature
from tickets import migrating, schema
from tickets.progress import Progress

pytestmark = pytest.mark.django_db(transaction=True)
LAST, HALF = ("people", "0003_invitation"), ("people", "0002_used_codes")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> list[str]:
    """What was done, in order; the migration is named and not made."""
    if "backup" not in settings.FEATURES:
        pytest.skip("without the feature backup")
    done: list[str] = []
    settings.BACKUPS_DIR = tmp_path / "backups"
    monkeypatch.setattr(
        migrating, "bring_up_to_date", lambda _: done.append(f"migrated {len(backups(tmp_path))}")
    )
    return done


@pytest.fixture
def older() -> None:
    MigrationRecorder(connection).record_unapplied(*LAST)


@pytest.fixture(autouse=True)
def up_to_date() -> object:
    yield
    if schema.missing(schema.applied()):
        MigrationRecorder(connection).record_applied(*LAST)


def backups(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*.holdfast"))


def tables(backup: Path) -> set[str]:
    reader = feature("backup", "archive").Reader
    return {table["name"] for table in reader(backup).manifest["tables"]}


def run() -> str:
    stream = io.StringIO()
    upgrade.bring_up_to_date(Progress(stream))
    return stream.getvalue()


def test_it_is_there_before_anything_is_changed_and_is_whole(
    steps: list[str], older: None, tmp_path: Path
) -> None:
    said = run()
    assert steps == ["migrated 1"]
    [backup] = backups(tmp_path)
    assert str(backup) in said.splitlines()[0]
    call_command("check_backup", backup, stdout=(checked := io.StringIO()))
    assert "without files" in checked.getvalue()
    assert "people_invitation" not in tables(backup), "as the database is, not as the code would have it"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700


def test_three_are_kept(steps: list[str], older: None, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    for name in ("before-20200101T000000.holdfast", "before-20200102T000000.holdfast", "own.holdfast"):
        (tmp_path / "backups" / name).touch()
    (tmp_path / "backups" / "before-20200103T000000.holdfast.part").touch()
    (tmp_path / "backups" / "before-20200103T000000.holdfast").touch()
    run()
    kept = [path.name for path in backups(tmp_path)]
    assert kept[:2] == ["before-20200102T000000.holdfast", "before-20200103T000000.holdfast"]
    assert len(kept) == 4
    assert kept[3] == "own.holdfast", "what it didn't make is somebody else's"
    assert not list((tmp_path / "backups").glob("*.part"))


def test_an_upgrade_that_stands_half_way_keeps_the_backup_from_before_it(
    steps: list[str], older: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it is tried again: it is the only one that the former release can read."""

    def fails(_: Progress) -> None:
        if HALF not in schema.applied():
            MigrationRecorder(connection).record_applied(*HALF)  # the first of two is through
        raise OperationalError("canceling statement due to lock timeout")

    times = itertools.count(1)

    class Clock:
        @staticmethod
        def now(_: object) -> datetime:
            return datetime(2026, 1, next(times), tzinfo=UTC)

    monkeypatch.setattr(upgrade, "datetime", Clock)
    MigrationRecorder(connection).record_unapplied(*HALF)
    through = migrating.bring_up_to_date
    monkeypatch.setattr(migrating, "bring_up_to_date", fails)
    for _ in range(6):
        with pytest.raises(OperationalError):
            run()
    days = [path.name[13:15] for path in backups(tmp_path)]
    assert days == ["01", "04", "05", "06"]
    monkeypatch.setattr(migrating, "bring_up_to_date", through)
    run()
    MigrationRecorder(connection).record_unapplied(*LAST)
    run()
    assert [path.name[13:15] for path in backups(tmp_path)] == ["06", "07", "08"], (
        "and when it is through, no more"
    )


def test_one_that_was_killed_while_it_noted_its_backup_goes_on(
    steps: list[str], older: None, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / upgrade.UNFINISHED).touch()
    run()
    assert steps == ["migrated 1"]
    assert not (tmp_path / "backups" / upgrade.UNFINISHED).exists()


def test_there_is_none_where_nothing_is_to_be_migrated(steps: list[str], tmp_path: Path) -> None:
    assert run() == ""
    assert steps == ["migrated 0"]


def test_there_is_none_of_an_empty_database(
    steps: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "applied", set)
    assert run() == ""
    assert steps == ["migrated 0"]


def test_one_that_fails_ends_it_before_anything_is_changed(
    steps: list[str], older: None, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "backups").touch()
    with pytest.raises(SystemExit, match=r"^Nothing was migrated: .*BACKUP_BEFORE_MIGRATING=off") as ended:
        run()
    assert "\n" not in str(ended.value)
    assert steps == []
    settings.BACKUP_BEFORE_MIGRATING = False
    run()
    assert steps == ["migrated 0"]


def test_the_web_process_serves_no_other_version(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Nor does any other: tickets/tests/test_schema.py."""
    served: list[object] = []

    class Server:
        @staticmethod
        def serve(*_: object) -> bool:
            served.append(1)
            return False

    monkeypatch.setattr(server, "import_module", lambda _: Server)
    monkeypatch.setattr(garbage, "collect_seldom", lambda: None)
    listener = io.StringIO()
    server.serve(listener)  # type: ignore[arg-type]
    has = schema.applied()
    newer, older = has | {("tickets", "0099_of_tomorrow")}, has - {LAST}
    for other, words in ((newer, "of a newer version"), (older, "of an older version")):
        monkeypatch.setattr(schema, "applied", lambda *_, other=other: other)
        with pytest.raises(SystemExit, match=words):
            server.serve(listener)  # type: ignore[arg-type]
    assert served == [1]
