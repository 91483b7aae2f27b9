"""A database's file that is taken away while it is open."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connections

from tickets.database import OUT_OF_REACH
from tickets.database_trouble import DAMAGED, to_who_sends, words
from tickets.sqlite import file as sqlite_file
from tickets.sqlite.file import FileGone


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever else this process has open."""
    monkeypatch.setattr(sqlite_file, "_opened", {})
    monkeypatch.setattr(sqlite_file, "_missed", set())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite3"


Connect = Callable[[], Any]


@pytest.fixture
def connect(file: Path, django_db_blocker: Any) -> Iterator[Connect]:
    made = []

    def connected() -> Any:
        connection = connections.create_connection("default")
        connection.settings_dict = connection.settings_dict | {
            "NAME": file,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
        }
        made.append(connection)
        return connection

    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL minds its own files")
    with django_db_blocker.unblock():  # it is no test database, but our own
        yield connected
    for connection in made:
        connection.close()


def said(connection: Any, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS said (words TEXT)")
        cursor.execute("INSERT INTO said VALUES (%s)", [words])
    sqlite_file.check(connection)


def deleted(file: Path) -> None:
    file.unlink()


def moved(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))


def replaced(file: Path) -> None:
    copy = file.with_suffix(".copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)


def without_its_log(file: Path) -> None:
    Path(f"{file}-wal").unlink()


def with_the_log_of_another(file: Path) -> None:
    replaced(Path(f"{file}-wal"))


def without_its_index(file: Path) -> None:
    Path(f"{file}-shm").unlink()


def with_the_index_of_another(file: Path) -> None:
    replaced(Path(f"{file}-shm"))


TAKEN = [
    deleted,
    moved,
    replaced,
    without_its_log,
    with_the_log_of_another,
    without_its_index,
    with_the_index_of_another,
]


@pytest.mark.parametrize("taken", TAKEN)
def test_nothing_is_said_into_a_file_that_is_gone(
    file: Path, connect: Connect, taken: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    connection = connect()
    said(connection, "kept")
    taken(file)
    for _ in range(3):
        with pytest.raises(FileGone):
            said(connection, "lost")
    assert [record.levelname for record in caplog.records] == ["ERROR"], "once"


@pytest.mark.parametrize("taken", TAKEN)
def test_a_commit_is_looked_at_once_more(file: Path, connect: Connect, taken: Callable[[Path], None]) -> None:
    """It may be taken between the last statement and the commit."""
    connection = connect()
    said(connection, "kept")
    taken(file)
    with pytest.raises(OperationalError):
        sqlite_file.check(connection)


def test_no_second_connection_is_made_to_what_is_there_instead(file: Path, connect: Connect) -> None:
    said(connect(), "kept")
    replaced(file)
    with pytest.raises(FileGone):
        said(connect(), "lost")


@pytest.mark.parametrize("taken", [deleted, moved, replaced])
def test_a_process_that_had_not_connected_yet_makes_no_database_of_its_own(
    file: Path, connect: Connect, taken: Callable[[Path], None]
) -> None:
    said(connect(), "kept")
    late = connect()
    sqlite_file._opened.clear()  # as in a process of its own
    sqlite_file.serve(late)
    taken(file)
    with pytest.raises(FileGone):
        said(late, "lost")
    assert file.exists() == (taken is replaced)
    if taken is moved:
        file.with_suffix(".elsewhere").rename(file)
        said(late, "kept too")


def test_a_process_that_serves_wants_a_database_that_was_made(file: Path, connect: Connect) -> None:
    connection = connect()
    sqlite_file.serve(connection)
    with pytest.raises(FileGone):
        said(connection, "lost")
    assert not file.exists()


def test_what_is_moved_back_is_taken_up_again(
    file: Path, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    connection = connect()
    said(connection, "kept")
    moved(file)
    sqlite_file.look(connection)
    file.with_suffix(".elsewhere").rename(file)
    said(connection, "kept too")
    sqlite_file.look(connection)
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


def test_a_new_database_and_a_connection_that_comes_back(file: Path, connect: Connect) -> None:
    """Its write-ahead log is made with the first write, and goes with the last connection."""
    connection = connect()
    said(connection, "kept")
    connection.close()
    said(connection, "kept too")
    said(connect(), "and this")


# — a file that is damaged —


def overwritten(file: Path) -> None:
    file.write_bytes(b"garbage!" * (file.stat().st_size // 8))


def with_a_damaged_page(file: Path) -> None:
    with file.open("r+b") as page:
        page.seek(100)  # behind the file's header: what the tables are
        page.write(b"garbage!" * 400)


@pytest.mark.parametrize("damaged", [overwritten, with_a_damaged_page])
def test_a_damaged_file_can_not_be_used_for_now_and_is_called_so(
    file: Path, connect: Connect, damaged: Callable[[Path], None]
) -> None:
    before = connect()
    said(before, "kept")
    before.close()
    damaged(file)
    for _ in range(2):
        with pytest.raises(OUT_OF_REACH) as error:
            said(connect(), "lost")
        assert words(error.value) == DAMAGED
    assert to_who_sends(DAMAGED) == "Nothing can be stored right now."


def test_a_mistake_of_ours_is_none_of_the_file(connect: Connect) -> None:
    connection = connect()
    said(connection, "kept")
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("SELECT 1; SELECT 2")
