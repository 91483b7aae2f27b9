"""The only way to get a ticket for a person: whoever isn't let in here is told "not found"."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final, Literal
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from tickets.audit.log import Actor
from tickets.models import Ticket, TicketToken
from tickets.people import former_keys, reading, roles, sight
from tickets.people.models import User
from tickets.people.roles import Right
from tickets.people.roles import Role as DeskRole
from tickets.people.sight import HeldSight, Sight
from tickets.refusals import Refused, gone, not_found
from tickets.wire.text import is_visible

Role = Literal["customer", "agent"]
_sessions = import_module(settings.SESSION_ENGINE)

TICKETS: Final = "tickets"  # session key: the tickets that this browser opened or has a link to

MOST_TICKETS: Final = 50  # of them, the newest


@dataclass(frozen=True, slots=True)
class Person:
    role: Role
    name: str
    agent: int | None = None  # primary key of the user
    username: str = ""
    is_program: bool = False  # calls by HTTP, and is nowhere present
    reads: bool = True  # else a program that only writes
    at_desk: DeskRole = DeskRole.LIGHT  # of an agent
    sight: Sight = sight.NOTHING  # of an agent

    @property
    def key(self) -> str:
        """One person, however many tabs and devices (a ticket has one customer), whatever the name."""
        return str(self.agent) if self.agent else self.role

    @property
    def shown(self) -> dict[str, str]:
        """To others: {role, name, key?}. A ticket's customer needs no key there."""
        shown = {"role": self.role, "name": self.name}
        return shown | {"key": self.key} if self.agent else shown

    def as_dict(self) -> dict[str, str]:
        """To oneself."""
        if not self.agent:
            return self.shown
        return self.shown | {"username": self.username, "desk_role": self.at_desk.value}

    @property
    def answers(self) -> bool:
        """No agent who may only read: a customer is told of nobody else."""
        return self.agent is None or self.may(Right.ANSWER)

    def may(self, right: Right) -> bool:
        return self.agent is not None and roles.has(self.at_desk, right)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a cookie's rights rest on. It may end at any time: see `sign_ins`."""

    session: str = field(repr=False)  # its key, a secret
    agent: int | None = None  # primary key of the user
    password: str = field(default="", repr=False)  # hashed, as the database has it
    username: str = ""  # by which a desk says whose it is
    # Of a socket's agent, who asks nobody: it ends when either is another.
    sight: HeldSight | None = field(default=None, repr=False)
    role: DeskRole | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at a ticket: all that `actions` and `timeline` take."""

    ticket: int  # primary key
    public_id: str
    person: Person
    sign_in: SignIn | None = None  # None: by the ticket's token,
    token: str = field(default="", repr=False)  # whose hash this is

    @property
    def is_agent(self) -> bool:
        return self.person.agent is not None


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a browser's session cookie opens."""

    agent: Person | None = None
    tickets: frozenset[str] = frozenset()
    sign_in: SignIn | None = None
    address: str = ""


NOBODY: Final = Visitor()


def agents() -> QuerySet[User]:
    """An agent is a user whom the admin lets in."""
    return User.objects.filter(is_active=True, is_staff=True)


def configuring() -> QuerySet[User]:
    """Those who look after people and settings (`roles.may_configure`)."""
    return agents().filter(Q(is_superuser=True) | Q(role=DeskRole.ADMIN))


def answering() -> QuerySet[User]:
    """The agents who may answer customers: to whom tickets can be given."""
    return agents().exclude(is_superuser=False, role=DeskRole.LIGHT)


def answers(user: Any) -> bool:
    return roles.may(user, Right.ANSWER)


def who_see(ticket: Ticket, users: Iterable[int]) -> list[int]:
    """Of these, agents who do."""
    among = list(users)
    sights = sight.held_by(agents().filter(pk__in=among)) if among else {}
    return [user for user, held in sights.items() if held.of([ticket])]


def colleagues() -> list[dict[str, str | bool]]:
    """Every agent, as agents see each other: {username, name, key, answers, program}."""
    people = ((user, person_of(user)) for user in agents().order_by("username"))
    return [
        {
            "username": person.username,
            "name": person.name,
            "key": person.key,
            "answers": person.answers,
            "program": user.is_program,
        }
        for user, person in people
    ]


def is_agent(user: Any) -> bool:
    return bool(user.is_active and user.is_staff)


def lets_in(user: Any) -> bool:
    """To the desk, by a session, at once: whoever owes a second factor comes in with it."""
    return is_agent(user) and not user.is_held


def must(person: Person, right: Right) -> None:
    """Raises Refused forbidden."""
    if not person.may(right):
        raise Refused("forbidden", "Your role doesn't allow this.")


def must_see_all(person: Person) -> None:
    """For what touches every conversation. Raises Refused forbidden."""
    if not person.sight.held().everything:
        raise Refused("forbidden", "This touches conversations that you don't see.")


