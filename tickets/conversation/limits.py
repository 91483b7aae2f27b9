"""How much one address or one person may do (`RATE_LIMITS=off` lifts these)."""

import math
import time

from django.conf import settings

from tickets.conversation.access import Seat
from tickets.wire.buckets import Buckets
from tickets.wire.limits import MESSAGES, OPENINGS
from tickets.wire.refusals import Refused

_openings = Buckets(OPENINGS)
_messages = Buckets(MESSAGES)


def may_open(address: str) -> None:
    _take(_openings, address, "Too many new tickets from your address.")


def may_write(seat: Seat) -> None:
    """Counted before the write, so that a refused one leaves nothing behind."""
    key = f"agent {seat.person.agent}" if seat.is_agent else f"customer {seat.ticket}"
    _take(_messages, key, "Too many messages at once.")


def _take(buckets: Buckets, key: str, message: str) -> None:
    if not settings.RATE_LIMITS:
        return
    wait = buckets.take(key, time.monotonic())
    if wait:
        raise Refused("rate_limited", message, retry_after=math.ceil(wait * 10) / 10)
