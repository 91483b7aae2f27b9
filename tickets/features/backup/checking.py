"""Reads an archive to its end: whether each row and each byte is as it was written."""

from pathlib import Path
from typing import Final

from tickets.features.backup import keys
from tickets.features.backup.archive import TABLES, Hashed, Reader, Unusable
from tickets.progress import Progress

EACH: Final = 10_000  # rows: the clock is looked at


def check(path: Path, progress: Progress) -> Reader:
    """Raises Unusable."""
    reader = Reader(path)
    total, done = sum(table["rows"] for table in reader.manifest["tables"]), 0
    rows = {f"{TABLES}{table['name']}.jsonl": table["rows"] for table in reader.manifest["tables"]}
    for name in reader.members:
        with reader.member(name) as member:
            if name in rows:
                found = _lines(member, progress, done, total)
                done += found
                if found != rows.pop(name):
                    raise Unusable(f"{path} is damaged: {name} hasn't as many rows as were written.")
            else:
                for _ in member.pieces():
                    pass
    if rows:
        raise Unusable(f"{path} is damaged: {min(rows)} is missing.")
    return reader


def _lines(member: Hashed, progress: Progress, done: int, total: int) -> int:
    found = 0
    for found, _ in enumerate(member.lines(), 1):
        if found % EACH == 0:
            progress.of("rows read back", done + found, total)
    return found


def in_words(reader: Reader) -> str:
    about = reader.manifest
    rows = sum(table["rows"] for table in about["tables"])
    files = f" and {len(reader.within('files/')):,} files" if has_files(reader) else ", without files"
    tables = f"{rows:,} rows of {len(about['tables'])} tables"
    sealed = ", with the secret key, sealed" if keys.in_it(reader) else ""
    return f"{tables}{files}{sealed}, of {about['taken_at']} ({about['database']})"


def has_files(reader: Reader) -> bool:
    """Not where the database alone was taken."""
    return bool(reader.manifest.get("files", True))
