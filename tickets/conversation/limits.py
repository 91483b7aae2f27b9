"""How much one address or one person may do (`RATE_LIMITS=off` lifts these)."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

from tickets.conversation.access import Seat
from tickets.wire.addresses import counted
from tickets.wire.buckets import Buckets
from tickets.wire.limits import (
    MESSAGES,
    OPENINGS,
    PASSWORD_PATIENCE,
    PASSWORDS_AT_ONCE,
    PASSWORDS_WAITING,
    SIGN_INS,
)
from tickets.wire.refusals import Refused
from tickets.wire.turns import NoTurn, Turns

_openings = Buckets(OPENINGS)
_sign_ins, _sign_ins_lock = Buckets(SIGN_INS), Lock()  # Django signs in on a thread of each request's own
_passwords = Turns(PASSWORDS_AT_ONCE, PASSWORDS_WAITING, PASSWORD_PATIENCE)
_messages = Buckets(MESSAGES)


def may_open(address: str) -> None:
    _take(_openings, counted(address), "Too many new tickets from your address.")


def address_that_counts(request: HttpRequest) -> str:
    """For axes."""
    return counted(request.META.get("REMOTE_ADDR", ""))


@contextmanager
def signing_in(address: str) -> Iterator[None]:
    """Around a look at a password, which is made to be dear."""
    with _sign_ins_lock:
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
    with _sign_ins_lock:
        _sign_ins.give_back(counted(address))


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
