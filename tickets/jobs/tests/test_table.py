import contextlib
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.db.models.functions import Now
from django.db.transaction import atomic

from tickets import database
from tickets.jobs import kinds, rules, table
from tickets.jobs.kinds import Kind
from tickets.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

ALL = ("write", "fail", "hopeless", "atomic")


def claimed(most: int = 10) -> list[Job]:
    return table.claim(ALL, most)


def passes() -> None:
    """The leases' and the waits' time."""
    Job.objects.alive().update(due=Now() - timedelta(seconds=1))
    Job.objects.filter(lease__isnull=False).update(lease=Now() - timedelta(seconds=1))


def test_what_is_enqueued_is_carried_out_once(done: list[object]) -> None:
    table.enqueue("write", {"say": "hello"})
    [job] = claimed()
    table.carry_out(job)
    assert done == ["hello"]
    assert claimed() == []
    assert not Job.objects.exists()


def test_a_transaction_that_fails_enqueues_nothing() -> None:
    @atomic
    def fails() -> None:
        table.enqueue("write", {"say": "hello"})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert claimed() == []


def test_a_job_waits_for_its_time() -> None:
    table.enqueue("write", {"say": "later"}, wait=timedelta(minutes=3))
    assert claimed() == []
    passes()
    assert len(claimed()) == 1


def test_nobody_else_gets_it_while_it_is_leased_and_somebody_does_after() -> None:
    table.enqueue("write", {"say": "hello"})
    [first] = claimed()
    assert claimed() == []
    passes()
    [second] = claimed()
    assert (second.pk, second.run) == (first.pk, first.run + 1)


def test_a_lease_that_is_renewed_does_not_run_out() -> None:
    table.enqueue("write", {"say": "hello"})
    [job] = claimed()
    passes()
    table.renew([job])
    assert claimed() == []


def test_who_lost_the_lease_ends_nothing_and_writes_nothing(done: list[object]) -> None:
    kinds.register(Kind("atomic", lambda args: done.append(args["say"]), atomic=True))
    table.enqueue("atomic", {"say": "once"})
    [slow] = claimed()
    passes()
    [quick] = claimed()
    table.carry_out(quick)
    with pytest.raises(table.Superseded):
        table.carry_out(slow)
    assert done == ["once"]


def test_what_an_atomic_job_writes_goes_with_its_failure() -> None:
    def write_and_fail(args: kinds.Args) -> None:
        table.enqueue("write", {"say": "never"})
        raise OSError("no")

    kinds.register(Kind("atomic", write_and_fail, atomic=True))
    table.enqueue("atomic")
    [job] = claimed()
    with pytest.raises(OSError, match="no"):
        table.carry_out(job)
    assert list(Job.objects.values_list("kind", flat=True)) == ["atomic"]


def test_what_follows_an_outside_act_is_written_with_its_end() -> None:
    kinds.register(Kind("outside", lambda _: lambda: table.enqueue("write", {"say": "sent"})))
    table.enqueue("outside")
    [job] = table.claim(["outside"], 1)
    table.carry_out(job)
    assert list(Job.objects.values_list("kind", flat=True)) == ["write"]


def test_a_failure_is_tried_again_later_and_then_no_more() -> None:
    table.enqueue("fail")
    for _ in range(2):
        [job] = claimed()
        table.failed(job, OSError("the mail server is away"))
        assert claimed() == []
        passes()
    assert claimed() == []
    [dead] = table.dead()
    assert dead.error == "OSError: the mail server is away"


def test_again_gives_a_dead_job_all_its_tries() -> None:
    table.enqueue("hopeless")
    [job] = claimed()
    table.failed(job, kinds.Hopeless("no such mailbox"))
    [dead] = table.dead()
    assert table.again(dead.pk)
    assert not table.again(dead.pk)
    [job] = claimed()
    assert job.tries == 1


def test_the_outside_world_may_say_when() -> None:
    table.enqueue("fail")
    [job] = claimed()
    table.failed(job, kinds.Later("429", timedelta(hours=1)))
    assert Job.objects.filter(due__gt=Now() + timedelta(minutes=59)).exists()


def test_a_job_that_takes_its_worker_with_it_comes_to_an_end() -> None:
    table.enqueue("fail")
    for _ in range(2):
        assert len(claimed()) == 1
        passes()
    assert claimed() == []
    [dead] = table.dead()
    assert dead.error == "its worker died each time"


def test_of_a_key_there_is_one_job() -> None:
    for word in ("first", "second"):
        table.enqueue("write", {"say": word}, key="mail 7")
    [job] = claimed()
    assert job.args == {"say": "first"}


def test_a_move_sets_the_time_and_words_anew() -> None:
    table.enqueue("write", {"say": "first"}, key="mail 7")
    table.enqueue("write", {"say": "second"}, key="mail 7", move=True, wait=timedelta(minutes=3))
    assert claimed() == []
    passes()
    [job] = claimed()
    assert job.args == {"say": "second"}


def test_a_move_while_it_runs_is_not_lost(done: list[object]) -> None:
    table.enqueue("write", {"say": "first"}, key="mail 7")
    [running] = claimed()
    table.enqueue("write", {"say": "second"}, key="mail 7", move=True)
    with pytest.raises(table.Superseded):
        table.carry_out(running)
    [job] = claimed()
    table.carry_out(job)
    assert done == ["first", "second"]


