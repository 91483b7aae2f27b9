"""Python processes for stories, started by `python` itself or, in a session of pytest, by forking one that
has the libraries already (tests/nursery.py): less than half of the processor time, and as real.

Soaks and measures start theirs plainly.
"""

import ctypes
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, cast

NURSERY: Final = Path(__file__).with_name("nursery.py")
PR_SET_CHILD_SUBREAPER: Final = 36

_nurseries: list["Nursery"] = []  # the one of this session, if there is one


@contextmanager
def quick() -> Iterator[None]:
    """Until the end of this, they are forked where the system lets us take in another's child."""
    if sys.platform == "linux":
        _nurseries.append(Nursery())
    yield
    for nursery in _nurseries:
        nursery.close()
    _nurseries.clear()


class Nursery:
    """It starts with the first who wants a process."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        if self._line:
            self._line.close()
            self._process.wait()

    def bear(self, command: Sequence[str], folder: str, env: Mapping[str, str], files: list[int]) -> int:
        """The pid of a child of ours, whose first files these are."""
        asked = json.dumps({"command": command, "folder": folder, "environment": dict(env)})
        with self._one_at_a_time:
            line = self._line or self._start()
            _take_in_orphans(True)
            try:
                socket.send_fds(line, [asked.encode()], files)
                pid = int(line.recv(32))
                line.recv(32)  # whoever was between us has ended: it is ours
            finally:
                _take_in_orphans(False)
        return pid

    def _start(self) -> socket.socket:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, str(NURSERY), str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        return self._line


def _take_in_orphans(on: bool) -> None:
    """A child whose parent ends becomes ours, rather than the system's. Only while one is born."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(on), 0, 0, 0) == 0


class Python(subprocess.Popen[bytes]):
    """`python *command` in a folder, with this environment and no other."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str], **files: Any) -> None:
        super().__init__([sys.executable, *command], cwd=cwd, env=env, **files)

    def _execute_child(self, args: list[str], *more: Any) -> None:
        if not _nurseries:
            cast("Any", super())._execute_child(args, *more)
            return
        _, _, _, _, folder, env, _, _, _, *pipes = more[:15]
        p2cread, _, _, c2pwrite, _, errwrite = pipes
        files = [own if own != -1 else ours for ours, own in enumerate((p2cread, c2pwrite, errwrite))]
        self.pid = _nurseries[0].bear(args[1:], str(folder), env, files)
        self._child_created = True
        cast("Any", self)._close_pipe_fds(*pipes)


def output(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> str:
    """What it prints. It must end well."""
    pipe = subprocess.PIPE
    with Python(command, cwd, env, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe) as process:
        printed, said = process.communicate()
    assert process.returncode == 0, f"{command}: {printed[-5_000:].decode()}{said[-5_000:].decode()}"
    return printed.decode()
