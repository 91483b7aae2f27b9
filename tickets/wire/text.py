"""Whether a text has anything to see in it. Pure."""

import re
import unicodedata
from typing import Final

# Unicode's Default_Ignorable_Code_Point, and what has a glyph without ink.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ufffc\U0001bca0-\U0001bca3\U0001d159"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# A control character is shown as a glyph of its own (CSS Text 3, 4.1), unless it is white space.
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef]")
_LAST_TWO: Final = 0xFFFE  # of each plane: no characters either


def is_visible(text: str) -> bool:
    """White space, what joins or turns letters, fillers, and accents without a letter are nothing."""
    return any(map(_has_ink, text))


def all_seen(text: str) -> bool:
    """None of it is what joins, turns or fills. An address that has such a letter is not the one it shows."""
    return not _UNSEEN.search(text)


def _has_ink(character: str) -> bool:
    category = unicodedata.category(character)
    if _UNSEEN.match(character):
        return False
    if category == "Cn":  # newer than this Python's tables, unless Unicode never gives it away
        return not _NO_CHARACTER.match(character) and ord(character) & _LAST_TWO != _LAST_TWO
    return category[0] in "LNPS" or category == "Co" or bool(_CONTROL.match(character))
