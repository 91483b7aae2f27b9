"""The scanner that looks at each file first, if there is one: `SCAN=clamd://…`, or a command."""

import contextlib
import shlex
import socket
import struct
import subprocess
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE: Final = 60.0  # seconds
PIECE: Final = 64 * 1024  # bytes
CLEAN, INFECTED = 0, 1  # what a command says by its exit code, as clamscan does
LONGEST: Final = 200  # characters of what it found


class Away(Exception):
    """It can't be asked now: files wait."""


def found_in(path: Path) -> str:
    """What is wrong with the file; empty: nothing. Raises Away; or FileNotFoundError, which asking the
    scanner again won't mend."""
    if not settings.SCAN:
        return ""
    path.stat()
    try:
        return _by_clamd(path) if settings.SCAN.startswith("clamd://") else _by_command(path)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Away(str(error)) from error


def _by_command(path: Path) -> str:
    done = subprocess.run(
        [*shlex.split(settings.SCAN), str(path)],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    words = (done.stdout + done.stderr).strip()[-LONGEST:]
    if done.returncode not in (CLEAN, INFECTED):
        raise Away(f"the command ended with {done.returncode}: {words}")
    return (words or "it says no more") if done.returncode == INFECTED else ""


def _by_clamd(path: Path) -> str:
    """clamd's INSTREAM: pieces with their lengths, a piece of none, and one line as the answer."""
    with _connected() as clamd, path.open("rb") as file:
        whole = False
        with contextlib.suppress(ConnectionError):  # it takes no more, and says why
            clamd.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                clamd.sendall(struct.pack("!I", len(piece)) + piece)
            clamd.sendall(struct.pack("!I", 0))
            whole = True
        said = b""
        with contextlib.suppress(ConnectionResetError):  # the end, where it hasn't read all
            while piece := clamd.recv(4096):
                said += piece
    answer = said.decode(errors="replace").strip("\0\n ")
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")[:LONGEST]
    if not (whole and said.endswith(b" OK\0")):
        raise Away(f"clamd says {answer[:LONGEST]!r}")
    return ""


def _connected() -> socket.socket:
    at = urlsplit(settings.SCAN)
    if at.hostname:
        return socket.create_connection((at.hostname, at.port or 3310), PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(at.path)
    except OSError:
        line.close()
        raise
    return line
