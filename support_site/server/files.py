"""A socket is an open file, and a process may have only so many: as many as it is given."""

import asyncio
import contextlib
import errno
import logging
import resource
from typing import Any, Final

from tickets.metrics import Sampled

log = logging.getLogger(__name__)

FEW: Final = 4096  # below that many files a desk of some size runs into the limit


USED_UP: Final = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}

a_second_ago = Sampled(every=1.0)


def say_when_used_up(loop: asyncio.AbstractEventLoop) -> None:
    """In a line a second, not with a traceback for each connection that waits."""

    def heard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not isinstance(error, OSError) or error.errno not in USED_UP:
            loop.default_exception_handler(context)
        else:
            used_up(str(error.strerror))

    loop.set_exception_handler(heard)


def used_up(why: str) -> None:
    if a_second_ago():
        log.error("no connection can be accepted: %s (see ulimit -n)", why)


def allow_many() -> None:
    """The soft limit is for programs that use select(); this one doesn't."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS calls it infinite, and refuses
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    if 0 < soft < FEW:
        log.warning("this process may open %d files only, and each page is one: see ulimit -n", soft)
