"""Who may be given a ticket, and who has vanished: what is known of agents in, verdicts out. Pure, and
without a clock: time is counted in ticks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from tickets.liveness.rules import Stretch

TOGETHER: Final = 10  # ticks: what breaks within so many is one network's, not an agent's
NETWORK: Final = 900  # ticks that it has to come back, beyond an agent's own: else they have gone home

Why = Literal["offline", "unstable", "away", "full"]
Link = Literal["online", "unstable", "offline"]


@dataclass(frozen=True, slots=True)
class Desk:
    """The links of agents, by key, and the ticks up to now that were heard without a gap."""

    stretch: Stretch
    live: frozenset[str]
    gone: Mapping[str, int]  # the tick at which the last link was known to be gone
    heard: Mapping[str, int]  # of these, the tick of the last sign of life: earlier, where a line went dead

    @property
    def tick(self) -> int:
        return self.stretch.until

    def covers(self, ticks: int) -> bool:
        return self.stretch.covers(self.tick - ticks, self.tick)


def desk(entries: Mapping[str, Mapping[str, Any]], stretch: Stretch) -> Desk:
    """A going whose tick is ahead was told before they were counted anew: long ago."""
    live = frozenset(entry["key"] for entry in entries.values() if "tick" not in entry)
    left = [entry for entry in entries.values() if "tick" in entry and entry["tick"] <= stretch.until + 1]
    gone = {entry["key"]: entry["tick"] for entry in left if entry["key"] not in live}
    heard = {entry["key"]: entry.get("heard", entry["tick"]) for entry in left if entry["key"] in gone}
    return Desk(stretch, live, gone, heard)


class LastSeen:
    """Since when somebody isn't at the desk, as one process has seen it tick by tick: Redis may lose who is
    there, and when who left it did."""

    def __init__(self) -> None:
        self._since = -1
        self._seen: dict[str, int] = {}

    def look(self, desk: Desk) -> None:
        if desk.stretch.since != self._since:
            self._since, self._seen = desk.stretch.since, {}
        self._seen.update(dict.fromkeys(desk.live, desk.tick))

    def left(self, key: str, desk: Desk) -> int | None:
        """How many ticks ago; None: nobody has seen them here."""
        known = [one[key] for one in (self._seen, desk.gone) if key in one]
        return desk.tick - max(known) if known else None

    def vanished(self, key: str, desk: Desk, ticks: int) -> bool:
        """Whether nothing was heard of them for so long: a line that goes dead is seen live until that is
        found out, and it isn't for that that customers wait longer."""
        seen, gone = self._seen.get(key, 0), desk.gone.get(key, 0)
        last = desk.heard.get(key, 0) if seen <= gone + 1 else seen
        more = NETWORK if went_together(key, desk) else 0
        return desk.tick - max(self._since, last) >= ticks + more


def went_together(key: str, desk: Desk) -> bool:
    """Whether at least half of those who were there then are gone since about the same tick."""
    at = desk.heard.get(key)
    if at is None:
        return False
    went = max(_within(desk, start) for start in desk.heard.values() if at - TOGETHER <= start <= at)
    there = len(desk.live) + sum(tick >= at - TOGETHER for tick in desk.heard.values())
    return went > 1 and 2 * went >= there


def _within(desk: Desk, start: int) -> int:
    return sum(start <= tick <= start + TOGETHER for tick in desk.heard.values())


@dataclass(frozen=True, slots=True)
class Agent:
    pk: int
    key: str
    name: str
    teams: frozenset[int]
    link: Link
    available: bool
    back_at: datetime | None
    capacity: int
    load: int  # what open tickets weigh, counted up to the capacity
    turn: int  # which one their last ticket was, of all that were given
    reachable: bool = False  # hears of it though no desk of theirs is open

    @property
    def by_push(self) -> bool:
        return self.link == "offline" and self.reachable

    @property
    def why_not(self) -> Why | None:
        """Why they get no ticket now."""
        if self.link != "online" and not self.by_push:
            return self.link
        if not self.available:
            return "away"
        return "full" if self.load >= self.capacity else None

    def is_of(self, team: int | None) -> bool:
        return team is None or team in self.teams


def next_of(agents: Iterable[Agent], team: int | None, but: int | None = None) -> Agent | None:
    """Who gets a ticket of this team (None: of any): who is at the desk before who is reached by push, least
    loaded, then longest without a new one. `but`: whom it is taken from."""
    fit = [agent for agent in agents if not agent.why_not and agent.is_of(team) and agent.pk != but]
    return min(fit, key=in_turn, default=None)


def in_turn(agent: Agent) -> tuple[bool, int, int, int]:
    return agent.by_push, agent.load, agent.turn, agent.pk
