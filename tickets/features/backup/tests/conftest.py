"""A desk with something of everything, and places for backups of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend
from pytest_django import Settings

from support_site import stored_files
from support_site.settings import SQLITE
from tests.seated import notes, says
from tickets.features.backup import taking
from tickets.features.backup.archive import Reader
from tickets.people.access import Seat
from tickets.progress import Progress

Elsewhere = Callable[[Path], AbstractContextManager[Any]]


def quiet() -> Progress:
    return Progress(StringIO())


@pytest.fixture
def desk(carla: Seat, ada: Seat, tmp_path: Path, settings: Settings) -> Seat:
    """Words that are easily lost, and two files, one of which is still arriving."""
    says(carla, 'Zeile\n"zwei"\t\\ \u2028 😀 ﷽')
    notes(ada, "")
    place(settings, tmp_path / "desk")
    stored = settings.FILES_DIR / "stored" / "ab" / "abc"
    stored.mkdir(parents=True)
    (stored / "original").write_bytes(bytes(range(256)) * 3_000)
    (settings.FILES_DIR / "parts").mkdir()
    (settings.FILES_DIR / "parts" / "0f").write_bytes(b"half of")
    return carla


def place(settings: Settings, folder: Path) -> None:
    """Where files are from now on."""
    folder.mkdir(parents=True)
    settings.FILES_DIR = folder
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(folder / "stored")}


@pytest.fixture
def backup(desk: Seat, tmp_path: Path) -> Path:
    path = tmp_path / "desk.holdfast"
    taking.take(path, quiet())
    return path


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Elsewhere:
    """Within it Django's default connection is to a new SQLite file."""

    @contextmanager
    def moved(path: Path) -> Iterator[Any]:
        place(settings, path.parent / f"{path.stem}-files")
        former = connections[DEFAULT_DB_ALIAS]
        about = connections.settings[DEFAULT_DB_ALIAS] | SQLITE | {"NAME": path}
        there = load_backend("tickets.sqlite").DatabaseWrapper(about, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = there
        try:
            yield there
        finally:
            there.close()
            connections[DEFAULT_DB_ALIAS] = former

    return moved


def content(reader: Reader) -> dict[str, str]:
    """Each table's and each file's hash: the same on either database, if all values are."""
    return reader.members
