"""`manage.py heartbeat`: ticks once a second, closes who stopped answering, purges the dead."""

import asyncio
import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets import metrics, schema
from tickets.connections.report import Reporter
from tickets.conversation import actions
from tickets.liveness.rules import BEAT, SWEEP_AFTER
from tickets.liveness.worker import Beat, Worker
from tickets.management.ending import stop_signal
from tickets.presence.worker import People
from tickets.redis import mend

log = logging.getLogger("heartbeat")

INTERVAL: int = settings.HEARTBEAT_INTERVAL


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # a restart must take no longer than it has to

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one beat, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        schema.must_serve()
        asyncio.run(self.once() if options["once"] else self.run())

    async def once(self) -> None:
        worker, total = Worker(People()), Beat()
        try:
            beat = await worker.tick()
            await asyncio.sleep(SWEEP_AFTER)
            await worker.sweep(beat)
            await worker.resign()
        except Exception as error:
            raise CommandError(f"no beat: {error}") from None
        total.add(beat)
        self.stdout.write(total.in_words())

    async def run(self) -> None:
        stopped = stop_signal()
        loop = asyncio.get_running_loop()
        worker, total = Worker(People()), Beat()
        reporter = Reporter(worker.id, "worker", lambda: {"leading": worker.leads, "failing": self.failing})
        log.info("worker %s: a beat a second, a line each %d", worker.id, INTERVAL)
        serve_metrics()
        due = next_beat = loop.time()
        while not stopped.is_set():
            metrics.BEAT_LAG.observe(loop.time() - due)
            total.add(await self.beat(worker))
            if total.beats == INTERVAL:
                log.info(total.in_words())
                total = Beat()
                self.tidying = asyncio.create_task(self.tidy(worker))
            due = next_beat + BEAT
            next_beat = max(due, loop.time())  # after a pause, no beats are made up
            await until(next_beat, stopped)
        await reporter.retire()
        await self.end(worker)

    async def beat(self, worker: Worker) -> Beat:
        """One beat; whatever fails in it, the next one comes."""
        beat = Beat()
        try:
            beat = await worker.tick()
            await asyncio.sleep(SWEEP_AFTER)
            await worker.sweep(beat)
        except Exception as error:
            self.failed(error)
            await mend(error)
        else:
            self.recovered()
        return beat

    async def tidy(self, worker: Worker) -> None:
        """Once an interval, beside the beats."""
        try:
            if worker.leads:
                await actions.look_again()
        except Exception as error:
            log.warning("what nobody tells waits for the next round: %s", error)

    failing = False

    def failed(self, error: Exception) -> None:
        metrics.FAILED_BEATS.inc()
        metrics.LEADING.set(0)
        if not self.failing:
            log.warning("no beat (web processes beat alone meanwhile): %s", error)
        self.failing = True

    def recovered(self) -> None:
        if self.failing:
            log.info("beating again")
        self.failing = False

    async def end(self, worker: Worker) -> None:
        try:
            await worker.resign()
        except Exception as error:
            log.warning("the lead runs out by itself: %s", error)
        log.info("worker %s ends", worker.id)


def serve_metrics() -> None:
    try:
        metrics.serve(settings.HOST, settings.WORKER_METRICS_PORT)
    except OSError as error:
        raise CommandError(f"WORKER_METRICS_PORT: can't listen: {error.strerror}") from None


async def until(when: float, stopped: asyncio.Event) -> None:
    """Wait for `when` (the loop's clock), but no longer than for the end."""
    try:
        async with asyncio.timeout_at(when):
            await stopped.wait()
    except TimeoutError:
        return
