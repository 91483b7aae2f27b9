"""Which version of its pages this is, and which script inside them is ours."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

LETTERS: Final = 12  # of a release's name, as in the names of its files
# Lines that are all comment, of our own scripts: a quarter of what a page would fetch. And types,
# wherever they stand: a browser has no use for them.
COMMENTS: Final = re.compile(
    rb"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/[ \t]*)$|/\*\* @type [^\n]*?\*/ ?", re.MULTILINE | re.DOTALL
)


def name_of(*parts: Path) -> str:
    """The same for the same content, wherever it lies: hosts and pages compare it."""
    seen = hashlib.sha256()
    for part in parts:
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.is_file():
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                seen.update(f"{path.relative_to(part.parent)} {content}\n".encode())
    return seen.hexdigest()[:LETTERS]


def without_comments(script: bytes) -> bytes:
    """Each line stays where it is, so that a browser's complaint names the line that we know."""
    return COMMENTS.sub(lambda comment: b"\n" * comment[0].count(b"\n"), script)


def inline(script: Path) -> str:
    """As it stands in a page."""
    lines = without_comments(script.read_bytes()).decode().splitlines()
    return "\n".join(filter(None, map(str.strip, lines)))


def csp_source(script: Path) -> str:
    """What lets a browser run exactly this script where it stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline(script).encode()).digest()).decode()}'"
