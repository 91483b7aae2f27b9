"""How much one address or one person may do (`RATE_LIMITS=off` lifts these)."""

import math
import time

from django.conf import settings

from tickets.conversation.access import Seat
from tickets.wire.buckets import Buckets, Volumes
from tickets.wire.limits import MESSAGES, OPENINGS, STORED_BESIDE, STORED_OF_ADDRESS, STORED_OF_TICKET
from tickets.wire.refusals import Refused

DAY = 24 * 3600  # seconds

_openings = Buckets(OPENINGS)
_messages = Buckets(MESSAGES)
_of_ticket = Volumes(STORED_OF_TICKET, DAY)
_of_address = Volumes(STORED_OF_ADDRESS, DAY)


def may_open(address: str) -> None:
    _take(_openings, address, "Too many new tickets from your address.")


def may_write(seat: Seat) -> None:
    """Counted before the write, so that a refused one leaves nothing behind."""
    key = f"agent {seat.person.agent}" if seat.is_agent else f"customer {seat.ticket}"
    _take(_messages, key, "Too many messages at once.")


def may_store(words: str, address: str, ticket: int | None = None) -> None:
    """What a customer writes, or opens a ticket with (then there is none yet). Agents are trusted not
    to fill the disk. What is sent again counts again: nobody asks the database for it."""
    if not settings.RATE_LIMITS:
        return
    now, size = time.monotonic(), len(words.encode()) + STORED_BESIDE
    volumes = [_of_address.of(address, now)]
    if ticket is not None:
        volumes.append(_of_ticket.of(str(ticket), now))
    if wait := max(volume.wait(size, now) for volume in volumes):
        raise Refused("rate_limited", "That is as much as can be kept in a day.", retry_after=math.ceil(wait))
    for volume in volumes:
        volume.take(size)


def _take(buckets: Buckets, key: str, message: str) -> None:
    if not settings.RATE_LIMITS:
        return
    wait = buckets.take(key, time.monotonic())
    if wait:
        raise Refused("rate_limited", message, retry_after=math.ceil(wait * 10) / 10)
