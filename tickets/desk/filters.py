"""Words with a colon by which tickets are found: `tag:refund`, `is:snoozed`; and a whole line of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, Final

from django.db.models import Q

from tickets.models import Ticket
from tickets.people.access import Person
from tickets.refusals import Refused

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
            return Q(pk__in=()) if "\0" in value else one.where(agent, value)  # PostgreSQL takes none
    return None


# A filter; its colon may come from an input method. `https://…` is none, nor is `10:30`.
TOKEN: Final = re.compile(
    r"""(?P<name>[a-zA-Z_]{2,20})[:\uff1a](?!//)(?P<value>"[^"]+(?:"|$)|[^\s"]\S*)
    | "(?P<phrase>[^"]*)(?:"|$)
    | (?P<word>\S+)""",
    re.VERBOSE,
)


def asked(agent: Person, text: str) -> Q:
    """Which tickets a line of filters and words means: words stand in name, e-mail or subject. Raises Refused
    by the name of a filter that there isn't, or that takes no such value."""
    return reduce(and_, _asked(agent, text), Q())


def said(text: str, name: str) -> set[str]:
    """What stands behind this filter, as often as it is there."""
    found = (token for token in TOKEN.finditer(text) if (token["name"] or "").lower() == name)
    return {token["value"].strip('"').lower() for token in found}


def _asked(agent: Person, text: str) -> Iterator[Q]:
    for token in TOKEN.finditer(text):
        if token["name"] is None:
            if word := token["word"] or (token["phrase"] or "").strip():
                yield _in_words(word)
            continue
        name, value = token["name"].lower(), token["value"].strip('"')
        found = where(agent, name, value)
        if found is None:
            raise _refused(name, value)
        yield found


def _in_words(word: str) -> Q:
    return Q(contact__name__icontains=word) | Q(contact__email__icontains=word) | Q(subject__icontains=word)


def _refused(name: str, value: str) -> Refused:
    is_there = name in names()
    words = f"`{name}:{value}`: after `{name}:` comes {', '.join(values(name))}."
    message = words if is_there else f"There is no filter `{name}:` for lists."
    refused = Refused("bad_field", message)
    refused.more |= {"filter": name, "value": value} if is_there else {"filter": name}
    return refused


def _state(**fields: Any) -> Callable[[Person, str], Q]:
    return lambda _agent, _value: Q(**fields)


register(Filter(STATE, _state(status=Ticket.Status.OPEN), ("open",)))
register(Filter(STATE, _state(waiting_since__isnull=False), ("waiting",)))
