"""What arrives is appended at the end, once, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from tickets.features.files import disk
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
