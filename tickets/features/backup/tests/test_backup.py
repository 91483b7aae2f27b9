"""What is taken is what is there, all of it as of one moment; and what comes of it is the same again."""

import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.transaction import atomic
from pytest_django import Settings

from tests.seated import bodies, says
from tickets.features.backup import archive, bulk, columns, keys, restoring, snapshot, taking
from tickets.features.backup.archive import Reader, Unusable
from tickets.features.backup.tests.conftest import Elsewhere, content, quiet
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_restored_it_is_the_same_to_the_last_byte(
    desk: Seat, elsewhere: Elsewhere, tmp_path: Path, settings: Settings
) -> None:
    backup, told = tmp_path / "backup", StringIO()
    call_command("backup", backup, stdout=told)
    call_command("check_backup", backup, stdout=told)
    taken, said = Reader(backup), bodies(desk)
    with elsewhere(tmp_path / "new" / "desk.sqlite3"):
        call_command("restore", backup, stdout=told)
        again = taking.take(tmp_path / "again", quiet())
        assert bodies(desk) == said
        assert (settings.FILES_DIR / "parts" / "0f").read_bytes() == b"half of"
        written = says(desk, "And on.")
        assert written.seq == len(said) + 1
        made = User.objects.create_user("new")
        assert made.pk > max(User.objects.exclude(pk=made.pk).values_list("pk", flat=True))
    assert content(again) == content(taken)
    assert backup.stat().st_mode & 0o777 == 0o600
    rows = sum(table["rows"] for table in taken.manifest["tables"])
    assert told.getvalue().count(f"{rows:,} rows of") == 3
    assert told.getvalue().count("and 2 files") == 3
    assert ("reindex" in told.getvalue()) == bool(snapshot.rebuilding())


def test_the_secret_key_goes_with_it_sealed_by_a_passphrase(
    desk: Seat, elsewhere: Elsewhere, tmp_path: Path, settings: Settings
) -> None:
    key, told = settings.SECRET_KEY, StringIO()
    settings.BACKUP_PASSPHRASE = "correct horse battery"
    backup = tmp_path / "backup"
    taking.take(backup, quiet())
    assert key.encode() not in backup.read_bytes()
    settings.SECRET_KEY, settings.DATA_DIR = "another" * 9, tmp_path
    reader = Reader(backup)
    settings.BACKUP_PASSPHRASE = "wrong"
    with elsewhere(tmp_path / "new" / "desk.sqlite3"):
        with pytest.raises(CommandError, match=r"^BACKUP_PASSPHRASE is another one [^\n]*$"):
            call_command("restore", backup, stdout=StringIO())
        assert not (tmp_path / "new" / "desk.sqlite3").exists()
        settings.BACKUP_PASSPHRASE = "correct horse battery"
        call_command("restore", backup, stdout=told)
    kept = tmp_path / "secret_key.old"
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == (key, 0o600)
    assert "with the secret key, sealed" in told.getvalue()
    assert "secret_key.old in DATA_DIR: give it in SECRET_KEY_FALLBACKS" in told.getvalue()
    assert not keys.are_read()
    (tmp_path / "secret_key").write_text(settings.SECRET_KEY)
    assert keys.are_read(), "where the key isn't a variable"
    settings.SECRET_KEY_FALLBACKS = [key]
    assert keys.of(reader) == [], "it is known by now"
    settings.BACKUP_PASSPHRASE, settings.SECRET_KEY_FALLBACKS = "", []
    assert keys.of(reader) == []


