"""What a process or worker tells of itself, for the Connections page: beside its lease in
Redis, every two seconds, and from time to time as a point of its history.

Counters are told as they stand; whoever reads two of them has the rate.
"""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Callable
from typing import Any, Final

from tickets import VERSION, metrics
from tickets.connections.loop_lag import loop_lag
from tickets.connections.store import report_store
from tickets.redis import RedisError, mend

EVERY: Final = 2.0  # seconds
REPORTS_A_POINT: Final = 2

Report = dict[str, Any]


class Reporter:
    """`state`: what only its owner knows. Tells by its own clock, ticks or no ticks."""

    def __init__(self, id: str, kind: str, state: Callable[[], Report]) -> None:
        self.id, self.kind, self._state = id, kind, state
        self._since = time.monotonic()
        self._told = 0
        self._task = asyncio.create_task(self._run(), name="reporter")

    async def _run(self) -> None:
        while True:
            try:
                await self._tell()
            except RedisError as error:  # whoever writes marks says so
                await mend(error)
            await asyncio.sleep(EVERY)

    async def _tell(self) -> None:
        report = self.report()
        self._told += 1
        a_point = self.kind == "web" and self._told % REPORTS_A_POINT == 0
        await report_store().report(self.id, report, report["figures"] if a_point else None)

    def report(self) -> Report:
        about = {
            "kind": self.kind,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "version": VERSION,
            "up": round(time.monotonic() - self._since),
            "lag": round(loop_lag().worst(), 4),
        }
        return about | self._state() | {"figures": FIGURES[self.kind]()}

    async def retire(self) -> None:
        self._task.cancel()
        with contextlib.suppress(RedisError):  # then its report runs out
            await report_store().retire(self.id)


def web_figures() -> Report:
    return {
        "sockets": _one(metrics.SOCKETS),
        "opened": _one(metrics.OPENED),
        "pings": _one(metrics.PINGS),
        "pongs": _one(metrics.PONGS),
        "round_trip": list(metrics.samples(metrics.ROUND_TRIP).values()),
        "closings": metrics.samples(metrics.CLOSINGS),
        "repairs": _one(metrics.REPAIRS),
    }


def worker_figures() -> Report:
    beats = next(iter(metrics.BEAT.collect())).samples
    told = {sample.name.rpartition("_")[2]: sample.value for sample in beats}
    return {"beats": told["count"], "seconds": round(told["sum"], 4), "failed": _one(metrics.FAILED_BEATS)}


def jobs_figures() -> Report:
    return {"reacted": _one(metrics.REACTED)}


FIGURES: Final = {"web": web_figures, "worker": worker_figures, "jobs": jobs_figures}


def _one(metric: Any) -> float:
    return next(iter(metrics.samples(metric).values()))
