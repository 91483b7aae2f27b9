"""What is kept of each file, by Django's storage API: `original`, and a picture's `thumbnail`."""

import logging
import secrets
import shutil
from pathlib import Path
from typing import Final

from django.core.files import File as Content
from django.core.files.storage import Storage, storages

from tickets.refusals import unavailable

log = logging.getLogger(__name__)

VARIANTS: Final = ("original", "thumbnail")


def stored() -> Storage:
    return storages["files"]


def name_of(place: str, variant: str) -> str:
    """Always the same: whoever writes it again, after a death in the midst of it, writes over it."""
    return f"{place[:2]}/{place}/{variant}"


def keep(place: str, variant: str, path: Path) -> None:
    with path.open("rb") as file:
        name = stored().save(name_of(place, variant), Content(file))
    if name != name_of(place, variant):
        raise RuntimeError(f"STORAGES['files'] renames instead of writing over: {name}")


def bring_back(place: str, part: Path) -> None:
    """A backup may have what was stored while it was taken, and no longer what it was made of."""
    name = name_of(place, "original")
    if part.exists() or not stored().exists(name):
        return
    coming = part.with_name(f"{place}.{secrets.token_hex(8)}")
    try:
        with stored().open(name) as file, coming.open("xb") as made:
            shutil.copyfileobj(file, made)
        coming.replace(part)
    finally:
        coming.unlink(missing_ok=True)


def size(name: str) -> int:
    """In bytes. Raises Refused: a disk or a bucket may be away, in ways that only its own library knows."""
    try:
        return stored().size(name)
    except Exception as error:
        log.error("a stored file can't be read: %s", error)
        raise unavailable("The file can't be read right now.") from error


def forget(place: str) -> None:
    for variant in VARIANTS:
        stored().delete(name_of(place, variant))
