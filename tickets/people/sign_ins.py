"""One per process: what its sockets' rights rest on, held against the database.

A sign-in has ended when a call with the same cookie wouldn't be let in any more, by whatever
door that came; a customer's seat, when the cookie or the token that it was taken by doesn't open
the ticket any more. Who ends one says so, and it is looked after at once; an end that nobody
announced is found within a heartbeat interval.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final, Protocol

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Exists
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tickets.database import in_database
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
# Only those come back that open their ticket no more, if it is there: of one that is gone other words are
# told. A link is the one of its ticket's opening, or of those made since.
_ENDED: Final = """
    WITH asked (its, token) AS ({pairs})
    SELECT its, token FROM asked JOIN tickets_ticket AS opened ON opened.id = its
    WHERE opened.token_hash <> token
        AND NOT EXISTS (SELECT 1 FROM tickets_tickettoken WHERE ticket_id = its AND hash = token)
"""
_ALIVE: Final = """
    SELECT session_key, session_data FROM django_session WHERE session_key IN ({keys}) AND expire_date > %s
"""
_PAIRS: Final = {  # one value, however many there are: so is the question put together once
    "sqlite": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)",
    "postgresql": "SELECT (value ->> 0)::bigint, value ->> 1 FROM json_array_elements(%s::json)",
}
_KEYS: Final = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value FROM json_array_elements_text(%s::json)",
}

Right = SignIn | Seat  # of a customer; an agent's seats rest on the sign-in


class Socket(Protocol):
    @property
    def sign_in(self) -> SignIn | None: ...
    @property
    def rights(self) -> Iterable[Right]: ...
    def sign_in_ended(self) -> None: ...
    def sight_changed(self) -> None: ...


class Crowd:
    """At most `AT_ONCE` sockets, whose rights are asked about together. As long as they are the same, so is
    the question: to put it together, or only to walk over thousands of pages, costs more than the answer."""

    def __init__(self) -> None:
        self.sockets: set[Socket] = set()
        self._asked: Asked | None = None

    def came(self, socket: Socket) -> None:
        self.sockets.add(socket)
        self.changed()

    def left(self, socket: Socket) -> None:
        self.sockets.remove(socket)
        self.changed()

    def changed(self) -> None:
        self._asked = None

    def asked(self) -> "Asked":
        if self._asked is None:
            self._asked = Asked(right for socket in self.sockets for right in socket.rights)
        return self._asked


class SignIns:
    def __init__(self) -> None:
        # By `groups.session`; "": no cookie.
        self._crowd_of: dict[str, dict[Socket, Crowd]] = defaultdict(dict)
        self._crowds: list[Crowd] = []
        self._looks: set[asyncio.Task[None]] = set()
        self._task = asyncio.create_task(self._run(), name="sign-ins")

    def came(self, socket: Socket) -> None:
        crowd = next((one for one in self._crowds if len(one.sockets) < AT_ONCE), None)
        if crowd is None:
            self._crowds.append(crowd := Crowd())
        crowd.came(socket)
        self._crowd_of[_name(socket)][socket] = crowd

    def changed(self, socket: Socket) -> None:
        """It has other rights than when it came, or than when it said so last."""
        if crowd := self._crowd(socket):
            crowd.changed()

    def left(self, socket: Socket) -> None:
        if crowd := self._crowd(socket):
            crowd.left(socket)
            if not crowd.sockets:
                self._crowds.remove(crowd)
            name = _name(socket)
            del self._crowd_of[name][socket]
            if not self._crowd_of[name]:
                del self._crowd_of[name]

    def _crowd(self, socket: Socket) -> Crowd | None:
        """None: it hasn't come, or has left."""
        return self._crowd_of.get(_name(socket), {}).get(socket)

    def announced(self, announcement: Announcement) -> None:
        if isinstance(announcement, SignInsChanged):
            look = asyncio.create_task(self.look(self._about(announcement)))
            self._looks.add(look)
            look.add_done_callback(self._looks.discard)

    def _about(self, changed: SignInsChanged) -> list[Socket]:
        if changed.session:
            return list(self._crowd_of.get(changed.session, ()))
        if changed.all_agents:
            return [s for s in self._all() if s.sign_in and s.sign_in.agent]
        if ticket := changed.ticket:
            return [
                s for s in self._all() if any(r.ticket == ticket for r in s.rights if isinstance(r, Seat))
            ]
        return [s for s in self._all() if s.sign_in and s.sign_in.agent == changed.agent]

    def _all(self) -> list[Socket]:
        return [socket for crowd in self._crowds for socket in crowd.sockets]

    async def _run(self) -> None:
        await hub().join([groups.SIGN_INS], self)
        while True:
            await asyncio.sleep(EVERY)
            try:
                for crowd in tuple(self._crowds):
                    await self._judge(crowd.asked(), crowd.sockets)
            except Exception:
                log.exception("sign-ins could not be looked after")

    async def look(self, sockets: Collection[Socket]) -> None:
        await self._judge(Asked(right for socket in sockets for right in socket.rights), sockets)

    async def _judge(self, asked: "Asked", sockets: Collection[Socket]) -> None:
        """Of these sockets, whose rights are asked about."""
        if not asked.rights:
            return
        try:
            ended, changed = await in_database(asked.judged)
        except Refused:
            return  # nobody is sent away for a database that is
        if not ended and not changed:
            return
        resting = [(socket, set(socket.rights)) for socket in sockets]
        for socket, rights in resting:
            if not rights.isdisjoint(ended):
                socket.sign_in_ended()
            elif not rights.isdisjoint(changed):
                socket.sight_changed()


