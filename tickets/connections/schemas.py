"""What the calls of the Connections page answer, for /api/docs. The overview is answered as it was made, in
JSON, and a test holds it against this."""

from typing import Literal

from tickets.api_docs import Documented, example
from tickets.conversation.schemas import AT

PROCESS = {
    "id": "c0ffee123456",
    "up": 3600,
    "tone": "good",
    "state": "serving",
    "words": "",
    "kind": "web",
    "host": "web-1",
    "pid": 4711,
    "version": "0.1.0",
    "lag": 0.004,
    "sockets": 120,
    "beats": None,
    "seconds": None,
    "reacted": None,
    "running": None,
}
POINTS = {
    "at": [1764000000],
    "sockets": [120],
    "p50": [1.2],
    "p95": [4.8],
    "repairs": [0],
    "left": [2],
    "cut": [0],
    "no_pong": [0],
    "other": [0],
}
ADDRESS = {"seen": "203.0.113.7", "how": "known", "sockets": 118, "addresses": 97}


class ProcessRow(Documented):
    id: str
    """Of the process, while it lives."""
    up: int | None
    """Seconds since it began; null while it is silent."""
    tone: Literal["good", "note", "bad"]
    """How its state is to be taken."""
    state: str
    """In a word or two."""
    words: str
    """What it means, and what to do, in English."""
    why: dict[str, str | int | float] | None = None
    """The same for pages in other languages: its `code`, and what it names."""
    kind: Literal["web", "worker", "jobs"]
    """What it does."""
    host: str
    """Where it runs."""
    pid: int
    """Its number there."""
    version: str
    """Of Holdfast."""
    lag: float
    """Seconds that its event loop was late at worst."""
    sockets: float | None
    """Of a web process."""
    beats: float | None
    """Of a worker: so far."""
    seconds: float | None
    """Of a worker: what its beats took."""
    reacted: float | None
    """Of a jobs process: events that were given to every reaction."""
    running: int | None
    """Of a jobs process: jobs under way."""


class Points(Documented):
    """Columns of one table: a value for each five seconds."""

    at: list[int]
    """Unix time, seconds."""
    sockets: list[int]
    """Open ones."""
    p50: list[float | None]
    """Round trips in milliseconds: half took at most so long; null: there was none."""
    p95: list[float | None]
    """The same for 95 of 100."""
    repairs: list[float]
    """Events that were read from the database, since their announcement was lost."""
    left: list[float]
    """Sockets that their page closed."""
    cut: list[float]
    """Sockets whose line broke."""
    no_pong: list[float]
    """Sockets that left a ping unanswered."""
    other: list[float]
    """Sockets that ended otherwise."""


class Address(Documented):
    seen: str
    """The caller's, as this process knows it."""
    how: Literal["none", "undeclared", "known", "silent", "short", "garbled"]
    """Where it has it from (docs/protocol.md)."""
    sockets: int
    """Of customers, in this process."""
    addresses: int
    """Of how many addresses those are."""


class Overview(Documented):
    model_config = example(
        me="c0ffee123456",
        heartbeat=5,
        origins=["https://support.example.com"],
        address=ADDRESS,
        now=1764000003000,
        redis=True,
        processes=[PROCESS],
        points=POINTS,
    )
    me: str
    """The process that answers."""
    heartbeat: int
    """Seconds between two pings of a socket."""
    origins: list[str]
    """The addresses of this desk."""
    address: Address
    """Who calls, and whether visitors can be told apart."""
    now: int
    """Redis's time in milliseconds; 0 while it is away."""
    redis: bool
    """Whether it answers; without it the answering process alone is known."""
    processes: list[ProcessRow]
    """Web processes, workers and jobs; of each the oldest first."""
    points: Points
    """Of the charts, after `since`."""


class NewestMark(Documented):
    model_config = example(tick=812, mark=809)
    tick: int
    """The newest."""
    mark: int | None
    """The tick of the socket's last sign of life; null: it has none."""


class KindOfJobs(Documented):
    kind: str
    """Its name."""
    overdue: float
    """For how many seconds its oldest job could have been taken and wasn't."""


class DeadJob(Documented):
    id: int
    """To try it again by."""
    kind: str
    """What it was to do."""
    at: str
    """When it was given up."""
    tries: int
    """How often it was tried."""
    error: str
    """What the last try said."""


class Trouble(Documented):
    part: str
    """What fails: a feature, and which part of it."""
    words: str
    """What the world outside said last."""


class Jobs(Documented):
    model_config = example(
        overdue=0,
        reactions=0.4,
        kinds=[{"kind": "reaction", "overdue": 0}],
        dead=[{"id": 7, "kind": "mail", "at": AT, "tries": 10, "error": "OSError: away"}],
        troubles=[{"part": "mail.out", "words": "OSError: away"}],
    )
    overdue: float
    """For how many seconds the oldest job could have been taken and wasn't; 0: nothing waits."""
    reactions: float
    """For how many seconds a ticket has waited for its reactions."""
    kinds: list[KindOfJobs]
    """The same of each kind."""
    dead: list[DeadJob]
    """The newest 50 that were given up."""
    troubles: list[Trouble]
    """What fails in the world outside, as long as it does."""