@pytest.mark.parametrize("away", [2, 3])
def test_what_was_done_outside_is_written_down_as_soon_as_the_database_is_back(
    done: list[object], monkeypatch: pytest.MonkeyPatch, away: int
) -> None:
    """A mail that the mail server has isn't sent again for a lock that lasts longer than one waits."""
    monkeypatch.setattr(rules, "PAUSES", (0.0, 0.0))
    tries = itertools.count()

    def settle() -> None:
        table.enqueue("write", {"say": "and then"})
        if next(tries) < away:
            raise OperationalError("database is locked")

    def send(_: kinds.Args) -> Callable[[], None]:
        done.append("sent")
        return settle

    kinds.register(Kind("send", send))
    table.enqueue("send")
    [job] = table.claim(["send"], 1)
    with pytest.raises(OperationalError) if away > len(rules.PAUSES) else contextlib.nullcontext():
        table.carry_out(job)
    assert done == ["sent"]
    kept = {"write"} if away <= len(rules.PAUSES) else {"send"}
    assert set(Job.objects.values_list("kind", flat=True)) == kept


def test_what_is_cancelled_is_not_carried_out() -> None:
    table.enqueue("write", {"say": "never"}, key="mail 7")
    table.cancel("mail 7")
    assert claimed() == []


def test_jobs_of_one_order_run_one_after_another_also_over_a_failure() -> None:
    for word in ("first", "second"):
        table.enqueue("write", {"say": word}, order="ticket 7")
    table.enqueue("write", {"say": "other"}, order="ticket 8")
    first, other = claimed()
    assert (first.args["say"], other.args["say"]) == ("first", "other")
    table.failed(first, OSError("no"))
    assert claimed() == []  # the second waits for the first's next try
    passes()
    [first, _] = claimed()
    assert first.args["say"] == "first"
    table.carry_out(first)
    [second] = claimed()
    assert second.args["say"] == "second"


def test_a_kind_that_is_not_known_here_waits_for_who_knows_it() -> None:
    Job.objects.create(kind="of tomorrow")
    assert claimed() == []
    assert table.overdue() >= 0


def test_how_late_the_oldest_is() -> None:
    assert table.overdue() == 0
    table.enqueue("write", {"say": "late"}, wait=timedelta(seconds=-90))
    assert 90 <= table.overdue("write") < 1000
    assert table.overdue("fail") == 0


def may_write() -> bool:
    free = database._one_writer.acquire(blocking=False)
    if free:
        database._one_writer.release()
    return free


def test_every_write_queues_up_in_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite; else it sleeps, ever longer, while others of its own process write."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    table.enqueue("write", {"say": "hello"}, key="k")
    writes: list[bool] = []

    def looked(execute: Any, sql: str, *more: Any) -> Any:
        if sql.lstrip().startswith(("UPDATE", "DELETE", "INSERT", "WITH")):
            with ThreadPoolExecutor(1) as other:
                writes.append(other.submit(may_write).result())
        return execute(sql, *more)

    with connection.execute_wrapper(looked):
        [job] = claimed()
        table.renew([job])
        table.failed(job, kinds.Hopeless("no such mailbox"))
        assert table.again(job.pk)
        [again] = claimed()
        table.carry_out(again)
        table.cancel("k")
    assert len(writes) >= 6
    assert not any(writes), "somebody else could have begun to write"


def is_late(job: Job, **more: object) -> None:
    ago = Now() - timedelta(seconds=90)
    Job.objects.filter(pk=job.pk).update(**({"due": ago} | more))


def test_what_somebody_works_on_is_not_late() -> None:
    table.enqueue("write", {"say": "hello"})
    [job] = claimed()
    is_late(job)
    assert table.overdue() == table.overdue("write") == 0


def test_what_waits_in_its_order_is_not_late_but_the_one_that_it_waits_for_is() -> None:
    for word in ("first", "second"):
        table.enqueue("write", {"say": word}, order="a ticket's")
    [first] = claimed()
    second = Job.objects.exclude(pk=first.pk).get()
    is_late(first)
    is_late(second)
    assert table.overdue() == 0
    table.failed(first, OSError("away"))  # and it is to be tried again later
    assert table.overdue() == 0
    is_late(first)
    assert 90 <= table.overdue() < 1000


def test_what_a_dead_worker_had_is_late_from_the_end_of_its_lease_on() -> None:
    table.enqueue("write", {"say": "hello"})
    [job] = claimed()
    is_late(job, lease=Now() - timedelta(seconds=20))
    assert 20 <= table.overdue() < 80
    table.enqueue("write", {"say": "never taken"}, wait=timedelta(seconds=-85))
    assert 85 <= table.overdue() < 1000


@contextlib.contextmanager
def on_its_own_connection() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as other:
        yield other
        other.submit(connections.close_all).result()


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def test_what_is_moved_while_the_job_puts_itself_back_has_the_new_words() -> None:
    """Its key's row is gone for who waited for it, and the one that took its place wasn't there yet."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer")
    table.enqueue("write", {"say": "old"}, key="k")
    with on_its_own_connection() as other:
        with atomic():
            Job.objects.filter(key="k").delete()
            table.enqueue("write", {"say": "old"}, key="k")
            moving = other.submit(table.enqueue, "write", {"say": "new"}, key="k", move=True)
            while not somebody_waits_for_a_lock():
                assert not moving.done()
        moving.result()
    assert [job.args for job in Job.objects.all()] == [{"say": "new"}]
