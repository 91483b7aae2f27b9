"""What is kept of each file, by Django's storage API: `original`, and a picture's `thumbnail`."""

from pathlib import Path
from typing import Final

from django.core.files import File as Content
from django.core.files.storage import Storage, storages

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


def forget(place: str) -> None:
    for variant in VARIANTS:
        stored().delete(name_of(place, variant))
