"""Everything that is asked of the table of jobs. Synchronous, on a database thread. Each write is a
`transaction`, which queues up in its process: SQLite lets those who find it busy sleep.

A job is begun by a claim (a lease and a run of its own) and ended by whoever holds that run.
"""

import random
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, Final

from django.db import close_old_connections, connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, Now
from django.db.models.sql import Query

from tickets.database import OUT_OF_REACH, transaction
from tickets.jobs import rules
from tickets.jobs.kinds import Args, Hopeless, Kind, Later, named
from tickets.jobs.models import Job, JobQuerySet

AT_ONCE: Final = timedelta()
NOTHING: Final[Args] = {}
MOST_SHOWN: Final = 50  # dead jobs
LONGEST_ERROR: Final = 2_000  # characters
_ENQUEUE: Final = """
    INSERT INTO jobs_job (kind, key, "order", args, due, run, tries, error)
    VALUES (%s, %s, %s, %s, {due}, 0, 0, '') ON CONFLICT (key) {known}
"""
_DROP: Final = "DO NOTHING"
_MOVE: Final = """DO UPDATE
    SET due = excluded.due, args = excluded.args,
        run = jobs_job.run + 1, lease = NULL, tries = 0, died_at = NULL
"""
# The rows are chosen first and for good: as a part of the update PostgreSQL may choose more of them.
_CLAIM: Final = """
    WITH free (id) AS MATERIALIZED ({free})
    UPDATE jobs_job SET lease = {lease}, run = run + 1, tries = tries + 1
    WHERE id IN (SELECT free.id FROM free) RETURNING *
"""
_END: Final = "DELETE FROM jobs_job WHERE id = %s AND run = %s"  # nothing refers to it
_OF_ORDERS: Final = 'SELECT DISTINCT "order" FROM jobs_job WHERE "order" IN ({orders})'
_ARGS: Final = Job._meta.get_field("args")
OLDEST: Final = 50  # jobs that are asked how late they are


class Superseded(Exception):
    """The run was no longer the newest: the lease had run out, or the job was moved."""


def enqueue(
    kind: str,
    args: Args = NOTHING,
    *,
    key: str | None = None,
    order: str | None = None,
    wait: timedelta = AT_ONCE,
    move: bool = False,
) -> None:
    """Within the transaction of what causes it: both are committed, or neither.

    Of a `key` there is one job: a second is dropped, or with `move` takes the first one's
    place, with the new time and arguments, also when that runs just now or is dead.
    """
    due, seconds = _from_now(wait)
    sql = _ENQUEUE.format(due=due, known=_MOVE if move else _DROP)
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, key, order, _ARGS.get_db_prep_save(dict(args), connection), *seconds])


@lru_cache
def _from_now(wait: timedelta) -> tuple[str, list[Any]]:
    """By the database's clock. Put together once: anew each time it is most of what a statement costs."""
    # SQLite compares times as texts: a sum has three digits more, and so comes after its instant.
    query, then = Query(Job), Now() + wait if wait else Now()
    sql, values = query.get_compiler(connection=connection).compile(then.resolve_expression(query))
    return sql, list(values)


def cancel(key: str) -> None:
    """What runs just now may still happen, outside; what it would have written doesn't."""
    with transaction():
        Job.objects.filter(key=key).delete()


def tried(key: str) -> int | None:
    """How often the job of this key was begun; None: there is none, or it is dead."""
    return Job.objects.alive().filter(key=key).values_list("tries", flat=True).first()


def claim(kinds: Collection[str], most: int) -> list[Job]:
    """Jobs whose time has come and on which nobody works, oldest first, leased to the caller."""
    with transaction():
        claimed = Job.objects.raw(*_of_claim(tuple(kinds), most))
        return [job for job in sorted(claimed, key=_age) if not _given_up(job)]


@cache
def _of_claim(kinds: tuple[str, ...], most: int) -> tuple[str, list[Any]]:
    """One statement, put together once: three, anew for each job, were a sixth of what a job cost."""
    rows = _claimable(kinds).order_by("due", "pk").select_for_update(skip_locked=True, of=("self",))
    free, kinds_ = rows.values("pk")[:most].query.sql_with_params()
    lease, seconds = _from_now(rules.LEASE)
    return _CLAIM.format(free=free, lease=lease), [*kinds_, *seconds]


def _age(job: Job) -> tuple[datetime, int]:
    return job.due, job.pk


