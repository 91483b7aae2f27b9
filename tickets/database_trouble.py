"""What is wrong with the database: in words for whoever runs the desk, and for who sends."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from tickets.sqlite.file import FileGone, FileWithoutRights

PRIMARY: Final = 0xFF  # of SQLite's error codes: the rest tells more
AWAY: Final = "can't be reached: nothing can be sent or read"
FULL: Final = "its disk is full: nothing that is sent can be stored, until there is room again"
FAILING: Final = "its disk is full or failing: nothing that is sent can be stored"  # or over a quota
FULL_DISK: Final = {FULL, FAILING}
WRITES: Final = "can't be written, so nothing that is sent can be stored: "
READ_ONLY: Final = WRITES + "it is read-only"
NO_RIGHTS: Final = "its file may not be written by this user: whatever connects from now on can store nothing"
DAMAGED: Final = (
    "its file is damaged: end all processes, put a whole one in its place, start anew "
    "(docs/running_it.md, Restoring)"
)
GONE: Final = (
    "its file was replaced, moved or deleted while it was open: end all processes, put the right file "
    "in its place, start anew (docs/running_it.md, Restoring)"
)
BY_SQLITE: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_BUSY: WRITES + "another process holds it locked",
}
BY_POSTGRESQL: Final = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": WRITES + "another transaction holds it locked",
}


@dataclass(slots=True)
class Last:
    """The last one that this process met."""

    count: int = 0
    words: str = ""

    def note(self, words: str) -> None:
        self.count += 1
        self.words = words


last = Last()


def words(error: Exception) -> str:
    if isinstance(error, FileGone):
        return GONE
    if isinstance(error, FileWithoutRights):
        return NO_RIGHTS
    cause = error.__cause__
    sqlite, postgresql = getattr(cause, "sqlite_errorcode", 0), getattr(cause, "sqlstate", None)
    return BY_SQLITE.get(sqlite & PRIMARY) or BY_POSTGRESQL.get(str(postgresql)) or AWAY


def to_who_sends(words: str) -> str:
    """In English; the page that tells it translates it."""
    if words is AWAY:
        return gettext_noop("The database can't be reached right now.")
    if words in FULL_DISK:
        return gettext_noop("The disk is full: nothing can be stored right now.")
    return gettext_noop("Nothing can be stored right now.")
