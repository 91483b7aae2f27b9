"""Pictures are made anew by a child of the job: what a broken or wicked one does, it does to that."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tickets.features.files import pictures

PATIENCE: Final = 180.0  # seconds, on a machine that is busy; of a processor it has fewer (pictures)
# How a picture ends its child. By any other signal somebody did: a restart, or the system for want of memory.
FAULTS: Final = {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL}


class NoPicture(Exception):
    """It says it is one and can't be made anew: `unreadable`, or `too_many_pixels`."""


class Ended(RuntimeError):
    """The child was, by somebody else, or took too long. That's not the picture's fault, unless each time."""


@dataclass(frozen=True, slots=True)
class Picture:
    original: Path
    thumbnail: Path
    type: str
    ending: str  # empty: as it was
    width: int
    height: int


def made_anew(path: Path, type: str, folder: Path) -> Picture | None:
    """Its original and thumbnail, in `folder`; None: no picture. Raises NoPicture, Ended, and
    RuntimeError: the disk is full, say."""
    if type not in pictures.FORMATS:
        return None
    # Isolated, and without a variable: nothing of ours is in there to be found.
    command = [sys.executable, "-I", pictures.__file__, str(path), type, str(folder)]
    try:
        child = subprocess.run(command, env={}, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise Ended(f"the child that makes pictures took more than {PATIENCE} s") from error
    made = _said(child)
    if "refused" in made:
        raise NoPicture(made["refused"])
    return Picture(folder / "original", folder / "thumbnail", **made)


def _said(child: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    code, ended = child.returncode, f"the child that makes pictures ended with {child.returncode}"
    if code == pictures.TRY_AGAIN:
        raise RuntimeError(f"{ended}: {child.stderr[-500:]}")
    if code == -signal.SIGXCPU:
        raise NoPicture("too_many_pixels")
    if code < 0 and -code not in FAULTS:
        raise Ended(f"{ended}: {child.stderr[-500:]}")
    if code != 0:
        raise NoPicture("unreadable")
    said: dict[str, Any] = json.loads(child.stdout)
    return said
