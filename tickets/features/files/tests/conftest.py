"""A folder for each test's files, and what pages do with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from support_site import stored_files
from tickets.features.files import disk, uploads
from tickets.features.files.models import File
from tickets.jobs import table
from tickets.people.access import Seat

Uploads = Callable[..., File]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "stored")}
    return tmp_path


@pytest.fixture
def uploads_a_file() -> Uploads:
    """In one chunk, complete."""

    def upload(seat: Seat, data: bytes = b"Hello", name: str = "hello.txt", id: UUID | None = None) -> File:
        file = uploads.begin(seat, id or uuid4(), name, len(data), "192.0.2.1")
        disk.append(file.place, 0, data, file.size)
        return uploads.complete(file)

    return upload


def run_jobs() -> None:
    """Those of files that are due, and what they leave behind."""
    while jobs := table.claim(["file", "file-gone", "file-unsent"], 10):
        for job in jobs:
            table.carry_out(job)


def stored(folder: Path) -> dict[str, bytes]:
    """All that is kept of files, by variant."""
    return {path.name: path.read_bytes() for path in (folder / "stored").rglob("*") if path.is_file()}


def code_of(refused: Any) -> str:
    code: str = refused.value.code
    return code
