"""A search that takes too long ends, and nothing else waits for it."""

import asyncio
import sqlite3
import threading

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from tickets import database
from tickets.database import in_database
from tickets.features.search import sqlite, threads
from tickets.features.search.threads import beside
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def never_ends() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


def answers() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 7")
        return int(cursor.fetchone()[0])


async def test_the_database_ends_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not the patience of who asked."""
    monkeypatch.setattr(threads, "LONGEST", 0.2)
    monkeypatch.setattr(threads, "PATIENCE", 600)
    with pytest.raises(Refused, match="too long") as refused:
        await beside(never_ends)
    assert refused.value.code == "unavailable"
    assert refused.value.retry_after
    assert database.reachable(), "the database is as well as before"
    assert await beside(answers) == 7, "and so is the thread's connection"


async def test_messages_do_not_wait_for_searches() -> None:
    held = threading.Event()
    searches = [asyncio.create_task(beside(held.wait)) for _ in range(10)]
    await asyncio.sleep(0)
    assert await in_database(lambda: "stored") == "stored", "while all of them are held"
    held.set()
    await asyncio.gather(*searches)


async def test_who_waits_too_long_for_a_thread_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "PATIENCE", 0.05)
    held = threading.Event()
    for _ in range(3):
        with pytest.raises(Refused, match="too long"):
            await beside(held.wait)
    held.set()


async def test_a_database_that_is_away_is_said_to_be() -> None:
    def breaks() -> None:
        raise OperationalError("the server closed the connection")

    with pytest.raises(Refused) as refused:
        await beside(breaks)
    assert refused.value.code == "unavailable"


def test_an_sqlite_without_fts5_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite.must_have_fts5()
    monkeypatch.setattr(sqlite, "has_fts5", lambda: False)
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "tickets.sqlite")
    with pytest.raises(SystemExit, match="FTS5"):
        sqlite.must_have_fts5()
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    sqlite.must_have_fts5()


def test_it_is_found_out_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sqlite.has_fts5()

    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None: ...

    monkeypatch.setattr(sqlite3, "connect", lambda _: Without())
    assert not sqlite.has_fts5()
