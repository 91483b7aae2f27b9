"""Who is dead, who is there: marks and ticks in, verdicts out. Pure, and without a clock.

A tick is the installation's second: an integer that the leading worker counts up in Redis.
No time of one host is ever compared with another's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

BEAT: Final = 1.0  # seconds between two ticks
GRACE: Final = 3  # ticks that a pong may take
SWEEP_AFTER: Final = 0.5  # seconds after the tick: by then processes have written their marks
SPREAD: Final = 0.8  # seconds over which a tick's pings go out, so that no second begins with a jam
SETTLE: Final = 0.1  # seconds after a tick in which a process still reads pongs
LATE: Final = 0.5  # seconds that an announcement may take before a head counts it as lost
SILENCE: Final = 3.0  # seconds without a tick until a process beats alone
PROCESS_LEASE: Final = 15  # seconds
LEADER_LEASE: Final = 3  # seconds
AUDIT: Final = 60  # ticks: as often every page's heads are held against the database
HEADS_WINDOW: Final = 5  # seconds: a ticket's head is told in as many ticks
PRESENCE_GRACE: Final = 20  # ticks in which somebody who left may come back unnoticed
MOST_SLOTS: Final = 60  # the longest HEARTBEAT_INTERVAL
LEAST_CLOSINGS: Final = 5  # per tick

assert MOST_SLOTS <= AUDIT
assert SETTLE < SWEEP_AFTER < BEAT
assert SPREAD + SETTLE < BEAT
assert GRACE * BEAT - SPREAD > 2 * BEAT  # for the pong of who was pinged last
assert BEAT < LEADER_LEASE < PROCESS_LEASE
assert SILENCE >= 2 * BEAT + SWEEP_AFTER


def slot_of(tick: int, slots: int) -> int:
    return tick % slots


@dataclass(frozen=True, slots=True)
class Stretch:
    """Ticks that a process or worker went through without a gap: `since` … `until`."""

    since: int
    until: int

    @property
    def begins(self) -> bool:
        return self.since == self.until

    def covers(self, first: int, last: int) -> bool:
        return self.since <= first and last <= self.until


class Unbroken:
    """Knows since which tick its owner has been awake, by the owner's monotonic clock.

    A tick that is not the next, comes late, or comes in a bunch right after another means
    that somebody slept: what was missed meanwhile is nobody's fault.
    """

    LATEST: Final = 2.0 * BEAT
    EARLIEST: Final = 0.3 * BEAT

    def __init__(self) -> None:
        self._since = self._tick = 0
        self._at = float("-inf")
        self._server = ""

    def heard(self, tick: int, now: float, server: str = "") -> Stretch:
        """`now`: monotonic seconds. `server`: the Redis that counted, if it is known. Another one
        than before, promoted or come back, may lack the last that was written to the one before."""
        if server != self._server:
            self.broken()
        self._server = server
        on_time = self.EARLIEST <= now - self._at <= self.LATEST
        if tick != self._tick + 1 or not on_time:
            self._since = tick
        self._tick, self._at = tick, now
        return Stretch(self._since, tick)

    def broken(self) -> None:
        """What was owed since the last tick didn't happen."""
        self._at = float("-inf")


def stale(
    marks: Iterable[tuple[str, int]],
    pinged: int,
    newest: int,
    process: Stretch | None,
    worker: Stretch,
) -> list[str]:
    """Sockets of one slot and process that left the ping of tick `pinged` unanswered.

    `marks`: socket -> the tick of its last sign of life. A socket without a mark is never
    stale. Neither is any while the process may have marks that it hasn't written, or the
    worker has slept: then silence proves nothing.
    """
    due = pinged + GRACE
    if newest < due or process is None:
        return []
    if not process.covers(pinged, due) or not worker.covers(pinged, due):
        return []
    return [socket for socket, mark in marks if mark < pinged]


def most_closings(sockets_in_slot: int) -> int:
    """Per tick: if half the world seems dead, the fault is likelier ours."""
    return max(LEAST_CLOSINGS, sockets_in_slot // 10)


def people(entries: Mapping[str, Mapping[str, Any]], tick: int) -> list[dict[str, Any]]:
    """The people at a ticket from its presence entries: one row each, however many tabs.

    An entry is a socket's {key, role, name}, or what was left when one went: the same with
    the `tick` and the time `at` of its going.
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
    if "tick" not in entry:
        return shown | {"state": "online", "last_seen": None}
    # A tick counted anew (Redis came back empty) makes the difference negative: long ago.
    recent = 0 <= tick - entry["tick"] < PRESENCE_GRACE
    return shown | {"state": "unstable" if recent else "offline", "last_seen": entry["at"]}


def on_duty(agents: Iterable[Mapping[str, Any]]) -> bool:
    return any(agent["state"] != "offline" for agent in agents)
