"""All processes at a glance: reports and histories in, rows and lines of a chart out. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

from tickets.connections.report import EVERY
from tickets.connections.store import History, Told
from tickets.jobs.rules import LEASE
from tickets.liveness.rules import LEADER_LEASE, PROCESS_LEASE
from tickets.metrics import SECONDS

CELL: Final = 5_000  # milliseconds between two points of a chart
GAP: Final = 30_000  # milliseconds without a word: nobody knows what happened in them
FRESH: Final = 3 * EVERY  # seconds
KINDS: Final = ("web", "worker", "jobs")
LATE: Final = 0.25  # seconds of loop lag from which a process has too much to do

Row = dict[str, Any]


class State(NamedTuple):
    """In English, and by key: `why` has the code of `words` and what they name, so that a page says it in its
    reader's language (static/js/connections/words)."""

    tone: str
    state: str
    words: str = ""
    why: Row | None = None


def _why(code: str, **named: Any) -> Row:
    return {"code": code} | named


# — rows —


def rows(told: Mapping[str, Told]) -> list[Row]:
    """Web processes, workers, jobs; of each the oldest first. Those that are silent stay in their place."""
    leads = any(_leads(one) for one in told.values())
    in_order = sorted(told, key=lambda id: (KINDS.index(told[id].report["kind"]), -_uptime(told[id]), id))
    return [_row(id, told[id], leads) for id in in_order]


def _uptime(told: Told) -> int:
    """Seconds since the process began."""
    up: float = told.report["up"]
    return round(up + told.age)


def _row(id: str, told: Told, leads: bool) -> Row:
    report = told.report
    state = {name: value for name, value in _state(told, leads)._asdict().items() if value is not None}
    about = {name: report[name] for name in ("kind", "host", "pid", "version", "lag")}
    figures = {name: report["figures"].get(name) for name in ("sockets", "beats", "seconds", "reacted")}
    figures["running"] = report.get("running")
    up = _uptime(told) if told.age < FRESH else None  # nobody knows
    return {"id": id, "up": up, **state, **about, **figures}


def _state(told: Told, leads: bool) -> State:
    match told.report["kind"]:
        case "web":
            return _web(told, leads)
        case "worker":
            return _worker(told)
        case _:
            return _jobs(told)


def _leads(told: Told) -> bool:
    return told.age < FRESH and bool(told.report.get("leading")) and not told.report.get("failing")


def _silent(told: Told, lease: float, then: str, code: str) -> State | None:
    if told.age < FRESH:
        return None
    seconds = round(told.age)
    silence = f"{seconds} s without a word"
    if told.age < lease:
        killed = _why("killed", seconds=seconds)
        return State("bad", "silent", f"{silence}: killed, frozen, or cut off from Redis", killed)
    return State("bad", "gone", f"{silence}: {then}", _why(code, seconds=seconds))


def _web(told: Told, leads: bool) -> State:
    report = told.report
    over = "its lease ran out, and its people count as offline"
    silent = _silent(told, PROCESS_LEASE, over, "lease-over")
    if silent:
        return silent
    ends = "it ends: its pages go to other processes"
    late = f"up to {report['lag']:.1f} s late: more work than it can do"
    down = "can't reach the database: messages wait in their pages"
    lag = _why("lag", seconds=round(report["lag"], 1))
    troubles: list[tuple[bool, State]] = [
        (report["draining"], State("note", "draining", ends, _why("draining"))),
        (report["alone"], _alone(report["silent"], leads)),
        (not report["tick"], State("note", "starting", "waits for its first tick", _why("no-tick-yet"))),
        (not report["database"], State("bad", "no database", down, _why("web-without-database"))),
        (report["lag"] > LATE, State("note", "busy", late, lag)),
    ]
    return next((state for so, state in troubles if so), State("good", "serving"))


def _alone(silent: float | None, leads: bool) -> State:
    since = "no tick since it started" if silent is None else f"no tick for {silent:.0f} s"
    code = "other-redis" if leads else "alone"
    why = _why(f"{code}-since-start") if silent is None else _why(code, seconds=round(silent))
    if leads:
        words = f"{since}, though a worker leads: is this process's Redis the worker's?"
        return State("bad", "beats alone", words, why)
    return State("bad", "beats alone", f"{since}. Is the heartbeat worker running?", why)


