"""Makes a database and its files of an archive.

The schema is made as it was when the archive was, filled column by column as the archive names them, and
then brought up to date: so an archive of any earlier version will do.
"""

import itertools
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.core.management.color import no_style
from django.db.migrations.executor import MigrationExecutor
from django.db.transaction import atomic

from tickets import migrating
from tickets.features.backup import archive, bulk, checking, columns, keys, target
from tickets.features.backup.archive import Reader, Unusable
from tickets.progress import Progress

ROWS_AT_ONCE: Final = 5_000

Table = dict[str, Any]


def restore(path: Path, progress: Progress) -> Reader:
    """Raises Unusable: then nothing was done."""
    reader = checking.check(path, progress)
    former = keys.of(reader)
    with target.filled() as connection:
        _schema(connection, reader, path)
        _rows(connection, reader, progress)
        migrating.bring_up_to_date(progress)
        _continue_numbers(connection)
        _files(reader, progress)
        _told(progress)
        keys.keep(former)
    return reader


def _told(progress: Progress) -> None:
    """The seam for who must do something to what was restored before anybody sees it: `restored(say)` of an
    AppConfig."""
    for app in apps.get_app_configs():
        if restored := getattr(app, "restored", None):
            restored(progress.say)


def _schema(connection: Any, reader: Reader, path: Path) -> None:
    """As of then."""
    executor = MigrationExecutor(connection)
    known = executor.loader.graph.node_map
    then = {(app, name) for app, name in reader.manifest["migrations"]}
    if unknown := sorted(f"{app}.{name}" for app, name in then - known.keys()):
        raise Unusable(
            f"{path} is of a version with tables that this one doesn't know ({unknown[0]}): "
            "restore it with that version, or a newer one."
        )
    newest = [one for one in then if not any(later.key in then for later in known[one].children)]
    executor.migrate(newest)


# — rows —


def _rows(connection: Any, reader: Reader, progress: Progress) -> None:
    tables: list[Table] = reader.manifest["tables"]
    connection.disable_constraint_checking()  # of SQLite, row by row
    with atomic(), bulk.looked_at_in_the_end(connection):
        _clear(connection, tables)
        for table in tables:
            with reader.member(f"{archive.TABLES}{table['name']}.jsonl") as member:
                _fill(connection, table, member.lines(), progress)


def _clear(connection: Any, tables: Iterable[Table]) -> None:
    """Of what migrations put there."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table['name'])}")  # noqa: S608


def _fill(connection: Any, table: Table, lines: Iterable[bytes], progress: Progress) -> None:
    turns = [columns.FROM_ARCHIVE[connection.vendor][kind] for _, kind in table["columns"]]
    rows = (columns.turned(json.loads(line), turns) for line in lines)
    done = 0
    with _into(connection, table) as put:
        while some := list(itertools.islice(rows, ROWS_AT_ONCE)):
            put(some)
            done += len(some)
            progress.of(table["name"], done, table["rows"])


@contextmanager
def _into(connection: Any, table: Table) -> Iterator[Any]:
    """A function that takes rows: by COPY, where there is one."""
    quote = connection.ops.quote_name
    named = f"{quote(table['name'])} ({', '.join(quote(column) for column, _ in table['columns'])})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {named} FROM STDIN") as copy:
                yield lambda rows: [copy.write_row(row) for row in rows]
        else:
            places = ", ".join(["%s"] * len(table["columns"]))
            yield lambda rows: cursor.executemany(f"INSERT INTO {named} VALUES ({places})", rows)  # noqa: S608


def _continue_numbers(connection: Any) -> None:
    """SQLite goes on behind the greatest by itself."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


# — files —


def _files(reader: Reader, progress: Progress) -> None:
    stored, parts = reader.within(archive.STORED), reader.within(archive.PARTS)
    for number, name in enumerate(stored):
        with tempfile.TemporaryFile() as file:  # a bucket wants to know how long it is
            _copy(reader, name, file)
            file.seek(0)
            storages["files"].save(name.removeprefix(archive.STORED), File(file))
        progress.of("files", number + 1, len(stored))
    folder = settings.FILES_DIR / "parts"
    if parts:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in parts:
        with (folder / Path(name).name).open("wb") as file:
            _copy(reader, name, file)
            os.fsync(file.fileno())


def _copy(reader: Reader, name: str, file: IO[bytes]) -> None:
    with reader.member(name) as member:
        for piece in member.pieces():
            file.write(piece)
