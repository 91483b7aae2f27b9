"""Who finds another process writing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections

from tickets import database
from tickets.sqlite import base
from tickets.sqlite import file as sqlite_file


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[list[Any]]:
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    monkeypatch.setattr(sqlite_file, "_opened", {})
    made = [connections.create_connection("default") for _ in range(2)]
    for connection in made:
        options = connection.settings_dict["OPTIONS"] | {"timeout": 5}
        connection.settings_dict = connection.settings_dict | {"NAME": tmp_path / "desk", "OPTIONS": options}
    with django_db_blocker.unblock():
        yield made
    for connection in made:
        connection.close()


def test_looks_again_soon(two: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """And not after SQLite's own sleeps, in which others go first."""
    one, other = two
    writes(one)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            one.connection.execute("ROLLBACK")

    monkeypatch.setattr("time.sleep", sleep)
    begins(other)
    assert slept == [base.AGAIN] * 3
    assert patience_of(other) == 5000


def test_and_says_so_in_the_end(two: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    writes(one)
    other.ensure_connection()
    times = iter([0.0, 1.0, 4.9, 5.1])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(OperationalError, match="locked"):
        begins(other)
    assert next(times, None) is None
    assert patience_of(other) == 5000


def test_who_sits_at_a_terminal_waits_longer(two: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    writes(one)
    other.ensure_connection()
    monkeypatch.setattr(database, "connection", other)
    clock = [0.0]

    def sleep(_: float) -> None:
        clock[0] += 50
        if clock[0] == 100:
            one.connection.execute("ROLLBACK")

    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr("time.sleep", sleep)
    with database.at_a_terminal():
        begins(other)
    assert other.settings_dict["OPTIONS"]["timeout"] == 5, "as before"


def writes(connection: Any) -> None:
    connection.ensure_connection()
    connection.connection.execute("BEGIN IMMEDIATE")


def begins(connection: Any) -> None:
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()
    connection.connection.execute("ROLLBACK")


def patience_of(connection: Any) -> int:
    return int(connection.connection.execute("PRAGMA busy_timeout").fetchone()[0])
