"""What an agent typed, taken apart: words, phrases in quotes, and filters. Pure but for its refusals."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tickets.desk import filters
from tickets.desk.filters import TOKEN
from tickets.features.search import fold
from tickets.refusals import Refused

FILTERS: Final = ("from", "agent", "is", "before", "after")
STATES: Final = ("open", "resolved", "unassigned", "waiting", "message", "note")
# Before a colon, and no filters: a word with one of these is looked for as it stands.
_SCHEMES: Final = {"mailto", "tel", "sms", "localhost"}
MOST_WORDS: Final = 32  # the longest ones
SHORTEST: Final = 3  # letters that an index of three letters needs

_OWN_ADDRESS: Final = re.compile(r"https?://\S+/(?:agent|t)/(?P<ticket>[0-9a-f]{32})\b\S*")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    words: tuple[str, ...]  # long enough for the index
    short: tuple[str, ...]
    filters: tuple[Filter, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.short or self.filters)

    def values(self, name: str) -> list[str]:
        return [one.value for one in self.filters if one.name == name]


def read(text: str) -> Question:
    """Raises Refused: a filter that there isn't is named, and so is a value that it doesn't take."""
    words, filters = dict[str, None](), list[Filter]()
    for token in TOKEN.finditer(_OWN_ADDRESS.sub(r"\g<ticket>", text)):
        if found := _filter(token):
            filters.append(found)
        else:
            word = token["word"] or token["phrase"] or token[0]
            words[word] = None
    return Question(*_by_length(words), tuple(dict.fromkeys(filters)))


def _by_length(words: dict[str, None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    seen = [word for word in words if fold.fold(word)]
    long = sorted((word for word in seen if not is_short(word)), key=len, reverse=True)
    short = (word for word in seen if is_short(word))
    return tuple(long[:MOST_WORDS]), tuple(list(short)[:MOST_WORDS])


def is_short(word: str) -> bool:
    """No index of three letters finds it: it has fewer, or none but punctuation."""
    folded = fold.fold(word)
    return len(folded) < SHORTEST or not any(map(str.isalnum, folded))


def _filter(token: re.Match[str]) -> Filter | None:
    """None: a word that happens to have a colon in it."""
    if token["name"] is None:
        return None
    name, value = token["name"], token["value"].strip('"')
    if name.lower() not in (*FILTERS, *filters.names()):
        if name in _SCHEMES or not name.islower():
            return None
        raise _refused(f"There is no filter `{name}:`. What has a colon in it is found in quotes.", name)
    found = Filter(name.lower(), value)
    _check(found)
    return found


def _check(found: Filter) -> None:
    values = dict.fromkeys((*(STATES if found.name == "is" else ()), *filters.values(found.name)))
    if values and found.value.lower() not in values:
        words = f"`{found.name}:{found.value}`: after `{found.name}:` comes {', '.join(values)}."
        raise _refused(words, found.name, found.value)
    if found.name in ("before", "after"):
        day(found)


def day(found: Filter) -> datetime:
    """The first instant of a year, a month or a day, in UTC."""
    parts = _DATE.fullmatch(found.value)
    try:
        if parts:
            return datetime(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1), tzinfo=UTC)
    except ValueError:
        pass
    raise _refused(f"`{found.name}:{found.value}` is no day like 2026-10-01.", found.name, found.value)


def _refused(message: str, name: str, value: str | None = None) -> Refused:
    refused = Refused("bad_field", message)
    refused.more["filter"] = name
    if value is not None:
        refused.more["value"] = value
    return refused
