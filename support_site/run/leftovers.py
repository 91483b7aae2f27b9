"""What runs under us, written down, so that the next start can end it if we are killed outright."""

import fcntl
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psutil

PATIENCE = 3.0  # seconds between SIGTERM and SIGKILL
CLOCK_STEP = 2.0  # seconds by which a time of birth may seem to move when the clock is set


class Leftovers:
    """A record that can't be kept is tried again with the next one (`unwritten`): no reason to leave a
    part alone, or to leave it behind."""

    def __init__(self, data_dir: Path, tell: Callable[[str], None] = print) -> None:
        self.path, self.tell = data_dir / "processes.json", tell
        self.born: dict[int, float] = {}
        self.unwritten = False

    def add(self, pid: int) -> None:
        try:
            # A pid comes back in time; a pid with its time of birth doesn't.
            self.born[pid] = psutil.Process(pid).create_time()
        except psutil.NoSuchProcess:
            return
        self.write()

    def drop(self, pid: int) -> None:
        self.born.pop(pid, None)
        self.write()

    def write(self) -> None:
        draft = self.path.with_suffix(".draft")
        try:
            draft.write_text(json.dumps(self.born))
            draft.replace(self.path)
        except OSError as error:
            if not self.unwritten:
                why = error.strerror
                self.tell(f"can't write down what runs ({why}): should we be killed, end it by hand")
            self.unwritten = True
        else:
            self.unwritten = False

    def end(self) -> int:
        """How many processes of a killed supervisor were still there."""
        found = [process for pid, born in self._read().items() if (process := _alive(int(pid), born))]
        for process in found:
            process.terminate()
        _, stubborn = psutil.wait_procs(found, timeout=PATIENCE)
        for process in stubborn:
            process.kill()
        psutil.wait_procs(stubborn, timeout=PATIENCE)
        return len(found)

    def _read(self) -> dict[str, float]:
        try:
            return dict(json.loads(self.path.read_text()))
        except (OSError, ValueError):  # not there, or cut short
            return {}


def _alive(pid: int, born: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - born) < CLOCK_STEP and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return None
    return process if same else None


def not_ours(folder: Path) -> str:
    """Secrets and sockets are kept in it: why others could meddle, or nothing."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return f"{folder} is no folder"
    if status.st_uid != os.getuid():
        return f"{folder} belongs to another user (number {status.st_uid}); choose a folder of your own"
    if status.st_mode & 0o022:
        mode = stat.S_IMODE(status.st_mode)
        return f"others may write to {folder} (its mode is {mode:o}); choose a folder of your own"
    return ""


def lock(data_dir: Path) -> IO[str]:
    """Held as long as the file is open: the system lets go of it however we end."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if words := not_ours(data_dir):
            raise SystemExit(f"DATA_DIR: {words}.")
        file = (data_dir / "lock").open("a")
    except OSError as error:
        raise SystemExit(f"DATA_DIR: can't write to {data_dir}: {error.strerror}") from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SystemExit(f"DATA_DIR: another `make run` is using {data_dir}.") from None
    if not os.access(data_dir, os.W_OK):
        raise SystemExit(f"DATA_DIR: can't write to {data_dir}.")
    return file
