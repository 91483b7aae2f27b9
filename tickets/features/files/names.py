"""A file's name as others are shown it: never a path. Pure."""

import re
from typing import Final

from tickets.wire.text import is_visible

LONGEST: Final = 120  # characters
_LONGEST_ENDING: Final = 12
# Control characters, half characters, and what turns the direction of writing: "gpj.exe" shown as a picture.
_TRICKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(name: str) -> str:
    """Without folders and tricks, and short, with its ending."""
    last = re.split(r"[/\\]", _TRICKS.sub("", name))[-1]
    words = " ".join(last.split()).strip(". ")
    if not is_visible(words):
        return "file"
    if len(words) <= LONGEST:
        return words
    stem, dot, ending = words.rpartition(".")
    ending = f".{ending}" if dot and len(ending) < _LONGEST_ENDING else ""
    return (stem if ending else words)[: LONGEST - len(ending)].rstrip() + ending