def must_see_every_site(person: Person) -> None:
    """For what says nothing of where it belongs. Raises Refused forbidden."""
    if person.sight.sites is not None:
        raise Refused("forbidden", "This tells of conversations of every site.")


def must_read(person: Person) -> None:
    """For a write whose answer opens what was written before. Raises Refused forbidden."""
    if not person.reads:
        raise Refused("forbidden", "This API token lacks the scope read.")


def key_of(user: User) -> str:
    """An agent for pages, whatever the name is by now: it opens nothing."""
    return str(user.pk)


def person_of(user: User) -> Person:
    name = user.get_full_name()
    shown = name if is_visible(name) else user.get_username()
    about = {"at_desk": roles.of(user), "sight": sight.of(user)}
    return Person("agent", shown, user.pk, user.username, **about)  # type: ignore[arg-type]


def rename(agent: int, name: str) -> None:
    """From now on customers read this name, all of it in one field. One that nobody sees changes nothing."""
    name = " ".join(name.replace("\x00", "").split())[:150]
    if is_visible(name):
        user = User.objects.get(pk=agent)
        user.first_name, user.last_name = name, ""
        user.save(update_fields=["first_name", "last_name"])


def visitor_of(session: SessionBase, user: Any) -> Visitor:
    agent = person_of(user) if lets_in(user) else None
    tickets = frozenset(session.get(TICKETS, ()))
    if not session.session_key or not (agent or tickets):
        return Visitor(agent, tickets)
    rests_on = (user.pk, user.password, user.get_username()) if agent else ()
    return Visitor(agent, tickets, SignIn(session.session_key, *rests_on))


def visitor_with_cookie(session_key: str | None) -> Visitor:
    """For a socket, which has a cookie but no request. Knows a rotated SECRET_KEY."""
    return visitors_with_cookies([session_key])[0]


def visitors_with_cookies(session_keys: Iterable[str | None]) -> list[Visitor]:
    """The same for many: their sessions in one query, and one for each agent."""
    keys = list(session_keys)
    asked = {key for key in keys if key and key.isascii() and key.isalnum()}  # as Django makes them
    kept = Session.objects.filter(session_key__in=asked, expire_date__gt=timezone.now()) if asked else ()
    found = {session.session_key: _visitor_by(session) for session in kept}
    return [found.get(key or "", NOBODY) for key in keys]


def _visitor_by(kept: Session) -> Visitor:
    session = _sessions.SessionStore(kept.session_key)
    session._session_cache = session.decode(kept.session_data)
    visitor = visitor_of(session, former_keys.user_of(SimpleNamespace(session=session)))
    if not (visitor.agent and visitor.sign_in):
        return visitor
    agent = visitor.agent
    return replace(visitor, sign_in=replace(visitor.sign_in, sight=agent.sight.held(), role=agent.at_desk))


Place = tuple[str, str | None]  # a ticket's public id, and the token where one is given


def seat(visitor: Visitor, public_id: str, token: str | None = None, *, as_agent: bool = False) -> Seat:
    """Where this browser sits at a ticket. Raises Refused not_found, also for what an agent doesn't see."""
    found = seats(visitor, [(public_id, token)], as_agent=as_agent)[0]
    if found is None:
        raise nowhere(visitor, public_id, token)
    return found


def nowhere(visitor: Visitor, public_id: str, token: str | None) -> Refused:
    return gone() if had(visitor, public_id, token) else not_found()


def had(visitor: Visitor, public_id: str, token: str | None) -> bool:
    """A ticket that isn't there: whether it was this browser's, and was deleted."""
    return token is None and public_id in visitor.tickets


def seats(visitor: Visitor, places: Iterable[Place], *, as_agent: bool) -> list[Seat | None]:
    """The same for many in one query. None: nowhere.

    A browser can hold both a customer's link and an agent's sign-in: `as_agent` says
    which one it means.
    """
    places = list(places)
    tickets = _tickets(visitor, places)
    taken = _taken(visitor, places, tickets, _links((places, tickets)), as_agent=as_agent)
    _note_reading(visitor, [tickets[seat.public_id] for seat in taken if seat and seat.is_agent])
    return taken


def _tickets(visitor: Visitor, places: Iterable[Place]) -> dict[str, Ticket]:
    """Those that there are, by public id, as this visitor may take them."""
    asked = {id for id, _ in places if id.isalnum()}  # PostgreSQL can't be asked for a NUL
    found = Ticket.objects.select_related("contact").filter(public_id__in=asked)
    if visitor.agent:
        found = found.annotate(seen=visitor.agent.sight.seen())
    return {ticket.public_id: ticket for ticket in found}


Links = Collection[tuple[int, str]]  # a ticket's key, and the hash of one more token that opens it


