"""What has arrived of a file, in a folder of this host. Its length is the truth.

Synchronous, on threads of its own: an fsync must not hold up the database's.
"""

import asyncio
import errno
import fcntl
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from django.conf import settings

from tickets.features.files.limits import FREE, MIB
from tickets.metrics import Sampled
from tickets.refusals import Refused, unavailable

log = logging.getLogger(__name__)

THREADS: Final = 4
FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FILES_ALONE: Final = "no file is taken, messages are"

P = ParamSpec("P")
T = TypeVar("T")
_now_and_then = Sampled(every=10)  # seconds
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="files")


async def on_disk(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_pool, lambda: work(*args, **kwargs))


def in_words(work: Callable[P, T]) -> Callable[P, T]:
    """What the disk won't do raises Refused, for now, and is a line in the log now and then."""

    @wraps(work)
    def working(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        except OSError as error:
            if _now_and_then():
                log.error("files can't be kept: %s", error)
            full = error.errno in FULL
            raise (no_room() if full else unavailable("Files can't be kept right now.")) from error

    return working


def trouble() -> str:
    """Why no file would be taken, tried; empty: it would."""
    try:
        if shutil.disk_usage(_folder()).free < FREE:
            return f"less than {FREE // MIB} MB are free in FILES_DIR: {FILES_ALONE}"
        tried = _folder() / f".tried-{os.getpid()}"
        tried.write_bytes(b"*")
        tried.unlink(missing_ok=True)
    except OSError as error:
        return f"FILES_DIR can't be written ({error.strerror}): {FILES_ALONE}"
    return ""


def _folder() -> Path:
    folder = Path(settings.FILES_DIR) / "parts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def part(place: str) -> Path:
    return _folder() / place


@in_words
def must_have_room(size: int) -> None:
    if shutil.disk_usage(_folder()).free - size < FREE:
        raise no_room()


def no_such_file() -> Refused:
    """The same answer for a file that isn't there, one that isn't yours, and one of a ticket that isn't."""
    return Refused("not_found", "There is no such file.")


def no_room() -> Refused:
    return Refused("no_room", "There is no room for files right now.", retry_after=60)


@in_words
def length(place: str) -> int:
    """How much has arrived for good."""
    try:
        descriptor = os.open(part(place), os.O_RDONLY)
    except FileNotFoundError:
        return 0
    try:
        os.fsync(descriptor)  # a process may have died between its write and this
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


@in_words
def head(place: str, size: int) -> bytes:
    """Raises Refused: it was deleted."""
    try:
        with part(place).open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        raise no_such_file() from None


@in_words
def begin(place: str) -> None:
    """From now on chunks find it there. Those that come when it was deleted make none."""
    part(place).touch(mode=0o600)


@in_words
def append(place: str, offset: int, data: bytes, size: int) -> int:
    """One more chunk of a file of `size` bytes, at its end. Returns how much has arrived for good.
    Raises Refused: `conflict` with where its end is, if that isn't `offset`; `not_found`, if it was deleted.
    """
    with _locked(place) as descriptor:
        have = os.fstat(descriptor).st_size
        if have != offset:
            os.fsync(descriptor)
            raise Refused("conflict", "The file goes on elsewhere.", offset=have)
        if have + len(data) > size:
            raise Refused("too_long", "The file is longer than was said.", offset=have)
        if data:
            _write(descriptor, data, have)
        os.fsync(descriptor)
        return have + len(data)


@contextmanager
def _locked(place: str) -> Iterator[int]:
    """Against the same file's chunks in other tabs and other processes."""
    try:
        descriptor = os.open(part(place), os.O_WRONLY | os.O_APPEND)
    except FileNotFoundError:
        raise no_such_file() from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes, have: int) -> None:
    """All of it or nothing."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        if have == 0:
            _keep_name()
    except OSError as error:
        os.ftruncate(descriptor, have)
        if error.errno in FULL:
            raise no_room() from error
        raise


def _keep_name() -> None:
    """A new file's name is on disk with its folder."""
    folder = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@in_words
def put(place: str, data: bytes) -> None:
    """All of a file that nobody uploads, at once: it is there in full, or not at all."""
    coming = _coming(place)
    with coming.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(part(place))
    _keep_name()


def _coming(place: str) -> Path:
    return _folder() / f"{place}.coming"


def forget(place: str) -> None:
    """With what was beside it when a process was killed."""
    for path in (part(place), *_folder().glob(f"{place}.*")):
        path.unlink(missing_ok=True)
