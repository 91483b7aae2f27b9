"""`make run` on a disk that is full, or fills: what runs, runs on, and what can't begin leaves nothing."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from support_site.run.leftovers import not_ours
from support_site.tests.test_run import Start, alive, gone, refusal

pytestmark = pytest.mark.integration

ROOM = "8m"
NOBODY = 65534


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of our own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=700", "tmpfs", str(disk)]
    if os.getuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounts need root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        for _ in range(100):  # the kernel counts roughly, and finds a page once more
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))


def test_what_dies_is_started_again_though_nothing_can_be_written_down(tmp_path: Path) -> None:
    """As on a full disk, whatever the reason is."""
    data_dir = tmp_path / "data"
    desk = Start(data_dir).ready()
    try:
        in_the_way = data_dir / "processes.draft"
        in_the_way.mkdir()
        for word in ("heartbeat", "support_site.server"):
            dead = desk.part(word)
            dead.kill()
            desk.wait_until(lambda dead=dead: gone([dead]) and len(desk.parts()) == 4)  # type: ignore[misc]
        assert desk.said().count("ended (SIGKILL), starting it again") == 2
        assert desk.said().count("can't write down what runs (Is a directory)") == 1
        in_the_way.rmdir()
        record = data_dir / "processes.json"
        desk.wait_until(lambda: all(str(part.pid) in record.read_text() for part in desk.parts()))
        in_the_way.mkdir()
        parts = desk.parts()
    finally:
        assert desk.end(signal.SIGTERM) == 0
    assert gone(parts)


def test_a_start_on_a_full_disk_leaves_nothing_behind(small: Path) -> None:
    fill(small)
    start = Start(small, SECRET_KEY="k" * 60)
    seen = dict[int, psutil.Process]()
    while start.process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess):
            seen |= {part.pid: part for part in start.parts()}
    lines = [line for line in start.said().splitlines() if not line.startswith("holdfast ")]
    assert len(lines) == 1, start.said()
    assert "disk is full" in lines[0]
    assert seen
    assert not [part for part in seen.values() if alive(part)]


def test_a_folder_that_others_may_write_to_is_named(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    line = refusal(Start(shared))
    assert line.startswith(f"DATA_DIR: others may write to {shared} (its mode is 1777)")
    assert not (shared / "lock").exists()


def test_a_folder_of_another_user_is_named(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    if os.getuid():
        pytest.skip("only root can give a folder away")
    os.chown(theirs, NOBODY, -1)
    line = refusal(Start(theirs))
    assert (
        line == f"DATA_DIR: {theirs} belongs to another user (number {NOBODY}); choose a folder of your own."
    )
    assert not (theirs / "lock").exists()


def test_what_is_no_folder_or_not_ours_is_named_whoever_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    assert not_ours(tmp_path / "file").endswith("is no folder")
    assert not_ours(tmp_path / "link").endswith("is no folder"), "it may be pointed elsewhere later"
    assert not_ours(tmp_path) == ""
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    assert "belongs to another user" in not_ours(tmp_path)
