"""What the doors see of a database that is away: one refusal, that passes."""

import asyncio
import threading
from contextlib import nullcontext
from threading import get_ident
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connection

from tickets import database
from tickets.database import THREADS, in_database, transaction
from tickets.refusals import Refused, not_found


@pytest.fixture(autouse=True)
def _no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "close_old_connections", lambda: None)


@pytest.mark.database  # whose pool has an error of its own
@pytest.mark.parametrize("error", database.OUT_OF_REACH)
async def test_a_database_out_of_reach_is_unavailable_for_now(error: type[Exception]) -> None:
    def breaks() -> None:
        raise error("the server closed the connection")

    with pytest.raises(Refused) as refused:
        await in_database(breaks)
    assert refused.value.code == "unavailable"
    assert refused.value.retry_after
    assert not database.reachable()
    assert await in_database(lambda: 7) == 7
    assert database.reachable()


@pytest.mark.database
def test_only_postgresql_s_errors_need_its_library() -> None:
    of_the_library = [error for error in database.OUT_OF_REACH if error.__module__.startswith("psycopg")]
    assert bool(of_the_library) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("error", [DatabaseError("constraint"), ValueError("ours"), not_found()])
async def test_any_other_error_is_the_callers(error: Exception) -> None:
    def breaks() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        await in_database(breaks)
    assert raised.value is error


async def test_connections_are_given_back_whatever_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = list[int]()
    monkeypatch.setattr(database, "close_old_connections", lambda: closed.append(get_ident()))

    def breaks() -> None:
        raise OperationalError

    await in_database(lambda: None)
    with pytest.raises(Refused):
        await in_database(breaks)
    assert len(closed) == 2
    assert get_ident() not in closed, "on the thread that has the connection"


async def test_one_slow_query_holds_up_nobody_else() -> None:
    import threading

    gate = threading.Event()
    slow = asyncio.create_task(in_database(gate.wait))
    try:
        assert await asyncio.wait_for(in_database(lambda: "quick"), 5) == "quick"
    finally:
        gate.set()
    assert await slow


async def test_a_database_that_says_nothing_is_waited_for_no_longer_than_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import threading

    gate, done = threading.Event(), list[str]()
    monkeypatch.setattr(database, "PATIENCE", 0.05)

    def hangs() -> None:
        gate.wait()
        done.append("committed after all")

    try:
        calls = [in_database(hangs) for _ in range(THREADS)]
        calls.append(in_database(done.append, "never begun"))
        answers = await asyncio.gather(*calls, return_exceptions=True)
        assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["unavailable"] * 9
        assert not database.reachable()
    finally:
        gate.set()
    monkeypatch.setattr(database, "PATIENCE", 5)
    assert await in_database(lambda: 7) == 7
    assert database.reachable()
    assert set(done) == {"committed after all"}


async def test_no_more_threads_than_there_are_connections() -> None:
    async def busy() -> int:
        return await in_database(get_ident)

    threads = await asyncio.gather(*[busy() for _ in range(100)])
    assert len(set(threads)) <= THREADS


def _writers_take_turns(
    monkeypatch: pytest.MonkeyPatch, vendor: str, seconds: float, begun: bool = False
) -> None:
    fake = SimpleNamespace(
        vendor=vendor, settings_dict={"OPTIONS": {"timeout": seconds}}, in_atomic_block=begun
    )
    monkeypatch.setattr(database, "connection", fake)
    monkeypatch.setattr(database, "atomic", nullcontext)


async def test_sqlite_s_writers_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    _writers_take_turns(monkeypatch, "sqlite", seconds=5)
    written = threading.Event()

    def writes() -> None:
        with transaction():
            written.set()

    with transaction():
        waiting = asyncio.create_task(in_database(writes))
        assert not await asyncio.to_thread(written.wait, 0.05)
    await waiting
    assert written.is_set()


async def test_a_writer_that_waited_too_long_is_refused_and_the_next_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _writers_take_turns(monkeypatch, "sqlite", seconds=0.01)

    def writes() -> str:
        with transaction():
            return "written"

    with transaction(), pytest.raises(Refused) as refused:
        await in_database(writes)
    assert refused.value.code == "unavailable"
    assert await in_database(writes) == "written"


async def test_postgresql_s_writers_lock_rows_and_not_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    _writers_take_turns(monkeypatch, "postgresql", seconds=0.01)

    def writes() -> str:
        with transaction():
            return "written"

    with transaction():
        assert await in_database(writes) == "written"


async def test_who_has_begun_a_transaction_writes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has let it write, so whoever holds the turn waits for it: a deadlock."""
    _writers_take_turns(monkeypatch, "sqlite", seconds=0.01)
    with transaction():
        _writers_take_turns(monkeypatch, "sqlite", seconds=0.01, begun=True)
        with transaction():
            pass


@pytest.mark.django_db(transaction=True)
def test_after_each_commit_the_file_is_looked_at_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be taken between the last statement and the commit."""
    looked: list[object] = []
    monkeypatch.setattr("tickets.database.file.check", looked.append)
    with transaction():
        with transaction():
            pass
        assert not looked
    assert len(looked) == (connection.vendor == "sqlite")