sign_ins = per_loop(SignIns)


def _name(socket: Socket) -> str:
    return groups.session(socket.sign_in.session) if socket.sign_in else ""


def ended_of(rights: Iterable[Right]) -> list[Right]:
    return Asked(rights).judged()[0]


class Asked:
    """Rights that are held against the database together, again and again: in one query for all sessions,
    one for all agents, and one for all links."""

    def __init__(self, rights: Iterable[Right]) -> None:
        self.rights = list(dict.fromkeys(rights))
        sign_ins = {sign_in for right in self.rights if (sign_in := _sign_in(right))}
        self._agents = {sign_in.agent for sign_in in sign_ins if sign_in.agent}
        keys = {sign_in.session for sign_in in sign_ins}
        self._how_many = len(keys)
        self._sessions = json.dumps(list(keys)) if keys else ""
        links = [(right.ticket, right.token) for right in self.rights if isinstance(right, Seat)]
        by_token = [link for link in links if link[1]]
        self._links = json.dumps(by_token) if by_token else ""
        # What each session held when all that rests on it held: decoding that costs ten times the query.
        self._before: dict[str, int] = {}

    def judged(self) -> tuple[list[Right], list[Right]]:
        """Those that have ended, and those by which an agent sees something else by now."""
        known = Known(self._sessions, self._links, self._agents)
        suspects = self._suspects(known)
        ended = [right for right in suspects if not known.holds(right)]
        unsound = {sign_in.session for right in ended if (sign_in := _sign_in(right))}
        self._before = {key: data for key, data in known.prints.items() if key not in unsound}
        return ended, [right for right in suspects if right not in ended and known.sees_others(right)]

    def _suspects(self, known: "Known") -> list[Right]:
        """All but those that rest on what was found sound before, and is as it was."""
        moved = known.prints != self._before or len(known.prints) < self._how_many
        if not (moved or known.ended_links or self._agents):
            return []
        return [right for right in self.rights if not self._is_as_it_was(right, known)]

    def _is_as_it_was(self, right: Right, known: "Known") -> bool:
        if isinstance(right, SignIn) and right.agent:
            return False
        if (sign_in := _sign_in(right)) is None:
            return isinstance(right, Seat) and (right.ticket, right.token) not in known.ended_links
        before = self._before.get(sign_in.session)
        return before is not None and before == known.prints.get(sign_in.session)


class Known:
    """What the database has of them now."""

    def __init__(self, sessions: str, links: str, agents: Collection[int]) -> None:
        """`sessions`, `links`: JSON, [key, …] and [[ticket, token], …]; empty: none."""
        self._sessions = _alive(sessions) if sessions else {}
        self.prints = {key: hash(data) for key, data in self._sessions.items()}
        self.ended_links = _ended(links) if links else set()
        known = access.agents().annotate(has_teams=Exists(Team.objects.all()))
        self._agents = known.in_bulk(agents) if agents else {}
        has_teams = any(user.has_teams for user in self._agents.values())
        self._sights = sight.held_by(self._agents.values(), has_teams=has_teams)

    def holds(self, right: Right) -> bool:
        if isinstance(right, SignIn):
            return self._is_signed_in(right)
        if right.token:
            return (right.ticket, right.token) not in self.ended_links
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


def _alive(keys: str) -> dict[str, str]:
    """Each session's data."""
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(_ALIVE.format(keys=_KEYS[connection.vendor]), [keys, now])
        return dict(cursor.fetchall())


def _ended(links: str) -> set[tuple[int, str]]:
    """Ticket and token of each."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED.format(pairs=_PAIRS[connection.vendor]), [links])
        return {(ticket, token) for ticket, token in cursor.fetchall()}


def is_signed_in(user: User, session: dict[str, Any]) -> bool:
    known = session.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    by = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    return (
        by
        and session.get(SESSION_KEY) == str(user.pk)
        and any(constant_time_compare(known, h) for h in hashes)
    )
