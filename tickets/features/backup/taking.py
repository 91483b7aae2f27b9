"""Takes a backup: first the tables, as of one moment, then the files, which never change."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils import timezone

from tickets.features.backup import archive, checking, columns, keys, snapshot
from tickets.features.backup.archive import Manifest, Reader, Unusable, Writer
from tickets.progress import Progress

ROWS_AT_ONCE: Final = 2_000


def take(path: Path, progress: Progress, *, files: bool = True) -> Reader:
    """Into a file that isn't there yet; it has its name once it was read back whole. Raises Unusable."""
    if path.exists():
        raise Unusable(f"{path} is there already: nothing is written over.")
    with archive.written(path) as file, Writer(file) as writer:
        with snapshot.at_one_moment():
            about = _tables(writer, progress)
        if files:
            _files(writer, progress)
        keys.put(writer)
        writer.finish(about | {"files": files})
        file.flush()
        return checking.check(archive.beside(path), progress)


def _tables(writer: Writer, progress: Progress) -> Manifest:
    return {
        "taken_at": timezone.now().isoformat(timespec="seconds"),
        "release": settings.RELEASE,
        "database": connection.vendor,
        "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
        "tables": [_table(writer, model, progress) for model in snapshot.kept()],
    }


def _table(writer: Writer, model: type[Model], progress: Progress) -> dict[str, Any]:
    name, fields = model._meta.db_table, snapshot.fields(model)
    kinds = [columns.kind_of(field) for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    total, done = rows.count(), 0
    with writer.member(f"{archive.TABLES}{name}.jsonl") as out:
        turns = [columns.TO_ARCHIVE[kind] for kind in kinds]
        for some in _in_batches(rows.iterator(chunk_size=ROWS_AT_ONCE)):
            lines = (json.dumps(columns.turned(row, turns), separators=(",", ":")) for row in some)
            out.write(("\n".join(lines) + "\n").encode())
            done += len(some)
            progress.of(name, done, total)
    described = [[field.column, kind] for field, kind in zip(fields, kinds, strict=True)]
    return {"name": name, "columns": described, "rows": done}


def _in_batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


# — files —


def _files(writer: Writer, progress: Progress) -> None:
    """Those that are still arriving first: what is stored meanwhile is found there."""
    folder = settings.FILES_DIR / "parts"
    parts = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    _copy(writer, archive.PARTS, parts, lambda name: (folder / name).open("rb"), progress)
    storage = storages["files"]
    _copy(writer, archive.STORED, sorted(_stored(storage)), storage.open, progress)


def _stored(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _stored(storage, f"{folder}{name}/")


def _copy(
    writer: Writer, into: str, names: list[str], opened: Callable[[str], IO[bytes]], progress: Progress
) -> None:
    for number, name in enumerate(names):
        try:
            file = opened(name)
        except FileNotFoundError:  # deleted, or stored, since it was listed
            continue
        with file, writer.member(f"{into}{name}", packed=False) as out:
            while piece := file.read(archive.PIECE):
                out.write(piece)
        progress.of("files", number + 1, len(names))
