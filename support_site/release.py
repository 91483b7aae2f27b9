"""Which version of its pages this is, and which script inside them is ours."""

import base64
import hashlib
from pathlib import Path
from typing import Final

LETTERS: Final = 12  # of a release's name, as in the names of its files


def name_of(*parts: Path) -> str:
    """The same for the same content, wherever it lies: hosts and pages compare it."""
    seen = hashlib.sha256()
    for part in parts:
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.is_file():
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                seen.update(f"{path.relative_to(part.parent)} {content}\n".encode())
    return seen.hexdigest()[:LETTERS]


def csp_source(script: Path) -> str:
    """What lets a browser run exactly this script where it stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.read_bytes()).digest()).decode()}'"
