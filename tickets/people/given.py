"""Sign-ins that an issuer gave, and takes back: by telling us (Back-Channel Logout), or by its no when it is
asked, every ten minutes, whether its refresh token still counts.

The row of one says by which session it goes on; a session that gets another key tells the row (`follow`), and
ends if there is none any more.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tickets.audit import log as audit
from tickets.database import statement, transaction
from tickets.people import claimed, oidc, sessions
from tickets.people.models import Given, HeardLogout

log = logging.getLogger(__name__)

KEPT: Final = "given"  # session key: the row, and the session's key that it knows
EVERY: Final = timedelta(minutes=10)
AWAY: Final = timedelta(minutes=1)  # until an issuer that couldn't be reached is asked again
AT_ONCE: Final = 10  # questions, before a process that is to end looks up
HEARD: Final = 2 * oidc.OLDEST  # for so long a logout is known, and refused the second time


class HeardBefore(Exception):
    """This very logout."""


def keep(session: SessionBase, given: Given) -> None:
    """Of a browser that comes back from the issuer: `follow` finds its session once they are signed in."""
    given.ask_at = timezone.now() + EVERY
    with transaction():
        Given.objects.filter(pk=session.get(KEPT, {}).get("pk")).delete()
        given.save()
    session[KEPT] = {"pk": given.pk, "key": given.session_key}


def has_moved(session: SessionBase) -> bool:
    """Its row knows it by another key."""
    return SESSION_KEY in session and KEPT in session and session[KEPT]["key"] != session.session_key


def follow(request: HttpRequest) -> None:
    session = getattr(request, "session", None)
    if session is None or not session.accessed or not has_moved(session):
        return
    kept = session[KEPT]
    with statement():
        found = Given.objects.filter(pk=kept["pk"])
        still = found.update(session_key=session.session_key or "", is_gone=False)
    if still:
        session[KEPT] = kept | {"key": session.session_key}
    else:
        session.flush()


# — it says so —


def end_by(logout: oidc.Logout, client: oidc.Client) -> int:
    """How many there were. Raises HeardBefore."""
    of_issuer = Given.objects.filter(issuer=client.issuer).select_related("user")
    with transaction():
        _hear(logout, client)
        return _end(_meant(of_issuer, logout), "it said so")


def _meant(found: QuerySet[Given], logout: oidc.Logout) -> QuerySet[Given]:
    """Of a session that it never named, it may be that one."""
    if not logout.sid:
        return found.filter(subject=logout.subject)
    if not logout.subject:
        return found.filter(sid=logout.sid)
    return found.filter(subject=logout.subject, sid__in=(logout.sid, ""))


def _hear(logout: oidc.Logout, client: oidc.Client) -> None:
    now = timezone.now()
    HeardLogout.objects.filter(at__lt=now - HEARD).delete()
    named = hashlib.sha256(f"{client.issuer}\n{logout.id}".encode()).hexdigest()
    _, is_new = HeardLogout.objects.get_or_create(hash=named, defaults={"at": now})
    if not is_new:
        raise HeardBefore


def _end(found: Iterable[Given], why: str) -> int:
    rows = list(found)
    for row in rows:
        sessions.end_of_key(row.session_key)
        row.delete()
        name = row.user.get_username()
        by = claimed.by(urlsplit(row.issuer).netloc)
        audit.note("sign-in.ended", name, after={"why": why}, by=by)
    return len(rows)


# — it is asked —


def due() -> QuerySet[Given]:
    return (
        Given.objects.filter(ask_at__lte=timezone.now()).select_related("user").order_by("ask_at")[:AT_ONCE]
    )


def look(client: oidc.Client | None, rows: Iterable[Given], *, by_owner: bool = True) -> None:
    """An issuer that can't be reached is asked nothing more for a minute, and ends nobody."""
    alive = [row for row in rows if _is_mine(row) and not _is_over(row)]
    believed = client.issuer if client and by_owner else ""
    asked = [row for row in _believed(alive, believed) if _can_be_asked(row, client)]
    if client is None or not asked:
        return
    try:
        known = oidc.discovered(client.issuer)
        for row in asked:
            _ask(row, client, known)
    except (oidc.Unreachable, oidc.Untrue) as error:
        log.warning("single sign-on: %s can't be asked who is known there: %s", client.issuer, error)
        _put_off(asked)


def _is_mine(row: Given) -> bool:
    """Of several processes that look, one asks."""
    with statement():
        found = Given.objects.filter(pk=row.pk, ask_at=row.ask_at)
        return bool(found.update(ask_at=timezone.now() + EVERY))


def _is_over(row: Given) -> bool:
    """Its session ended otherwise. One that only changes its key is there again at the next look."""
    there = Session.objects.filter(session_key=row.session_key, expire_date__gt=timezone.now())
    if there.exists():
        return False
    with statement():
        if row.is_gone:
            Given.objects.filter(pk=row.pk, session_key=row.session_key).delete()
        else:
            Given.objects.filter(pk=row.pk, session_key=row.session_key).update(is_gone=True)
    return True


def _believed(rows: Iterable[Given], issuer: str) -> list[Given]:
    """An owner's by another issuer ends: who became one later, and whose issuer somebody else changed."""
    kept: list[Given] = []
    for row in rows:
        if row.user.is_superuser and row.issuer != issuer:
            with transaction():
                _end([row], "no owner has saved the issuer")
        else:
            kept.append(row)
    return kept


def _can_be_asked(row: Given, client: oidc.Client | None) -> bool:
    return client is not None and row.issuer == client.issuer and bool(row.refresh_token)


def _ask(row: Given, client: oidc.Client, known: Mapping[str, Any]) -> None:
    """Where each token counts once, one whose answer was lost counts no more: that no says nothing of whom it
    was given to, and nobody is ended by it."""
    found, was_unanswered = Given.objects.filter(pk=row.pk), row.is_unanswered
    with statement():
        found.update(is_unanswered=True)
    try:
        token = oidc.refreshed(client, row.refresh_token, known)
    except oidc.Untrue as error:
        if error.said != oidc.ENDED:
            log.warning("single sign-on: %s doesn't say who is known there: %s", client.issuer, error)
            token = row.refresh_token
        elif was_unanswered:
            log.warning("single sign-on: %s can't be asked any more of %s", client.issuer, row.user)
            token = ""
        else:
            with transaction():
                _end(found.select_for_update(), "it was asked")
            return
    with statement():
        found.update(refresh_token=token, is_unanswered=False)


def _put_off(asked: Iterable[Given]) -> None:
    """Whoever is due."""
    now = timezone.now()
    due = Q(ask_at__lte=now) | Q(pk__in=[row.pk for row in asked])
    with statement():
        Given.objects.filter(due).update(ask_at=now + AWAY)
