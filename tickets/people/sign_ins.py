"""One per process: what its sockets' rights rest on, held against the database.

A sign-in has ended when a call with the same cookie wouldn't be let in any more, by whatever
door that came; a customer's seat, when the cookie or the token that it was taken by doesn't open
the ticket any more. Who ends one says so, and it is looked after at once; an end that nobody
announced is found within a heartbeat interval.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final, Protocol

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tickets.database import in_database
from tickets.models import Ticket, TicketToken
from tickets.people import access, roles, sight
from tickets.people.access import Seat, SignIn
from tickets.people.models import Team, User
from tickets.per_loop import per_loop
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import Announcement, SignInsChanged
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

EVERY: Final = settings.HEARTBEAT_INTERVAL - 1  # seconds, so that an answer has time to come
AT_ONCE: Final = 500  # sockets in a query, some 2 ms: pings get in between

Right = SignIn | Seat  # of a customer; an agent's seats rest on the sign-in


class Socket(Protocol):
    @property
    def sign_in(self) -> SignIn | None: ...
    @property
    def rights(self) -> Iterable[Right]: ...
    def sign_in_ended(self) -> None: ...
    def sight_changed(self) -> None: ...


class SignIns:
    def __init__(self) -> None:
        self._sockets: dict[str, set[Socket]] = defaultdict(set)  # by `groups.session`; "": no cookie
        self._looks: set[asyncio.Task[None]] = set()
        self._task = asyncio.create_task(self._run(), name="sign-ins")

    def came(self, socket: Socket) -> None:
        self._sockets[_name(socket)].add(socket)

    def left(self, socket: Socket) -> None:
        name = _name(socket)
        self._sockets[name].discard(socket)
        if not self._sockets[name]:
            del self._sockets[name]

    def announced(self, announcement: Announcement) -> None:
        if isinstance(announcement, SignInsChanged):
            look = asyncio.create_task(self.look(self._about(announcement)))
            self._looks.add(look)
            look.add_done_callback(self._looks.discard)

    def _about(self, changed: SignInsChanged) -> Iterable[Socket]:
        if changed.session:
            return self._sockets.get(changed.session, ())
        if changed.all_agents:
            return [s for s in self._all() if s.sign_in and s.sign_in.agent]
        if ticket := changed.ticket:
            return [
                s for s in self._all() if any(r.ticket == ticket for r in s.rights if isinstance(r, Seat))
            ]
        return [s for s in self._all() if s.sign_in and s.sign_in.agent == changed.agent]

    def _all(self) -> list[Socket]:
        return [socket for sockets in self._sockets.values() for socket in sockets]

    async def _run(self) -> None:
        await hub().join([groups.SIGN_INS], self)
        while True:
            await asyncio.sleep(EVERY)
            try:
                sockets = self._all()
                for start in range(0, len(sockets), AT_ONCE):
                    await self.look(sockets[start : start + AT_ONCE])
            except Exception:
                log.exception("sign-ins could not be looked after")

    async def look(self, sockets: Iterable[Socket]) -> None:
        resting: dict[Right, list[Socket]] = defaultdict(list)
        for socket in sockets:
            for right in socket.rights:
                resting[right].append(socket)
        if not resting:
            return
        try:
            ended, changed = await in_database(judged, list(resting))
        except Refused:
            return  # nobody is sent away for a database that is
        out = {socket for right in ended for socket in resting[right]}
        for socket in out:
            socket.sign_in_ended()
        for socket in {socket for right in changed for socket in resting[right]} - out:
            socket.sight_changed()


sign_ins = per_loop(SignIns)


def _name(socket: Socket) -> str:
    return groups.session(socket.sign_in.session) if socket.sign_in else ""


def judged(asked: Collection[Right]) -> tuple[list[Right], list[Right]]:
    """Those that have ended, and those by which an agent sees something else by now."""
    known = Known(asked)
    ended = [right for right in asked if not known.holds(right)]
    return ended, [right for right in asked if right not in ended and known.sees_others(right)]


def ended_of(asked: Collection[Right]) -> list[Right]:
    return judged(asked)[0]


class Known:
    """What the database has of them, in two queries for all cookies and two for all tokens."""

    def __init__(self, asked: Iterable[Right]) -> None:
        asked = list(asked)
        by_cookie = {sign_in for right in asked if (sign_in := _sign_in(right))}
        by_token = {right.ticket for right in asked if isinstance(right, Seat) and right.token}
        self._sessions = _sessions(by_cookie) if by_cookie else {}
        agents = {sign_in.agent for sign_in in by_cookie if sign_in.agent}
        known = access.agents().annotate(has_teams=Exists(Team.objects.all()))
        self._agents = known.in_bulk(agents) if agents else {}
        has_teams = any(user.has_teams for user in self._agents.values())
        self._sights = sight.held_by(self._agents.values(), has_teams=has_teams)
        self._tokens = _tokens(by_token) if by_token else {}

    def holds(self, right: Right) -> bool:
        if isinstance(right, SignIn):
            return self._is_signed_in(right)
        if right.token:  # of a ticket that is gone other words are told
            return right.token in self._tokens.get(right.ticket, {right.token})
        return right.sign_in is None or right.public_id in self._content(right.sign_in).get(
            access.TICKETS, ()
        )

    def sees_others(self, right: Right) -> bool:
        if not isinstance(right, SignIn) or right.sight is None or right.agent is None:
            return False
        role = roles.of(self._agents[right.agent])
        return (right.sight, right.role) != (self._sights[right.agent], role)

    def _is_signed_in(self, sign_in: SignIn) -> bool:
        """Judged as `django.contrib.auth.get_user` does it, which would ask twice for each."""
        if sign_in.agent is None:
            return sign_in.session in self._sessions
        user = self._agents.get(sign_in.agent)
        if user is None or user.is_held or user.get_username() != sign_in.username:
            return False
        return is_signed_in(user, self._content(sign_in))

    def _content(self, sign_in: SignIn) -> dict[str, Any]:
        session = self._sessions.get(sign_in.session)
        return {} if session is None else SessionStore().decode(session)


def _sign_in(right: Right) -> SignIn | None:
    return right if isinstance(right, SignIn) else right.sign_in


def _sessions(asked: Iterable[SignIn]) -> dict[str, str]:
    keys = [sign_in.session for sign_in in asked]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return dict(alive.values_list("session_key", "session_data"))


def _tokens(tickets: Collection[int]) -> dict[int, set[str]]:
    """What opens each of those that are there: the link of its opening, and those made since."""
    first = Ticket.objects.filter(pk__in=tickets).values_list("pk", "token_hash")
    opening = {ticket: {token} for ticket, token in first}
    for ticket, token in TicketToken.objects.filter(ticket__in=opening).values_list("ticket", "hash"):
        opening[ticket].add(token)
    return opening


def is_signed_in(user: User, session: dict[str, Any]) -> bool:
    known = session.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    by = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    return (
        by
        and session.get(SESSION_KEY) == str(user.pk)
        and any(constant_time_compare(known, h) for h in hashes)
    )
