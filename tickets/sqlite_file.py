"""SQLite's file may be replaced, moved or deleted while it is open: what is written then goes into a
file that is gone. So it is looked at before each statement and after each commit, for some 5 µs."""

import contextlib
import logging
import os
from collections.abc import Callable
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.signals import connection_created

log = logging.getLogger(__name__)

GONE: Final = "the database's file was replaced, moved or deleted while it was open"

File = tuple[int, int] | None  # device and inode

_opened: dict[str, File] = {}  # by the first connection of this process: all others must find the same
_missed: set[str] = set()  # what the log was told of


class FileGone(OperationalError):
    pass


class Watch:
    """Of one connection. Its write-ahead log lives as long as the connection does, no longer."""

    def __init__(self, path: str) -> None:
        self.path, self.wal = path, f"{path}-wal"
        _opened.setdefault(path, _found(path))
        self._wal = _found(self.wal)

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.check()
        return execute(*statement)

    def check(self) -> None:
        self._wal = self._wal or _found(self.wal)  # a new database's first write makes it
        whole = _found(self.path) == _opened[self.path] and _found(self.wal) == self._wal
        _tell(self.path, whole)
        if not whole:
            raise FileGone(GONE)


def watch(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        others = [wrapper for wrapper in connection.execute_wrappers if not isinstance(wrapper, Watch)]
        connection.execute_wrappers[:] = [Watch(str(connection.settings_dict["NAME"])), *others]


def check(connection: Any) -> None:
    """That what was committed is where it will be looked for."""
    for wrapper in getattr(connection, "execute_wrappers", ()):
        if isinstance(wrapper, Watch):
            wrapper.check()


def hold_still() -> None:
    """Before anything else: to connect where the file is gone makes an empty one, for which SQLite
    throws away the write-ahead log that it finds there."""
    for path, file in _opened.items():
        whole = _found(path) == file
        _tell(path, whole)
        if not whole:
            raise FileGone(GONE)


def look() -> None:
    """So that the log is told, though nobody asks the database anything."""
    with contextlib.suppress(FileGone):
        hold_still()


def _found(path: str) -> File:
    try:
        status = os.stat(path)  # noqa: PTH116  (a Path takes four times as long)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _tell(path: str, whole: bool) -> None:
    if whole == (path not in _missed):
        return
    if whole:
        _missed.discard(path)
        log.info("%s is back: messages are stored again", path)
    else:
        _missed.add(path)
        log.error("%s: %s. Nothing is stored until it is back, or everything was started anew", path, GONE)


connection_created.connect(watch)
