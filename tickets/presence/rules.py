"""Who is there: presence entries in, people and their states out. Pure, and without a clock."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tickets.liveness.rules import Stretch

PRESENCE_GRACE: Final = 20  # ticks in which somebody who left may come back unnoticed


def people(entries: Mapping[str, Mapping[str, Any]], tick: int) -> list[dict[str, Any]]:
    """The people at a ticket from its presence entries: one row each, however many tabs.

    An entry is a socket's {key, role, name}, or what was left when one went: the same with
    the `tick` and the time `at` of its going, and the tick until which it was `heard`, where it was silent
    before that. Of an agent who may answer no customer it says so: `answers` is false.
    """
    here = {entry["key"]: entry for entry in entries.values() if "tick" not in entry}
    gone = {entry["key"]: entry for entry in entries.values() if "tick" in entry}
    everyone = gone | here
    in_order = sorted(everyone.values(), key=lambda entry: (entry["name"], entry["key"]))
    return [_person(entry, tick) for entry in in_order]


def _person(entry: Mapping[str, Any], tick: int) -> dict[str, Any]:
    shown = {"role": entry["role"], "name": entry["name"]}
    if entry["role"] == "agent":  # of whom there may be several, of one name
        shown["key"] = entry["key"]
    if not answers(entry):
        shown["answers"] = False
    if "tick" not in entry:
        return shown | {"state": "online", "last_seen": None}
    # A tick counted anew (Redis came back empty) makes the difference negative: long ago.
    recent = 0 <= tick - entry["tick"] < PRESENCE_GRACE
    return shown | {"state": "unstable" if recent else "offline", "last_seen": entry["at"]}


def away(entries: Mapping[str, Mapping[str, Any]], key: str, heard: Stretch, ticks: int) -> bool:
    """Whether nobody of this key was there in the last `ticks`. Only ticks that were heard without a gap say
    so. A going whose tick is ahead was told before they were counted anew."""
    since = heard.until - ticks
    if not heard.until or not heard.covers(since, heard.until):
        return False
    theirs = [entry for entry in entries.values() if entry["key"] == key]
    return not any("tick" not in one or since < one["tick"] <= heard.until + 1 for one in theirs)


def answers(person: Mapping[str, Any]) -> bool:
    """Of an entry or of a person. Absent, as of an older version: they do."""
    return person.get("answers", True) is not False


def for_customer(people: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Without those of whom no customer will ever hear."""
    return [person for person in people if answers(person)]


def on_duty(agents: Iterable[Mapping[str, Any]]) -> bool:
    return at_desk(agents) > 0


def at_desk(agents: Iterable[Mapping[str, Any]]) -> int:
    """How many of whom a customer may hope for an answer."""
    return sum(agent["state"] != "offline" and answers(agent) for agent in agents)
