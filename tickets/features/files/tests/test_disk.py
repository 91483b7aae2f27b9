"""What arrives is appended at the end, once, or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tickets.connections import degraded
from tickets.features.files import disk
from tickets.metrics import Sampled
from tickets.refusals import Refused

PLACE = "p" * 32


@pytest.fixture(autouse=True)
def begun(folder: Path) -> None:
    disk.begin(PLACE)


def test_chunks_make_a_file() -> None:
    assert disk.length(PLACE) == 0
    assert disk.append(PLACE, 0, b"He", 5) == 2
    assert disk.append(PLACE, 2, b"llo", 5) == disk.length(PLACE) == 5
    assert disk.part(PLACE).read_bytes() == b"Hello"


@pytest.mark.parametrize("offset", [0, 1, 3, 100])
def test_a_chunk_again_or_out_of_order_is_told_where_the_end_is(offset: int) -> None:
    disk.append(PLACE, 0, b"He", 5)
    with pytest.raises(Refused) as refused:
        disk.append(PLACE, offset, b"He", 5)
    assert (refused.value.code, refused.value.more) == ("conflict", {"offset": 2})
    assert disk.part(PLACE).read_bytes() == b"He"


def test_begun_again_it_stays_as_it_is() -> None:
    disk.append(PLACE, 0, b"He", 5)
    disk.begin(PLACE)
    assert disk.length(PLACE) == 2


def test_a_chunk_of_a_file_that_was_deleted_leaves_nothing() -> None:
    disk.append(PLACE, 0, b"He", 5)
    disk.forget(PLACE)
    with pytest.raises(Refused) as refused:
        disk.append(PLACE, 2, b"llo", 5)
    assert refused.value.code == "not_found"
    assert not disk.part(PLACE).exists()


def test_what_a_killed_process_left_beside_it_goes_with_it(folder: Path) -> None:
    disk._coming(PLACE).write_bytes(b"He")
    (folder / "parts" / f"{PLACE}.0123456789abcdef").write_bytes(b"He")
    disk.forget(PLACE)
    assert list((folder / "parts").iterdir()) == []


def test_no_file_gets_longer_than_was_said() -> None:
    with pytest.raises(Refused) as refused:
        disk.append(PLACE, 0, b"Hello!", 5)
    assert refused.value.code == "too_long"
    assert disk.length(PLACE) == 0


def test_a_disk_that_is_full_in_the_midst_of_a_chunk_keeps_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk.append(PLACE, 0, b"He", 5)
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) < 3:
            raise OSError(errno.ENOSPC, "no space")
        return write(descriptor, data[:1])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Refused) as refused:
        disk.append(PLACE, 2, b"llo", 5)
    assert (refused.value.code, refused.value.retry_after) == ("no_room", 60)
    monkeypatch.undo()
    assert disk.part(PLACE).read_bytes() == b"He"
    assert disk.append(PLACE, 2, b"llo", 5) == 5


def test_the_disk_keeps_room_for_all_else(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(disk, "FREE", 2**60)
    with pytest.raises(Refused) as refused:
        disk.must_have_room(1)
    assert refused.value.code == "no_room"


@pytest.fixture
def in_the_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing can be kept in the folder, whoever we are."""
    (folder / "parts").rename(folder / "elsewhere")
    (folder / "parts").touch()
    monkeypatch.setattr(disk, "_now_and_then", Sampled(every=60))
    return folder


@pytest.mark.parametrize(
    "work",
    [
        lambda: disk.must_have_room(1),
        lambda: disk.begin(PLACE),
        lambda: disk.append(PLACE, 0, b"He", 5),
        lambda: disk.length(PLACE),
        lambda: disk.head(PLACE, 1),
    ],
)
def test_a_folder_that_takes_nothing_is_refused_for_now_and_one_line(
    in_the_way: Path, caplog: pytest.LogCaptureFixture, work: Callable[[], Any]
) -> None:
    for _ in range(20):
        with pytest.raises(Refused) as refused:
            work()
        assert (refused.value.code, refused.value.retry_after) == ("unavailable", 2)
    assert [record.getMessage()[:20] for record in caplog.records] == ["files can't be kept:"]


def test_a_disk_without_room_for_a_name_has_none_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(Refused) as refused:
        disk.begin(PLACE)
    assert refused.value.code == "no_room"


def test_who_looks_is_told_what_is_wrong_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk.trouble() == ""
    assert not list((folder / "parts").glob(".*"))
    with monkeypatch.context() as now:
        now.setattr(disk, "FREE", 2**60)
        assert "are free in FILES_DIR: no file is taken, messages are" in disk.trouble()
    (folder / "parts").rename(folder / "elsewhere")
    (folder / "parts").touch()
    assert "FILES_DIR can't be written" in disk.trouble()


async def test_so_does_readyz(in_the_way: Path) -> None:
    assert "FILES_DIR can't be written" in (await degraded.parts())["files"]
