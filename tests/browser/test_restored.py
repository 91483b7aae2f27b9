"""The database is lost and a backup restored, while pages are open."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.engines import expect
from tests.browser.people import People

pytestmark = pytest.mark.browser


def test_pages_show_the_restored_log_and_nothing_beside_it(people_of_own_stack: People) -> None:
    people, stack = people_of_own_stack, people_of_own_stack.stack
    database, backup = stack.folder / "holdfast.sqlite3", stack.folder / "backup.sqlite3"
    carla = people.customer("Before the backup.")
    ada = people.agent(opens="Before the backup.")
    back_up(database, backup)
    carla.types("Lost with the disk.")
    ada.sees("Lost with the disk.")
    ada.types("So is this.")
    carla.sees("So is this.")
    for part in ("web", "worker"):
        stack.kill(part)
    carla.types("Waits in the outbox.")
    expect(carla.messages().last).to_have_attribute("data-mark", "waiting")
    restore(backup, database)
    for part in ("web", "worker"):
        stack.start(part)
    carla.has_sent("Waits in the outbox.")
    ada.sees("Waits in the outbox.")
    for person in (carla, ada):
        expect(person.messages()).to_have_count(2)
        assert person.shown() == ["Before the backup.", "Waits in the outbox."]
        assert person.was_never_reloaded()
    ada.types("Good that you kept it.")
    carla.sees("Good that you kept it.")


def back_up(database: Path, backup: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)


def restore(backup: Path, database: Path) -> None:
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.copyfile(backup, database)
