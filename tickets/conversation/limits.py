"""How much one address or one person may do (`RATE_LIMITS=off` lifts these)."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire.addresses import counted
from tickets.wire.buckets import Buckets, Volume, Volumes
from tickets.wire.limits import (
    MESSAGES,
    OPENINGS,
    PASSWORD_PATIENCE,
    PASSWORDS_AT_ONCE,
    PASSWORDS_WAITING,
    SIGN_INS,
    STORED_BESIDE,
    STORED_OF_ADDRESS,
    STORED_OF_TICKET,
)
from tickets.wire.turns import NoTurn, Turns

DAY = 24 * 3600  # seconds

_counting = Lock()  # sockets count on the loop, calls on database threads, sign-ins on their requests'
_openings = Buckets(OPENINGS)
_sign_ins = Buckets(SIGN_INS)
_passwords = Turns(PASSWORDS_AT_ONCE, PASSWORDS_WAITING, PASSWORD_PATIENCE)
_messages = Buckets(MESSAGES)
_of_ticket = Volumes(STORED_OF_TICKET, DAY)
_of_address = Volumes(STORED_OF_ADDRESS, DAY)


def may_open(address: str) -> None:
    _take(_openings, counted(address), "Too many new tickets from your address.")


def address_that_counts(request: HttpRequest) -> str:
    """For axes."""
    return counted(request.META.get("REMOTE_ADDR", ""))


@contextmanager
def signing_in(address: str) -> Iterator[None]:
    """Around a look at a password, which is made to be dear."""
    if not settings.RATE_LIMITS:
        yield
        return
    _take(_sign_ins, counted(address), "Too many tries to sign in from your address.")
    try:
        with _passwords.turn():
            yield
    except NoTurn:
        was_no_guess(address)
        raise Refused(
            "rate_limited", "Too many people are signing in.", retry_after=PASSWORD_PATIENCE
        ) from None


def was_no_guess(address: str) -> None:
    """It doesn't count: however many agents an office has, they all get in."""
    with _counting:
        _sign_ins.give_back(counted(address))


def may_write(seat: Seat) -> None:
    """Counted before the write, so that a refused one leaves nothing behind."""
    key = f"agent {seat.person.agent}" if seat.is_agent else f"customer {seat.ticket}"
    _take(_messages, key, "Too many messages at once.")


@dataclass(frozen=True, slots=True)
class Room:
    """For words that are about to be stored."""

    volumes: tuple[Volume, ...] = ()
    size: int = 0

    def take(self) -> None:
        with _counting:
            wait = max((volume.wait(self.size, time.monotonic()) for volume in self.volumes), default=0)
            if not wait:
                for volume in self.volumes:
                    volume.take(self.size)
        if wait:
            message = "That is as much as can be kept in a day."
            raise Refused("rate_limited", message, retry_after=math.ceil(wait))

    def give_back(self) -> None:
        with _counting:
            for volume in self.volumes:
                volume.give_back(self.size)


UNLIMITED: Final = Room()


def room_for(words: str, address: str, seat: Seat | None = None) -> Room:
    """What a customer writes, or opens a ticket with: then there is no seat yet. Agents are trusted
    not to fill the disk."""
    if not settings.RATE_LIMITS or (seat and seat.is_agent):
        return UNLIMITED
    now, size = time.monotonic(), len(words.encode()) + STORED_BESIDE
    with _counting:
        of_address = _of_address.of(counted(address), now)
        return Room((of_address, _of_ticket.of(str(seat.ticket), now)) if seat else (of_address,), size)


def _take(buckets: Buckets, key: str, message: str) -> None:
    if not settings.RATE_LIMITS:
        return
    with _counting:
        wait = buckets.take(key, time.monotonic())
    if wait:
        raise Refused("rate_limited", message, retry_after=math.ceil(wait * 10) / 10)
