"""A socket is an open file, and a process may have only so many: as many as it is given."""

import contextlib
import logging
import resource
from typing import Final

log = logging.getLogger(__name__)

FEW: Final = 4096  # below that many files a desk of some size runs into the limit


def allow_many() -> None:
    """The soft limit is for programs that use select(); this one doesn't."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS calls it infinite, and refuses
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    if 0 < soft < FEW:
        log.warning("this process may open %d files only, and each page is one: see ulimit -n", soft)
