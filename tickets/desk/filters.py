"""Words with a colon by which tickets are found: `tag:refund`, `is:snoozed`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from tickets.people.access import Person

STATE: Final = "is"


@dataclass(frozen=True, slots=True)
class Filter:
    """`where`, of who asks and what stands behind the colon: which tickets it means. `values`: all that may
    stand there, if not anything. Of the filter `is` there are several, each with values of its own."""

    name: str
    where: Callable[[Person, str], Q]
    values: tuple[str, ...] = ()


_filters: list[Filter] = []


def register(one: Filter) -> None:
    """The seam for a feature's filters, when its app is ready: `where` finds by an index, and the words are
    documented in docs/protocol.md (Search)."""
    if one not in _filters:
        _filters.append(one)


def names() -> Sequence[str]:
    return list(dict.fromkeys(one.name for one in _filters))


def values(name: str) -> Sequence[str]:
    """All that this one takes; none: anything."""
    return [value for one in _filters if one.name == name for value in one.values]


def where(agent: Person, name: str, value: str) -> Q | None:
    """None: there is no such filter, or it takes no such value."""
    for one in _filters:
        if one.name == name and (not one.values or value.lower() in one.values):
            return one.where(agent, value)
    return None
