"""SQLite's file may be replaced, moved or deleted while it is open: what is written then goes into a
file that is gone. So it is looked at before each statement and after each commit, for some 7 µs.

So are its write-ahead log and that log's index beside it, by which processes hear of each other's
writes: two that have different ones overwrite what the other has committed."""

import contextlib
import logging
import os
from collections.abc import Callable
from typing import Any, Final

from django.db import OperationalError

log = logging.getLogger(__name__)

GONE: Final = "the database's file was replaced, moved or deleted while it was open"

File = tuple[int, int] | None  # device and inode

_opened: dict[str, File] = {}  # what this process was started with: all its connections must find the same
_missed: set[str] = set()  # what the log was told of


class FileGone(OperationalError):
    pass


class FileWithoutRights(OperationalError):
    pass


class Watch:
    """Of one connection. What lies beside the file lives as long as the connection does, no longer."""

    def __init__(self, path: str) -> None:
        self.path = path
        _opened.setdefault(path, _found(path))
        self._beside = {path + end: _found(path + end) for end in ("-wal", "-shm")}

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.check()
        return execute(*statement)

    def check(self) -> None:
        whole = _found(self.path) == _opened[self.path]
        for path, known in self._beside.items():
            found = _found(path)
            self._beside[path] = known or found  # a new database's first write makes it
            whole = whole and found == self._beside[path]
        _tell(self.path, whole)
        if not whole:
            raise FileGone(GONE)


def watch(connection: Any) -> None:
    """It was made just now, in the place of an older one perhaps."""
    if path := _path(connection):
        others = [wrapper for wrapper in connection.execute_wrappers if not isinstance(wrapper, Watch)]
        connection.execute_wrappers[:] = [Watch(path), *others]


def check(connection: Any) -> None:
    """That what was committed is where it will be looked for."""
    for wrapper in getattr(connection, "execute_wrappers", ()):
        if isinstance(wrapper, Watch):
            wrapper.check()


def serve(connection: Any) -> None:
    """By a process that serves, before its first connection: it never makes a database of its own."""
    if path := _path(connection):
        _opened[path] = _found(path)


def hold_still(connection: Any) -> None:
    """Before a connection is made: to connect where the file is gone makes an empty one, for which
    SQLite throws away the write-ahead log that it finds there."""
    if (path := _path(connection)) in _opened:
        whole = _opened[path] is not None and _found(path) == _opened[path]
        _tell(path, whole)
        if not whole:
            raise FileGone(GONE)


def look(connection: Any) -> None:
    """So that the log is told, though nobody asks the database anything."""
    with contextlib.suppress(FileGone):
        hold_still(connection)


def check_rights(connection: Any) -> None:
    """What was opened while the file could be written goes on to write; what is opened now couldn't."""
    if (path := _path(connection)) and not os.access(path, os.W_OK):
        raise FileWithoutRights(f"{path} can't be written by this user")


def _path(connection: Any) -> str:
    """Empty: it has no file of SQLite's."""
    is_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    return str(connection.settings_dict["NAME"]) if is_file else ""


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
