"""`manage.py jobs`: what follows from events, and what has its time or touches the outside world.

Any number of them may run, on any host. Never a part of the heartbeat worker: a beat may not
wait for a mail server.
"""

import asyncio
import logging
from secrets import token_hex
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets import metrics, schema
from tickets.connections.report import Reporter
from tickets.conversation import reactions
from tickets.database import in_database
from tickets.jobs import kinds, table
from tickets.jobs.rounds import Rounds
from tickets.jobs.worker import Worker
from tickets.management.ending import stop_signal
from tickets.presence.watch import Watch
from tickets.refusals import Refused
from tickets.wire import announce, groups
from tickets.wire.announcements import Announcement
from tickets.wire.hub import hub

log = logging.getLogger("jobs")

POLL: Final = 1.0  # seconds; an announcement wakes it before
REST: Final = 0.2  # seconds from there: a round costs about the same for one message and for many


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # a restart must take no longer than it has to

    def handle(self, *args: Any, **options: Any) -> None:
        schema.must_serve()
        asyncio.run(self.run())

    async def run(self) -> None:
        stopped, news = stop_signal(), News()
        announce.threads_send_here()
        await hub().join([groups.DESK], news)
        await Watch().begin()
        worker, rounds = Worker(), Rounds()
        reporter = Reporter(token_hex(8), "jobs", lambda: worker.state() | {"database": self.database})
        serve_metrics()
        log.info("jobs: %s", ", ".join(f"{lane.name} ({', '.join(lane.kinds)})" for lane in worker.lanes))
        while not stopped.is_set():
            more = await self.round(worker, news)
            if not more:
                await first_of(stopped, news.came, worker.freed)
        await reporter.retire()
        await rounds.end()
        await worker.end()
        log.info("jobs end")

    database = True  # it could be reached in the last round

    async def round(self, worker: Worker, news: "News") -> bool:
        """True: there is more to react to. While the database is away, jobs wait in it."""
        news.came.clear()
        try:
            more = await in_database(reactions.catch_up)
            await worker.claim()
            if look():
                await in_database(tell_overdue)
        except Refused:
            self.database = False
            return False
        self.database = True
        return more


class News:
    """Every row that the desk is told says that a ticket has changed."""

    def __init__(self) -> None:
        self.came = asyncio.Event()
        self._coming = False

    def announced(self, _: Announcement) -> None:
        if not self._coming:
            self._coming = True
            asyncio.get_running_loop().call_later(REST, self._come)

    def _come(self) -> None:
        self._coming = False
        self.came.set()


async def first_of(*events: asyncio.Event) -> None:
    """Wait for one of them, POLL at the longest."""
    waits = {asyncio.create_task(event.wait()) for event in events}
    await asyncio.wait(waits, timeout=POLL, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


look = metrics.Sampled(every=POLL)


def tell_overdue() -> None:
    names = [name for lane in kinds.by_lane().values() for name in lane]
    for name, waits in zip(names, table.waits([[name] for name in names]), strict=True):
        metrics.JOBS_OVERDUE.labels(name).set(table.overdue(name) if waits else 0)


def serve_metrics() -> None:
    try:
        metrics.serve(settings.HOST, settings.JOBS_METRICS_PORT)
    except OSError as error:
        raise CommandError(f"JOBS_METRICS_PORT: can't listen: {error.strerror}") from None