def test_who_has_something_to_do_is_told_before_anybody_sees_it(
    backup: Path, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, seen = tmp_path / "new" / "desk.sqlite3", []
    own = apps.get_app_config("backup")
    told = lambda _: seen.append((new.exists(), Ticket.objects.count()))  # noqa: E731
    monkeypatch.setattr(own, "restored", told, raising=False)
    with elsewhere(new):
        restoring.restore(backup, quiet())
    assert seen == [(False, 1)]


def test_every_table_is_in_it_but_what_is_made_anew(backup: Path) -> None:
    tables = {table["name"] for table in Reader(backup).manifest["tables"]}
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    derived = {
        model._meta.db_table
        for app in apps.get_app_configs()
        if hasattr(app, "rebuilt_by")
        for model in app.get_models()
    }
    assert tables == every - derived


def test_there_is_a_way_for_every_type_of_column() -> None:
    kinds = {columns.kind_of(field) for model in snapshot.kept() for field in snapshot.fields(model)}
    for ways in (columns.TO_ARCHIVE, *columns.FROM_ARCHIVE.values()):
        assert kinds <= ways.keys()


def test_it_is_of_one_moment_whoever_writes_meanwhile(
    desk: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer isn't held up, and what was written since is in no table of it."""
    said = bodies(desk)
    table = taking._table

    def table_after_a_message(writer: Any, model: Any, progress: Any) -> Any:
        if model._meta.db_table == Event._meta.db_table:  # the ticket has been read
            with ThreadPoolExecutor(1) as thread:
                thread.submit(says, desk, "Meanwhile.").result(20)
                thread.submit(connections.close_all).result(20)
        return table(writer, model, progress)

    monkeypatch.setattr(taking, "_table", table_after_a_message)
    taken = taking.take(tmp_path / "backup", quiet())
    events = [json.loads(line) for line in lines(tmp_path / "backup", "tickets_event")]
    assert len(events) == len(said) + 1, "with the note"
    assert bodies(desk) == [*said, "Meanwhile."]
    [ticket] = [t for t in taken.manifest["tables"] if t["name"] == "tickets_event"]
    assert ticket["rows"] == Event.objects.count() - 1


def lines(path: Path, table: str) -> list[bytes]:
    with Reader(path).member(f"tables/{table}.jsonl") as member:
        return list(member.lines())


def test_nothing_is_written_over(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(Unusable, match="is there already"):
        taking.take(backup, quiet())
    assert backup.read_bytes() == before


def test_one_that_could_not_be_finished_leaves_nothing(
    desk: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking, "_files", full)
    with pytest.raises(CommandError, match=r"^\S+ was not written: No space left on device$"):
        call_command("backup", tmp_path / "backup")
    assert not list(tmp_path.glob("backup*"))


# — what is no backup, or not for here —


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_byte_changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(bytes(range(200)))] ^= 1
    path.write_bytes(data)


def foreign(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("hello", "world")


def no_archive(path: Path) -> None:
    path.write_bytes(b"PGDMP")


def told_otherwise(change: Any) -> Any:
    """A manifest that says something else, and is sealed."""

    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as former:
            members = {name: former.read(name) for name in former.namelist()}
        manifest = json.loads(members.pop("manifest.json"))
        change(manifest, members)
        text = json.dumps(manifest).encode()
        with zipfile.ZipFile(path, "w") as made:
            for name, data in members.items():
                made.writestr(name, data)
            made.writestr("manifest.json", text)
            made.comment = archive._seal(text)

    return rewrite


def newer(manifest: Any, _: Any) -> None:
    manifest["format"] += 1


def of_a_later_schema(manifest: Any, _: Any) -> None:
    manifest["migrations"].append(["tickets", "0099_of_tomorrow"])


def a_row_less(manifest: Any, _: Any) -> None:
    manifest["tables"][0]["rows"] += 1


def other_bytes(_: Any, members: Any) -> None:
    [name] = [name for name in members if name.startswith("files/stored/")]
    members[name] = members[name][:-1]


def without_a_table(manifest: Any, members: Any) -> None:
    del manifest["members"]["tables/tickets_event.jsonl"], members["tables/tickets_event.jsonl"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut, "was cut off"),
        (a_byte_changed, "is damaged: files/stored/"),
        (foreign, "is no backup of Holdfast"),
        (no_archive, "is no backup of Holdfast"),
        (Path.unlink, "can't be read: No such file"),
        (told_otherwise(other_bytes), "isn't as it was written"),
        (told_otherwise(newer), "by a newer version"),
        (told_otherwise(a_row_less), "hasn't as many rows"),
        (told_otherwise(without_a_table), "is missing"),
    ],
)
def test_what_is_no_whole_backup_is_told_in_one_line_and_nothing_happens(
    backup: Path, elsewhere: Elsewhere, tmp_path: Path, spoil: Any, said: str
) -> None:
    spoil(backup)
    new = tmp_path / "new" / "desk.sqlite3"
    with elsewhere(new):
        for command in ("check_backup", "restore"):
            with pytest.raises(CommandError, match=said) as refused:
                call_command(command, backup, stdout=StringIO())
            assert "\n" not in str(refused.value)
    assert not new.exists()
    assert not (tmp_path / "new" / "desk-files" / "stored").exists()


def test_a_schema_that_this_version_does_not_know(backup: Path, elsewhere: Elsewhere, tmp_path: Path) -> None:
    told_otherwise(of_a_later_schema)(backup)
    new = tmp_path / "new" / "desk.sqlite3"
    with elsewhere(new), pytest.raises(CommandError, match=r"doesn't know \(tickets.0099_of_tomorrow\)"):
        call_command("restore", backup, stdout=StringIO())
    assert not list(new.parent.glob("*.sqlite3*"))


def of_before_canned_replies(manifest: Any, members: Any) -> None:
    manifest["migrations"] = [one for one in manifest["migrations"] if one[0] != "canned"]
    tables = {"canned_cannedreply", "canned_replyfile"}
    manifest["tables"] = [one for one in manifest["tables"] if one["name"] not in tables]
    for table in tables:
        del manifest["members"][f"tables/{table}.jsonl"], members[f"tables/{table}.jsonl"]


def test_one_of_an_earlier_version_is_brought_up_to_date(
    backup: Path, desk: Seat, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    if not apps.is_installed("tickets.features.canned"):
        pytest.skip("without the feature canned")
    told_otherwise(of_before_canned_replies)(backup)
    said = bodies(desk)
    with elsewhere(tmp_path / "new" / "desk.sqlite3") as there:
        restoring.restore(backup, quiet())
        assert bodies(desk) == said
        assert "canned_cannedreply" in there.introspection.table_names()


def test_what_is_not_empty_stays_as_it_is(backup: Path, desk: Seat) -> None:
    said = bodies(desk)
    with pytest.raises(CommandError, match=r"^The database .*is not empty: .*writes over nothing\.$"):
        call_command("restore", backup, stdout=StringIO())
    assert bodies(desk) == said


def test_a_restore_that_fails_leaves_nothing(
    backup: Path, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: Any, *_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE half (id integer)")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_schema", full)
    new = tmp_path / "new" / "desk.sqlite3"
    with elsewhere(new), pytest.raises(CommandError, match="Nothing was restored: No space left"):
        call_command("restore", backup, stdout=StringIO())
    assert not list(new.parent.glob("*.sqlite3*"))


def test_a_row_that_names_another_that_is_not_there(desk: Seat, elsewhere: Elsewhere, tmp_path: Path) -> None:
    """Of a database that was meddled with."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            pytest.skip("lets nobody do that")
        cursor.execute("DELETE FROM tickets_contact")
    taking.take(tmp_path / "backup", quiet())
    new = tmp_path / "new" / "desk.sqlite3"
    with elsewhere(new), pytest.raises(CommandError, match="Nothing was restored: The row in table"):
        call_command("restore", tmp_path / "backup", stdout=StringIO())
    assert not list(new.parent.glob("*.sqlite3*"))
    Ticket.objects.all().delete()


CAST = re.compile(r"[()]|::[a-z ]+(\[\])?")  # which the database writes otherwise the second time


def schema_of_postgresql() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
            UNION ALL
            SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
        """)
        return {(table, name, CAST.sub("", made)) for table, name, made in cursor.fetchall()}


def test_indexes_and_keys_come_back_as_they_were() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps them, and looks at keys in the end")
    before = schema_of_postgresql()
    with atomic(), bulk.looked_at_in_the_end(connection):
        meanwhile = schema_of_postgresql()
        assert not [one for one in meanwhile if one[2].startswith(("CREATE", "FOREIGN", "PRIMARY", "UNIQUE"))]
    assert schema_of_postgresql() == before
