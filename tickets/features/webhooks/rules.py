"""When a webhook that didn't arrive is tried again, and when nobody tries any more. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_noop

# After each failure, and then it is given up. Some four days.
WAITS: Final[Sequence[timedelta]] = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=1),
)
LONGEST_ASKED: Final = timedelta(days=1)
GONE: Final = 410  # the receiver's own word for: never again
OFF_AFTER: Final = timedelta(days=5)  # of nothing but failures
BY_HAND: Final = gettext_noop("by hand")  # why it is off, if a person turned it off
KEPT: Final = timedelta(days=30)  # what became of each


def may_be_sent_again(since: datetime, now: datetime) -> bool:
    """All since then: no further back than what became of each is known."""
    return now - KEPT <= since <= now


def wait(attempts: int, retry_after: str = "") -> timedelta | None:
    """After so many attempts. None: that was the last one."""
    if attempts > len(WAITS):
        return None
    asked = timedelta(seconds=int(retry_after[:8])) if retry_after.isdecimal() else timedelta()
    return min(max(asked, WAITS[attempts - 1]), LONGEST_ASKED)
