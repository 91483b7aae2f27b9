"""One folded text on every database: what people type differently is the same letters here. Pure.

Case, accents, width and invisible characters go. Scripts that are written without spaces get a mark
between letters, so that an index of three letters (`trigram`, `pg_trgm`) finds one of them as well, and
knows which two stand together.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

# Kana, Bopomofo, Han, Hangul; Thai, Lao, Myanmar, Khmer. Their marks are no accents: か is not が.
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u31f0-\u31ff"
    r"\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)
_WHOLE: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
)
_SPELLED: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_UNSEEN: Final = {"Cc", "Cf", "Cs"}  # categories: control, format (soft hyphen, zero width), half a pair
_TATWEEL: Final = "\u0640"  # stretches an Arabic word
_HALF_WIDTH: Final = re.compile(r"[\uff66-\uff9f]+")  # kana
_SPACES: Final = re.compile(" +")
_MARK: Final = "·"
_MARKS: Final = re.compile(f"{_MARK}+")
_ONCE: Final = {" ", _MARK}


def fold(text: str) -> str:
    if text.isascii() and text.isprintable():  # most is, and a look at each letter takes long
        return _SPACES.sub(" ", text.lower()).strip()
    return _once("".join(map(_letter, composed(text)))).strip()


def _once(folded: str) -> str:
    return _MARKS.sub(_MARK, _SPACES.sub(" ", folded))


def composed(text: str) -> str:
    """One character a letter, however it was typed (ｶﾞ is two)."""
    whole = unicodedata.normalize("NFC", text)
    return _HALF_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), whole)


def spelled(text: str) -> str:
    """The same, with ü written as ue."""
    return fold(_spell(composed(text)))


def indexed(text: str) -> str:
    """What is looked in: the folded text, and behind it its words with ü once more, with ue."""
    folded = fold(text)
    others = [spelled(word) for word in text.split() if _has_umlaut(word)]
    return "\n".join([folded, " ".join(others)]) if others else folded


def spellings(word: str) -> list[str]:
    """What is looked for: who types ü means ue as well, and that is what some write."""
    return list(dict.fromkeys([fold(word), spelled(word)]))


def place(text: str, word: str) -> tuple[int, int] | None:
    """Where a composed text has the word: from its first letter to behind its last one."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return _place_in_plain(text.lower(), word)
    for read in (_letter, _letter_spelled):
        parts = _each_once([read(letter) for letter in text])
        folded = "".join(parts)
        for wanted in spellings(word):
            inner = wanted.strip(_MARK) or wanted  # its first and last mark may be its neighbours'
            if wanted and (start := folded.find(wanted)) >= 0:
                start += wanted.find(inner)
                return _origin(parts, start), _origin(parts, start + len(inner) - 1) + 1
    return None


def _place_in_plain(folded: str, word: str) -> tuple[int, int] | None:
    """Where each letter is its own folded one."""
    for wanted in filter(None, spellings(word)):
        if (start := folded.find(wanted)) >= 0:
            return start, start + len(wanted)
    return None


def _each_once(parts: list[str]) -> list[str]:
    """Spaces and marks, as `fold` has them."""
    last = ""
    for at, part in enumerate(parts):
        if last in _ONCE:
            parts[at] = part.removeprefix(last)
        last = parts[at][-1:] or last
    return parts


def _origin(parts: list[str], at: int) -> int:
    """The letter that became the folded text's character `at`."""
    ends = accumulate(map(len, parts))
    return next(letter for letter, end in enumerate(ends) if end > at)


def _has_umlaut(word: str) -> bool:
    return _spell(composed(word)) != composed(word).lower()


def _spell(text: str) -> str:
    return "".join(_SPELLED.get(letter, letter) for letter in text.lower())


@lru_cache(maxsize=20_000)
def _letter_spelled(letter: str) -> str:
    return "".join(map(_letter, _spell(letter)))


@lru_cache(maxsize=20_000)
def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in _UNSEEN or letter == _TATWEEL:
        return ""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part) or _UNSPACED.match(part))
    plain = unicodedata.normalize("NFKC", bare.translate(_WHOLE))
    return _once(_UNSPACED.sub(lambda found: f"{_MARK}{found[0]}{_MARK}", plain))
