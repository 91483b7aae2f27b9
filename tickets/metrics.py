"""What a process counts of itself, for Prometheus and for the Connections page.

Knows nothing of the rest: whoever does a thing counts it here. Seconds are base units, and
names are in docs/running_it.md. An increment costs about 0.3 µs, an observation 0.8 µs.
"""

import math
import time
from typing import Any, Final

import prometheus_client
from prometheus_client import REGISTRY, Counter, Gauge, Histogram
from prometheus_client.exposition import ThreadingWSGIServer

CONTENT_TYPE: Final = prometheus_client.CONTENT_TYPE_LATEST
MILLISECONDS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
SECONDS: Final = tuple(milliseconds / 1000 for milliseconds in MILLISECONDS)

# — a web process —

SOCKETS = Gauge("holdfast_sockets", "Sockets that said hello: those that are pinged.")
OPENED = Counter("holdfast_sockets_opened_total", "Sockets accepted.")
CLOSINGS = Counter(
    "holdfast_closings_total",
    "Accepted sockets that ended. A close code's name: this server closed it; left: the page "
    "did; cut: the line broke without a close frame; error: a handler died.",
    ["reason"],
)
PINGS = Counter("holdfast_pings_total", "Heartbeat frames sent.")
PONGS = Counter("holdfast_pongs_total", "Heartbeat frames received.")
ROUND_TRIP = Histogram(
    "holdfast_round_trip_seconds",
    "From the oldest unanswered ping of a socket to its pong.",
    buckets=SECONDS,
)
REPAIRS = Counter(
    "holdfast_repairs_total",
    "Events that the channel layer did not bring to this process, read from the database instead. "
    "One for each audience: agents, and the customer.",
)
UNANNOUNCED = Counter("holdfast_unannounced_total", "Announcements that this process could not send.")
ACKED = Histogram(
    "holdfast_send_to_ack_seconds",
    "From the arrival of a `send`, `status` or `assign` to its ack: queue, transaction and commit.",
    buckets=SECONDS,
)
SEEN = Histogram(
    "holdfast_send_to_seen_seconds",
    "From a message's row to the `delivered` of a page of the other side that had the ticket open "
    "then, by the database's clock. At most ten of a process in a second are looked at.",
    buckets=(*SECONDS, 20.0, 60.0),
)
ALONE = Gauge("holdfast_beating_alone", "1: no tick arrives here, and the process pings by its own clock.")

# — the worker —

LEADING = Gauge("holdfast_leading", "1: this worker holds the lease.")
BEAT = Histogram("holdfast_beat_seconds", "A beat's work: tick and sweep.", buckets=SECONDS)
BEAT_LAG = Histogram("holdfast_beat_lag_seconds", "How late a beat began.", buckets=SECONDS)
FAILED_BEATS = Counter("holdfast_failed_beats_total", "Beats that Redis or the layer did not take.")
STALE = Counter("holdfast_stale_sockets_total", "Sockets that left a ping unanswered and were to be closed.")
PURGED = Counter("holdfast_purged_processes_total", "Dead web processes whose people were set offline.")

# — `manage.py jobs` —

JOBS = Counter("holdfast_jobs_total", "Tries of jobs, by kind and by how they ended.", ["kind", "outcome"])
REACTED = Counter("holdfast_reacted_total", "Events that were given to every reaction.")
JOBS_OVERDUE = Gauge(
    "holdfast_jobs_overdue_seconds",
    "For how long the oldest job of a kind could have been taken and wasn't.",
    ["kind"],
)

# — all —

LOOP_LAG = Histogram(
    "holdfast_loop_lag_seconds", "How late the event loop gets to what is due.", buckets=SECONDS
)


class Sampled:
    """For what costs more to find out than to count: true at most once in so many seconds."""

    def __init__(self, every: float) -> None:
        self.every, self._last = every, -math.inf

    def __call__(self) -> bool:
        now = time.monotonic()
        if now - self._last < self.every:
            return False
        self._last = now
        return True


def value(name: str, **labels: str) -> float:
    """A sample as it is told to Prometheus; 0 if there is none yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


def samples(metric: Any) -> dict[str, float]:
    """A histogram's counts by upper bound (cumulative), or what else there is by its one label."""
    [family] = metric.collect()
    counted = (s for s in family.samples if not s.name.endswith(("_count", "_sum", "_created")))
    return {next(iter(s.labels.values()), ""): s.value for s in counted}


def exposition() -> bytes:
    return prometheus_client.generate_latest(REGISTRY)


def serve(host: str, port: int | None, *, shared: bool = False) -> None:
    """On a port of its own, in a thread, for a network that strangers don't reach. `shared`: with the process
    that this one replaces. Raises OSError."""
    ThreadingWSGIServer.allow_reuse_port = shared
    if port is not None:
        prometheus_client.start_http_server(port, host)
