"""What `manage.py jobs` does: claims due jobs, lane by lane, carries them out on the lane's
threads, and keeps their leases while it does. Any number of them may run."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from itertools import compress
from typing import Any, Final

from django.db import close_old_connections

from tickets import metrics
from tickets.database import in_database, part_from
from tickets.jobs import rules, table
from tickets.jobs.kinds import by_lane
from tickets.jobs.models import Job

log = logging.getLogger(__name__)

LANE_THREADS: Final = 2
DONE: Final = "done"
FAILED: Final = "failed"
RENEWAL: Final = rules.LEASE.total_seconds() / 3
PATIENCE: Final = 8.0  # seconds, at the end of the process


class Lane:
    """Kinds that share threads, because they wait for the same part of the world."""

    def __init__(self, name: str, kinds: list[str]) -> None:
        self.name, self.kinds = name, kinds
        self.threads = ThreadPoolExecutor(LANE_THREADS, thread_name_prefix=f"jobs-{name}")
        self.running: set[asyncio.Future[None]] = set()

    @property
    def free(self) -> int:
        return LANE_THREADS - len(self.running)


class Worker:
    def __init__(self) -> None:
        self.lanes = [Lane(name, kinds) for name, kinds in by_lane().items()]
        for kind in (kind for lane in self.lanes for kind in lane.kinds):
            for outcome in (DONE, FAILED):  # at 0: an alert compares them
                metrics.JOBS.labels(kind, outcome)
        # Under way. Not by the job: one that was moved while it runs may run a second time beside itself.
        self.jobs: dict[asyncio.Future[None], Job] = {}
        self.freed = asyncio.Event()  # a thread has become free since it was last looked at
        self._renewing = asyncio.create_task(self._keep_leases(), name="leases")

    async def claim(self) -> None:
        """Start what is due and has a free thread. Raises Refused: the database is away."""
        self.freed.clear()
        waits = await in_database(table.waits, [lane.kinds for lane in self.lanes])
        for lane in compress(self.lanes, waits):
            if lane.free:
                for job in await in_database(table.claim, lane.kinds, lane.free):
                    self._start(lane, job)

    def _start(self, lane: Lane, job: Job) -> None:
        running = asyncio.get_running_loop().run_in_executor(lane.threads, _carry_out, job)
        lane.running.add(running)
        self.jobs[running] = job

        def ended(_: object) -> None:
            lane.running.discard(running)
            del self.jobs[running]
            self.freed.set()

        running.add_done_callback(ended)

    def state(self) -> dict[str, Any]:
        """What it tells of itself: jobs under way, and lanes whose next job has to wait."""
        return {"running": len(self.jobs), "full": [lane.name for lane in self.lanes if not lane.free]}

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(RENEWAL)
            try:
                if self.jobs:
                    await in_database(table.renew, list(self.jobs.values()))
            except Exception as error:
                log.warning("leases could not be renewed: %s", error)

    async def end(self) -> None:
        """Let what is under way come to its end; what doesn't is somebody else's after its lease."""
        self._renewing.cancel()
        running = {task for lane in self.lanes for task in lane.running}
        if running:
            await asyncio.wait(running, timeout=PATIENCE)
        for lane in self.lanes:
            lane.threads.shutdown(wait=False, cancel_futures=True)


def _carry_out(job: Job) -> None:
    try:
        table.carry_out(job)
        metrics.JOBS.labels(job.kind, DONE).inc()
    except table.Superseded:
        log.info("%s was taken over, or moved, while it ran", job)
    except Exception as error:
        _failed(job, error)
    finally:
        close_old_connections()


def _failed(job: Job, error: Exception) -> None:
    part_from(error)
    metrics.JOBS.labels(job.kind, FAILED).inc()
    log.warning("%s failed (try %d): %s", job, job.tries, type(error).__name__)
    try:
        table.failed(job, error)
    except Exception as away:  # then the lease runs out
        log.warning("and that could not be written down: %s", away)