def _links(*asked: tuple[Iterable[Place], Mapping[str, Ticket]]) -> Links:
    """Of tokens that aren't the ticket's first one: those that were made since. One query, if any."""
    given = {
        (tickets[id], hash_of(token))
        for places, tickets in asked
        for id, token in places
        if token is not None and id in tickets
    }
    other = {(ticket.pk, hashed) for ticket, hashed in given if not _is_first(hashed, ticket)}
    if not other:
        return ()
    found = TicketToken.objects.filter(ticket__in={pk for pk, _ in other}, hash__in={one for _, one in other})
    return set(found.values_list("ticket", "hash"))


def _is_first(hashed: str, ticket: Ticket) -> bool:
    """The link that its opening gave."""
    return hmac.compare_digest(hashed, ticket.token_hash)


def _taken(
    visitor: Visitor, places: Iterable[Place], tickets: Mapping[str, Ticket], links: Links, *, as_agent: bool
) -> list[Seat | None]:
    return [
        _seat(visitor, tickets[id], token, links, as_agent=as_agent) if id in tickets else None
        for id, token in places
    ]


def _seat(
    visitor: Visitor, ticket: Ticket, token: str | None, links: Links, *, as_agent: bool
) -> Seat | None:
    customer = Person("customer", ticket.contact.name)
    if token is not None:
        hashed = hash_of(token)
        opens = _is_first(hashed, ticket) or (ticket.pk, hashed) in links
        return Seat(ticket.pk, ticket.public_id, customer, token=hashed) if opens else None
    if ticket.public_id in visitor.tickets and not (as_agent and visitor.agent):
        return Seat(ticket.pk, ticket.public_id, customer, visitor.sign_in)
    if visitor.agent and ticket.seen:  # type: ignore[attr-defined]  # `_tickets`
        return Seat(ticket.pk, ticket.public_id, visitor.agent, visitor.sign_in)
    return None


def _note_reading(visitor: Visitor, tickets: Iterable[Ticket]) -> None:
    agent = visitor.agent
    if agent and agent.sight.everything:
        reading.noted(Actor(agent.agent, agent.username, visitor.address), tickets)


def seen_by(seats: Iterable[Seat]) -> set[Seat]:
    """Those whose ticket is still seen from there: what was so when they were taken may be another's by now.
    A query for each agent, and none for who sees everything."""
    seats = set(seats)
    limited: dict[Person, set[Seat]] = {}
    for seat in seats:
        if seat.is_agent and not seat.person.sight.everything:
            limited.setdefault(seat.person, set()).add(seat)
    for person, theirs in limited.items():
        asked = Ticket.objects.filter(person.sight.tickets(), pk__in={seat.ticket for seat in theirs})
        still = set(asked.values_list("pk", flat=True))
        seats -= {seat for seat in theirs if seat.ticket not in still}
    return seats


@dataclass(frozen=True, slots=True)
class Entry:
    """What a socket's `hello` asks: who it is by its cookie, and where it may sit."""

    session_key: str | None
    places: Sequence[Place]
    as_agent: bool = False
    address: str = ""


def enter(entries: Sequence[Entry]) -> list[tuple[Visitor, list[Seat | None]]]:
    """Of each who it is, and its seats (None: nowhere): of all customers in one query. Writes nothing: what
    agents read by it is noted by `entered`."""
    found = visitors_with_cookies(entry.session_key for entry in entries)
    visitors = [replace(who, address=entry.address) for who, entry in zip(found, entries, strict=True)]
    pairs = list(zip(visitors, entries, strict=True))
    customers = _tickets(NOBODY, [place for who, entry in pairs if not who.agent for place in entry.places])
    those = [_tickets(who, one.places) if who.agent else customers for who, one in pairs]
    links = _links(*((one.places, tickets) for tickets, (_, one) in zip(those, pairs, strict=True)))
    return [
        (who, _taken(who, one.places, tickets, links, as_agent=one.as_agent))
        for tickets, (who, one) in zip(those, pairs, strict=True)
    ]


def entered(visitor: Visitor, seats: Iterable[Seat | None]) -> None:
    """Notes what an agent came in to read."""
    taken = [seat.ticket for seat in seats if seat and seat.is_agent]
    _note_reading(visitor, Ticket.objects.filter(pk__in=taken, team__isnull=False))


def keep_seat(session: SessionBase, seat: Seat) -> None:
    """From now on this browser's cookie opens the ticket."""
    tickets = session.get(TICKETS, [])
    if seat.public_id not in tickets:
        session[TICKETS] = [*tickets, seat.public_id][-MOST_TICKETS:]


def token_for(opening_id: UUID, key: str | None = None) -> str:
    """256 bits that only this server can derive, so that a repeated opening gets the same."""
    secret = (key or settings.SECRET_KEY).encode()
    return hmac.new(secret, b"ticket token " + opening_id.bytes, hashlib.sha256).hexdigest()


def token_of(ticket: Ticket) -> str | None:
    """The token again, if the key that it was derived from is still known."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    tokens = (token_for(ticket.opening_id, key) for key in keys)
    return next((token for token in tokens if hash_of(token) == ticket.token_hash), None)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