def _worker(told: Told) -> State:
    report = told.report
    another = "another worker leads by now, if there is one"
    silent = _silent(told, LEADER_LEASE + FRESH, another, "led-by-another")
    if silent:
        return silent
    if report["failing"]:
        words = "can't beat: Redis refuses or is away. Its log says more"
        return State("bad", "failing", words, _why("cannot-beat"))
    if report["leading"]:
        return State("good", "leading")
    words = "takes over within 3 s when the leader stops"
    return State("good", "standing by", words, _why("takes-over"))


def _jobs(told: Told) -> State:
    report = told.report
    anew = "what it had begun, another begins anew"
    silent = _silent(told, LEASE.total_seconds(), anew, "begun-anew")
    if silent:
        return silent
    if not report["database"]:
        words = "can't reach the database, in which jobs wait"
        return State("bad", "no database", words, _why("jobs-without-database"))
    if report["full"]:
        lanes = ", ".join(report["full"])
        words = f"what comes next in {lanes} waits for a free thread"
        return State("note", "busy", words, _why("full", lanes=lanes))
    return State("good", "working" if report["running"] else "ready")


# — charts —


class Cell:
    """What all processes did in five seconds."""

    def __init__(self) -> None:
        self.sockets = self.repairs = 0.0
        self.closings: dict[str, float] = defaultdict(float)
        self.round_trip = [0.0] * (len(SECONDS) + 1)  # by bucket, not cumulative


def points(histories: Iterable[History], since: int, now: int) -> dict[str, list[Any]]:
    """Columns of the cells from `since` to `now` (milliseconds), but for the last few seconds:
    there, not everybody has told yet. Who is asked later has more to say, so ask again for the
    last GAP. A round trip of None: there was none."""
    cells: dict[int, Cell] = defaultdict(Cell)
    for history in histories:
        last_of_each = {at // CELL: figures for at, figures in history}
        for (began, before), (ended, figures) in pairwise(last_of_each.items()):
            if ended - began <= GAP // CELL:
                add = _growth(before, figures, ended - began)
                for cell in range(began + 1, ended + 1):
                    add(cells[cell])
    at = [cell for cell in sorted(cells) if since <= cell * CELL <= now - CELL]
    shown = [cells[cell] for cell in at]
    return {
        "at": [cell * CELL // 1000 for cell in at],
        "sockets": [round(cell.sockets) for cell in shown],
        "p50": [quantile(0.5, cell.round_trip) for cell in shown],
        "p95": [quantile(0.95, cell.round_trip) for cell in shown],
        "repairs": [round(cell.repairs, 3) for cell in shown],
        **{name: [round(cell.closings[name], 3) for cell in shown] for name in CLOSINGS},
    }


CLOSINGS: Final = ("left", "cut", "no_pong", "other")


def _growth(before: Row, now: Row, cells: int) -> Callable[[Cell], None]:
    """What was added, in equal parts for so many cells: so that nothing is lost or told twice."""

    def part(old: float, new: float) -> float:
        return (new - old) / cells

    def add(cell: Cell) -> None:
        cell.sockets += now["sockets"]
        cell.repairs += part(before["repairs"], now["repairs"])
        for reason, count in now["closings"].items():
            name = reason if reason in CLOSINGS else "other"
            cell.closings[name] += part(before["closings"].get(reason, 0), count)
        grown = [new - old for old, new in zip(before["round_trip"], now["round_trip"], strict=True)]
        for bucket, (below, upto) in enumerate(pairwise([0.0, *grown])):
            cell.round_trip[bucket] += upto - below

    return add


def quantile(part: float, counts: list[float]) -> float | None:
    """Milliseconds, read off the buckets in a straight line. None: nothing was counted."""
    wanted, seen = part * sum(counts), 0.0
    if not wanted:
        return None
    for lower, upper, count in zip((0.0, *SECONDS), (*SECONDS, SECONDS[-1]), counts, strict=True):
        if seen + count >= wanted:
            return round(1000 * (lower + (upper - lower) * (wanted - seen) / count), 1)
        seen += count
    return 1000 * SECONDS[-1]
