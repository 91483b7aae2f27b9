"""What is stored is there in full, or as it was before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pytest_django import Settings

from support_site import stored_files
from support_site.files_on_disk import FilesOnDisk

NAME = "ab/abcd/original"


@pytest.fixture
def storage(tmp_path: Path, settings: Settings) -> FilesOnDisk:
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path)}
    stored = storages["files"]
    assert isinstance(stored, FilesOnDisk)
    return stored


class Cut(ContentFile):  # type: ignore[type-arg]
    """Its reader dies in the midst of it."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"Hel"
        raise RuntimeError("cut")


def test_it_is_written_over_under_its_own_name(storage: FilesOnDisk, tmp_path: Path) -> None:
    for content in (b"Hello, Carla", b"Hello"):
        assert storage.save(NAME, ContentFile(content)) == NAME
        assert (tmp_path / NAME).read_bytes() == content
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / NAME).parent.iterdir()] == ["original"]


def test_who_dies_in_the_midst_of_it_has_written_over_nothing(storage: FilesOnDisk, tmp_path: Path) -> None:
    """A job whose lease has run out, say, while the other has made it ready."""
    storage.save(NAME, ContentFile(b"Hello"))
    with pytest.raises(RuntimeError, match="cut"):
        storage.save(NAME, Cut(b""))
    assert (tmp_path / NAME).read_bytes() == b"Hello"
    assert [path.name for path in (tmp_path / NAME).parent.iterdir()] == ["original"]


def test_what_a_killed_process_left_goes_with_it(storage: FilesOnDisk, tmp_path: Path) -> None:
    storage.save(NAME, ContentFile(b"Hello"))
    (tmp_path / f"{NAME}.0123456789abcdef").write_bytes(b"Hel")
    storage.delete(NAME)
    assert list((tmp_path / "ab").iterdir()) == []
