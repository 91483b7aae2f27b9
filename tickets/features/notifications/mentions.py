"""Whom a note names: `@` before a user name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models.functions import Lower

from tickets.conversation import kinds
from tickets.models import Event
from tickets.people import access
from tickets.people.access import Person

_NAMED: Final = re.compile(r"(?<![\w@./])@([\w.+-]{1,150})")
MOST: Final = 20  # of a note


def usernames(body: str) -> list[str]:
    """As they stand there, and without the full stop that ends a sentence."""
    found = dict.fromkeys(name.lower() for name in _NAMED.findall(body))
    return list(dict.fromkeys(each for name in found for each in (name, name.rstrip(".-"))))[: 2 * MOST]


def of(events: Iterable[Event]) -> dict[int, list[int]]:
    """Note → agents, by primary keys, in one query; none if no note has an `@`. Nobody names themselves."""
    named = {event.pk: usernames(event.body) for event in events if _may_name(event)}
    wanted = {name for names in named.values() for name in names}
    if not wanted:
        return {}
    keys = {user.username.lower(): user.pk for user in _agents(wanted)}
    authors = {event.pk: event.agent_id for event in events}
    found = {pk: [keys[name] for name in names if name in keys] for pk, names in named.items()}
    return {pk: [key for key in users if key != authors[pk]] for pk, users in found.items()}


def _may_name(event: Event) -> bool:
    return event.kind == kinds.NOTE and "@" in event.body


def _agents(names: Iterable[str]) -> Iterable[Any]:
    return access.agents().annotate(folded=Lower("username")).filter(folded__in=list(names))


def names(row: Mapping[str, Any], agent: Person) -> bool:
    """Whether a row's newest note names this agent."""
    return agent.key in (row["last"] or {}).get("mentions", ())


def told(events: Sequence[Event], public: bool) -> Mapping[int, Mapping[str, Any]]:
    """For agents: a note's `mentions`, by key."""
    found = {} if public else of(events)
    return {pk: {"mentions": [str(user) for user in users]} for pk, users in found.items() if users}