def waiting_of(orders: Sequence[str]) -> set[str]:
    """Of these orders, those that have a job. In SQL: it is asked with every message."""
    if not orders:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_OF_ORDERS.format(orders=", ".join(["%s"] * len(orders))), orders)
        return {order for (order,) in cursor.fetchall()}


def waits(groups: Sequence[Sequence[str]]) -> list[bool]:
    """Whether there is one to claim, of each group of kinds: one look, each second and at each round, that
    locks nothing."""
    sql, values = _of_groups(tuple(map(tuple, groups)))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(map(bool, cursor.fetchone()))


@cache
def _of_groups(groups: tuple[tuple[str, ...], ...]) -> tuple[str, list[Any]]:
    """Put together once: anew at each look it was the most that jobs cost."""
    looks = [_claimable(kinds).values("pk")[:1].query.sql_with_params() for kinds in groups]
    exist = ", ".join(f"EXISTS ({sql})" for sql, _ in looks)
    return f"SELECT {exist}", [value for _, values in looks for value in values]


def _claimable(kinds: Collection[str]) -> JobQuerySet:
    return _free().filter(kind__in=kinds)


def _free() -> JobQuerySet:
    """Due, with nobody working on it, and the first of its order."""
    older = Job.objects.alive().filter(order=OuterRef("order"), pk__lt=OuterRef("pk"))
    nobodys = Q(lease=None) | Q(lease__lt=Now())
    return Job.objects.alive().filter(~Exists(older), nobodys, due__lte=Now())


def _given_up(job: Job) -> bool:
    """One that takes its worker with it each time comes to an end as well."""
    if job.tries <= named(job.kind).tries:
        return False
    _bury(_mine(job), job.error or "its worker died each time")
    return True


def renew(jobs: Iterable[Job]) -> None:
    """Those on which the caller still works, in one commit."""
    with transaction():
        for job in jobs:
            _mine(job).update(lease=Now() + rules.LEASE)


def carry_out(job: Job) -> None:
    """The work, and the end of the job. Raises what the work raises, and Superseded."""
    kind = named(job.kind)
    if kind.atomic:
        with transaction():
            _end(job)  # first: of two who work on one job, the second waits here and finds nothing
            _work(kind, job)
        return
    finish = kind.work(job.args)
    for pause in rules.PAUSES:
        try:
            _finish(job, finish)
            return
        except OUT_OF_REACH:  # what was done outside is done, and not to be done again for that
            close_old_connections()
            time.sleep(pause)
    _finish(job, finish)


def _finish(job: Job, finish: Callable[[], None] | None) -> None:
    """Of a commit whose answer was lost, the next one finds that the job is gone: Superseded."""
    with transaction():
        _end(job)
        if finish:
            finish()


def _work(kind: Kind, job: Job) -> None:
    finish = kind.work(job.args)
    if finish:
        finish()


def _end(job: Job) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_END, [job.pk, job.run])
        if not cursor.rowcount:
            raise Superseded


def failed(job: Job, error: Exception) -> None:
    """Try again later, or never."""
    words = f"{type(error).__name__}: {error}"[:LONGEST_ERROR].replace("\0", "")
    with transaction():
        if isinstance(error, Hopeless) or job.tries >= named(job.kind).tries:
            _bury(_mine(job), words)
            return
        wait = error.wait if isinstance(error, Later) else rules.backoff(job.tries, random.random)
        _mine(job).update(lease=None, due=Now() + wait, error=words)


def _bury(jobs: JobQuerySet, words: str) -> None:
    jobs.update(lease=None, died_at=Now(), error=words)


def _mine(job: Job) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, run=job.run)


# — for those who look after it —


def overdue(kind: str | None = None) -> float:
    """For how many seconds the oldest job could have been taken and wasn't, of a kind or of all. 0: none
    waits. What runs isn't late, nor what waits for the one before it in its order."""
    free = _free().filter(**({"kind": kind} if kind else {}))
    since = Greatest("due", Coalesce("lease", "due"))  # a killed worker's lease had to run out first
    ages = free.order_by("due").values_list(Now() - since, flat=True)[:OLDEST]
    return max((age.total_seconds() for age in ages), default=0.0)


def dead() -> list[Job]:
    """The newest ones."""
    return list(Job.objects.dead().order_by("-died_at")[:MOST_SHOWN])


def again(id: int) -> bool:
    """Give a dead job all its tries anew. False: there is none."""
    fresh = {"died_at": None, "due": Now(), "tries": 0, "run": F("run") + 1}
    with transaction():
        return bool(Job.objects.dead().filter(pk=id).update(**fresh))
