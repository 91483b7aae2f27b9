"""How much of a bulk there may be."""

import math
import time
from threading import Lock
from typing import Final

from django.conf import settings

from tickets.people.access import Person
from tickets.refusals import Refused
from tickets.wire.buckets import Buckets, Rate

OF_BULK: Final = 500  # tickets of one call
BULKS: Final = Rate(100, 2)  # calls of one agent
AT_ONCE: Final = 4  # tickets that are written to: half the threads, so that it can't take all

_counting = Lock()
_bulks = Buckets(BULKS)


def may_do(agent: Person) -> None:
    if not settings.RATE_LIMITS:
        return
    with _counting:
        wait = _bulks.take(agent.key, time.monotonic())
    if wait:
        raise Refused("rate_limited", "Too much at once.", retry_after=math.ceil(wait * 10) / 10)
