"""Pictures are made anew by a child of the job: what a broken or wicked one does, it does to that."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tickets.features.files import pictures

PATIENCE: Final = 180.0  # seconds, on a machine that is busy; of a processor it has fewer (pictures)
KILLED: Final = -9  # by somebody else, for want of memory say: that's not the picture's fault


class NoPicture(Exception):
    """It says it is one and can't be made anew: `unreadable`, or `too_many_pixels`."""


@dataclass(frozen=True, slots=True)
class Picture:
    original: Path
    thumbnail: Path
    type: str
    ending: str  # empty: as it was
    width: int
    height: int


def made_anew(path: Path, type: str, folder: Path) -> Picture | None:
    """Its original and thumbnail, in `folder`; None: no picture. Raises NoPicture."""
    if type not in pictures.FORMATS:
        return None
    # Isolated, and without a variable: nothing of ours is in there to be found.
    command = [sys.executable, "-I", pictures.__file__, str(path), type, str(folder)]
    child = subprocess.run(command, env={}, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if child.returncode == KILLED:
        raise RuntimeError(f"the child that makes pictures was killed: {child.stderr[-500:]}")
    if child.returncode != 0:
        raise NoPicture("unreadable")
    made = json.loads(child.stdout)
    if "refused" in made:
        raise NoPicture(made["refused"])
    return Picture(folder / "original", folder / "thumbnail", **made)
