import asyncio
import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from tickets.database import in_database
from tickets.jobs import kinds, table
from tickets.jobs.kinds import Args, Kind
from tickets.jobs.models import Job
from tickets.jobs.worker import LANE_THREADS, Worker
from tickets.management.commands import jobs as command

pytestmark = pytest.mark.django_db(transaction=True)


def left() -> list[str]:
    return list(Job.objects.order_by("pk").values_list("kind", flat=True))


def due() -> bool:
    """Also what is under way: its row is there until it ends."""
    return Job.objects.alive().filter(due__lte=Now()).exists()


def hanging(held: threading.Event) -> Callable[[Args], None]:
    def hang(_: Args) -> None:
        held.wait(30)

    return hang


async def settled(worker: Worker) -> None:
    while await in_database(due):
        await worker.claim()
        if worker.jobs:
            await worker.freed.wait()


async def test_a_worker_carries_out_what_is_due(done: list[object]) -> None:
    for word in "abcde":
        await in_database(table.enqueue, "write", {"say": word})
    worker = Worker()
    await settled(worker)
    await worker.end()
    assert sorted(map(str, done)) == list("abcde")
    assert await in_database(left) == []


async def test_only_lanes_in_which_something_waits_are_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[list[str]]()

    def claim(lane: list[str], _: int) -> list[Job]:
        asked.append(lane)
        return []

    monkeypatch.setattr(table, "claim", claim)
    worker = Worker()
    await worker.claim()
    assert asked == []
    await in_database(table.enqueue, "write", {"say": "a"})
    await worker.claim()
    await worker.end()
    assert asked == [kinds.by_lane()["default"]]


def test_where_nothing_waits_the_metrics_cost_one_question(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(command, "look", lambda: True)
    with django_assert_num_queries(1):
        command.tell_overdue()


async def test_a_failure_is_kept_with_its_reason() -> None:
    await in_database(table.enqueue, "fail")
    worker = Worker()
    await settled(worker)
    await worker.end()
    job = await in_database(Job.objects.get)
    assert job.error == "OSError: the mail server is away"


async def test_a_lane_that_hangs_holds_up_no_other(done: list[object]) -> None:
    held = threading.Event()
    kinds.register(Kind("hang", hanging(held), lane="mail"))
    for _ in range(2 * LANE_THREADS):
        await in_database(table.enqueue, "hang")
    await in_database(table.enqueue, "write", {"say": "quick"})
    worker = Worker()
    await worker.claim()
    while not done:
        await worker.freed.wait()
    assert [job.kind for job in worker.jobs.values()].count("hang") == LANE_THREADS
    held.set()
    await settled(worker)
    await worker.end()
    assert await in_database(left) == []


async def test_leases_are_renewed_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.jobs.worker.RENEWAL", 0.01)
    renewed, held = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(table, "renew", lambda jobs: jobs and loop.call_soon_threadsafe(renewed.set))
    kinds.register(Kind("hang", hanging(held)))
    await in_database(table.enqueue, "hang")
    worker = Worker()
    await worker.claim()
    await renewed.wait()
    held.set()
    await settled(worker)
    await worker.end()


async def test_what_was_moved_while_it_runs_keeps_its_lease_in_its_second_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside its first, which ends before it and takes nothing of it along."""
    monkeypatch.setattr("tickets.jobs.worker.RENEWAL", 0.01)
    renewed, held = list[list[int]](), [threading.Event(), threading.Event()]
    monkeypatch.setattr(table, "renew", lambda jobs: renewed.append(sorted(job.run for job in jobs)))
    runs = iter(held)

    def scrub(_: Args) -> None:
        next(runs).wait(30)

    kinds.register(Kind("scrub", scrub))

    async def under_way(*runs: int) -> None:
        renewed.clear()
        while list(runs) not in renewed:
            await asyncio.sleep(0)

    worker = Worker()
    await in_database(table.enqueue, "scrub", key="scrub")
    await worker.claim()
    await under_way(1)
    await in_database(partial(table.enqueue, "scrub", key="scrub", move=True))
    await worker.claim()
    await under_way(1, 3)
    held[0].set()
    await under_way(3)
    held[1].set()
    await settled(worker)
    await worker.end()
    assert await in_database(left) == []
