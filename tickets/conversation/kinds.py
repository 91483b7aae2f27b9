"""The kinds of events, with what the log must know of each.

A feature registers its own when its app is ready. An event of a kind that is no longer
registered stays in the log: what customers see of it is shown by its `body`, the rest not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

# An event, as its audience sees it, on paper, in the language of who reads it.
Words = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    hidden: bool = False  # from customers
    in_words: Words | None = None  # None: by its `body`
    # When its customer is erased: it says nothing of them, and stays as it is; or of its `data` these stay.
    stays: bool = False
    figures: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}
_beside: list[Words] = []
_found_by: list[Words] = []


def register(kind: Kind) -> None:
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of events are called {kind.name}")


def is_known(name: str) -> bool:
    """Whether there is the feature that writes them."""
    return name in _kinds


def names() -> frozenset[str]:
    """Of all that can be written."""
    return frozenset(_kinds)


def is_hidden(name: str) -> bool:
    return _kinds[name].hidden


def stays(name: str) -> bool:
    """Whoever is erased. A kind that nobody registers goes."""
    return name in _kinds and _kinds[name].stays


def emptied(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What of an event's `data` stays; that it was erased is one of it."""
    figures = _kinds[name].figures if name in _kinds else ()
    return {figure: data[figure] for figure in figures if figure in data} | {GONE: True}


def with_words(words: Words) -> None:
    """The seam for what an event says on paper beside its own words: lines of their own, or none."""
    if words not in _beside:
        _beside.append(words)


def found_by(words: Words) -> None:
    """The seam for what an event is found by beside its own words, like the names of its files."""
    if words not in _found_by:
        _found_by.append(words)


def sought(event: Mapping[str, Any]) -> str:
    """Of somebody who said something: what is looked in."""
    return "\n".join(filter(None, (event["body"], *(words(event) for words in _found_by))))


def in_words(event: Mapping[str, Any]) -> str:
    """Empty: nothing is shown of it."""
    kind = _kinds.get(event["kind"])
    if kind is None and event.get("hidden"):
        return ""
    own: str = kind.in_words(event) if kind and kind.in_words else event["body"]
    return "\n".join(filter(None, (own, *beside(event))))


def beside(event: Mapping[str, Any]) -> list[str]:
    """The lines of what it says on paper beside its own words."""
    return [line for words in _beside for line in words(event).splitlines()]


GONE: Final = "erased"  # in the `data` of an event whose words were
MESSAGE: Final = "message"
NOTE: Final = "note"

register(Kind(MESSAGE))
register(Kind(NOTE, hidden=True))
