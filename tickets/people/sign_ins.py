"""One per process: the sign-ins that its sockets rest on, held against the database.

A sign-in has ended when a call with the same cookie wouldn't be let in any more, by whatever
door that came. Who ends one says so, and it is looked after at once; an end that nobody
announced is found within a heartbeat interval.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final, Protocol

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tickets.database import in_database
from tickets.people import access
from tickets.people.access import SignIn
from tickets.people.models import User
from tickets.per_loop import per_loop
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import Announcement, SignInsChanged
from tickets.wire.hub import hub

log = logging.getLogger(__name__)

EVERY: Final = settings.HEARTBEAT_INTERVAL - 1  # seconds, so that an answer has time to come
AT_ONCE: Final = 500  # sockets in a query, some 2 ms: pings get in between


class Socket(Protocol):
    @property
    def sign_in(self) -> SignIn | None: ...
    def sign_in_ended(self) -> None: ...


class SignIns:
    def __init__(self) -> None:
        self._sockets: dict[str, set[Socket]] = defaultdict(set)  # by `groups.session`
        self._looks: set[asyncio.Task[None]] = set()
        self._task = asyncio.create_task(self._run(), name="sign-ins")

    def came(self, socket: Socket) -> None:
        if socket.sign_in:
            self._sockets[groups.session(socket.sign_in.session)].add(socket)

    def left(self, socket: Socket) -> None:
        if not socket.sign_in:
            return
        name = groups.session(socket.sign_in.session)
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
        resting: dict[SignIn, list[Socket]] = defaultdict(list)
        for socket in sockets:
            if socket.sign_in:
                resting[socket.sign_in].append(socket)
        try:
            ended = await in_database(ended_of, list(resting))
        except Refused:
            return  # nobody is sent away for a database that is
        for socket in (socket for sign_in in ended for socket in resting[sign_in]):
            socket.sign_in_ended()


sign_ins = per_loop(SignIns)


def ended_of(asked: Collection[SignIn]) -> list[SignIn]:
    """Judged as `django.contrib.auth.get_user` does it, which would ask twice for each."""
    keys = [sign_in.session for sign_in in asked]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    sessions = dict(alive.values_list("session_key", "session_data"))
    people = {sign_in.agent for sign_in in asked if sign_in.agent}
    agents = access.agents().in_bulk(people) if people else {}
    return [one for one in asked if not _holds(one, sessions.get(one.session), agents.get(one.agent))]


def _holds(sign_in: SignIn, session: str | None, user: User | None) -> bool:
    if session is None or sign_in.agent is None:
        return session is not None
    return user is not None and _is_signed_in(user, SessionStore().decode(session))


def _is_signed_in(user: User, session: dict[str, Any]) -> bool:
    known = session.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return session.get(SESSION_KEY) == str(user.pk) and any(constant_time_compare(known, h) for h in hashes)
