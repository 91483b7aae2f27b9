"""Where agents are signed in: how long that holds, and how it is ended. Their pages close at once,
by the signal of a session that goes (tickets.signals)."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from tickets.database import OUT_OF_REACH, statement, transaction
from tickets.people import devices
from tickets.people.models import User
from tickets.people.sign_ins import is_signed_in

RENEWED: Final = "renewed"  # session key: when it was made to hold longer
AWAY: Final[tuple[type[Exception], ...]] = (*OUT_OF_REACH, UpdateError)
EACH: Final = 600  # seconds: a write at most so often
HOUR: Final = 3600  # seconds
LOOKING: Final = ("GET", "HEAD", "OPTIONS")

all_ended: Final = Signal()  # of `user`, but for the key `but`; within the transaction

# Called with a session's key before it gets another: gives what takes along to that what rests on it.
Resting = Callable[[str], Callable[[str], None]]
_resting: list[Resting] = []


@dataclass(frozen=True, slots=True)
class SignedIn:
    """As its owner reads it."""

    pk: int
    device: str
    address: str
    since: datetime
    seen: datetime
    is_this: bool


def is_due(request: HttpRequest, api: str) -> bool:
    """An agent's holds AGENT_SESSION_HOURS after a page was opened or something was done. A page that asks by
    itself is no use of it: a desk that is left open must not stay so for ever. Said once for each request,
    while the clock goes on."""
    said = vars(request)
    if "renews" not in said:
        asks = request.method in LOOKING and request.path_info.startswith(api)
        said["renews"] = not asks and time.time() - request.session.get(RENEWED, 0) >= EACH
    return SESSION_KEY in request.session and bool(said["renews"])


def renew(request: HttpRequest, api: str) -> None:
    session = getattr(request, "session", None)
    if session is None or not session.accessed or not is_due(request, api):
        return
    untouched = not session.modified
    session[RENEWED] = time.time()
    session.set_expiry(settings.AGENT_SESSION_HOURS * HOUR)
    try:
        _keep(request)
    except AWAY:  # a page that only looks goes without
        session.modified = not untouched


def _keep(request: HttpRequest) -> None:
    with statement():
        request.session.save()
    with statement():
        found = UserSession.objects.filter(session_key=request.session.session_key)
        found.update(last_seen_at=timezone.now())


def rests(resting: Resting) -> None:
    """The seam for what of a feature's goes with a session."""
    _resting.append(resting)


def resting_on(request: HttpRequest) -> list[Callable[[str], None]]:
    return [resting(request.session.session_key or "") for resting in _resting]


def note(request: HttpRequest, along: Iterable[Callable[[str], None]] = ()) -> None:
    """It has another key by now: after a new password, with what was `resting_on` it before."""
    with transaction():
        UserSession.objects.create_from_request(request)
        for take in along:
            take(request.session.session_key or "")


def of(user: User, this: str | None) -> Sequence[SignedIn]:
    """The newest first; those that have ended by themselves are forgotten."""
    with transaction():
        alive = _alive(user)
    shown = (_shown(one, this) for one in alive)
    return sorted(shown, key=lambda one: (one.is_this, one.seen), reverse=True)


def signed_in(request: HttpRequest, **_: object) -> None:
    with transaction():
        _alive(cast("User", request.user))
        note(request)


def _alive(user: User) -> list[UserSession]:
    """What allauth's `purge_and_list` asks of Django would give those under a former secret key another one,
    of which their browsers hear nothing."""
    all_of_them = UserSession.objects.filter(user=user)
    alive = Session.objects.filter(
        session_key__in=all_of_them.values("session_key"), expire_date__gt=timezone.now()
    )
    theirs = [one.session_key for one in alive if is_signed_in(user, one.get_decoded())]
    all_of_them.exclude(session_key__in=theirs).delete()
    return list(all_of_them)


def end(user: User, which: int) -> None:
    with transaction():
        for one in UserSession.objects.filter(user=user, pk=which):
            one.end()


def end_of_key(key: str) -> None:
    """Within a transaction."""
    UserSession.objects.filter(session_key=key).delete()
    SessionStore().delete(key)


def end_all(user: User, but: str | None = None) -> None:
    with transaction():
        for one in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
            one.end()
        all_ended.send(User, user=user, but=but or "")


def _shown(one: UserSession, this: str | None) -> SignedIn:
    device, is_this = devices.named(one.user_agent), one.session_key == this
    return SignedIn(one.pk, device, one.ip, one.created_at, one.last_seen_at, is_this)
