"""What every message, every mark and every reaction asks of the database, in SQL.

To have the ORM put these together, anew each time, was half of what a message cost
(docs/performance.md). All that is asked less often goes through it. SQLite and PostgreSQL
understand each word here.
"""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from tickets.database import statement
from tickets.models import Contact, Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.people.sight import SEES

_AUTHOR: Final = {"role", "agent_id", "via"}
_SAID: Final = {"ticket_id", "seq", "public_seq", "client_id", "kind", "assignee_id", "body", "data"}
_HEADS: Final = {"last_seq", "last_public_seq", "last_event_at"}
_STATE: Final = {"waiting_since", "status", "assignee_id", "team_id", "beside"}
_CONTACT: Final = ("id", "name", "email", "external_id", "language", "time_zone")  # what rows may show
_LOCK: Final = """
    SELECT tickets_ticket.*, {contact}
    FROM tickets_ticket JOIN tickets_contact ON tickets_contact.id = contact_id
    WHERE tickets_ticket.id = %(ticket)s AND {let_in}
"""
_CONTACT_COLUMNS: Final = ", ".join(f"tickets_contact.{name} AS its_{name}" for name in _CONTACT)
_LET_IN: Final = "SELECT 1 WHERE {let_in}"
_SEEN: Final = "SELECT 1 FROM tickets_ticket WHERE id = %(ticket)s AND {sees}"
_AGENT: Final = "EXISTS (SELECT 1 FROM people_user WHERE id = %(agent)s AND is_active AND is_staff)"
_SAME_AGENT: Final = """EXISTS (
    SELECT 1 FROM people_user
    WHERE id = %(agent)s AND is_active AND is_staff AND password = %(password)s
)"""
_SESSION: Final = """EXISTS (
    SELECT 1 FROM django_session WHERE session_key = %(session)s AND expire_date > %(now)s
)"""
_BY_A_LINK: Final = """NOT EXISTS (
    SELECT 1 FROM tickets_ticket AS opened WHERE opened.id = %(ticket)s AND opened.token_hash <> %(token)s
    AND NOT EXISTS (SELECT 1 FROM tickets_tickettoken WHERE ticket_id = opened.id AND hash = %(token)s)
)"""  # so is who sits at a ticket that is gone
_INSERT: Final = """
    INSERT INTO tickets_event
        (ticket_id, seq, public_seq, client_id, kind, role, agent_id, via, assignee_id, body, data)
    VALUES
        (%(ticket_id)s, %(seq)s, %(public_seq)s, %(client_id)s, %(kind)s, %(role)s, %(agent_id)s, %(via)s,
         %(assignee_id)s, %(body)s, %(data)s)
    RETURNING *
"""
_SAVE: Final = """
    UPDATE tickets_ticket
    SET last_seq = %(last_seq)s, last_public_seq = %(last_public_seq)s,
        last_event_at = %(last_event_at)s, waiting_since = %(waiting_since)s,
        status = %(status)s, assignee_id = %(assignee_id)s, team_id = %(team_id)s, beside = %(beside)s
    WHERE id = %(id)s
"""
_MOVE: Final = """
    UPDATE tickets_ticket
    SET {mark} = CASE WHEN NOT ({let_in}) THEN {mark} WHEN {head} < %(seq)s THEN {head} ELSE %(seq)s END
    WHERE id = %(ticket)s AND {mark} < {head} AND {mark} < %(seq)s AND ({sees} OR NOT ({let_in}))
    RETURNING {mark}, last_seq, last_public_seq, {mark} < {head} AND {mark} < %(seq)s
"""
_UNREAD: Final = """
    SELECT COUNT(*) FROM tickets_event
    WHERE ticket_id = %(ticket)s AND kind = 'message' AND role = 'customer'
        AND seq > (SELECT agents_read FROM tickets_ticket WHERE id = %(ticket)s)
"""
_NEWS: Final = """
    SELECT id FROM tickets_ticket WHERE reacted_seq < last_seq ORDER BY last_event_at LIMIT %s
"""
_TO_REACT: Final = "SELECT * FROM tickets_ticket WHERE id = %s"
_NEW: Final = "SELECT * FROM tickets_event WHERE ticket_id = %s AND seq > %s ORDER BY seq LIMIT %s"
_REACTED: Final = "UPDATE tickets_ticket SET reacted_seq = %s WHERE id = %s"
# Joined, since SQLite 3.40 goes through the whole table for `(…, …) IN (VALUES …)`.
_AT: Final = """
    WITH place (its, at_seq) AS (VALUES {pairs})
    SELECT ticket_id, {seq}, client_id FROM place JOIN tickets_event ON ticket_id = its AND {seq} = at_seq
"""
_PEOPLE: Final = "SELECT * FROM people_user WHERE id IN (%s, %s)"


def ids_at(places: Collection[tuple[int, int]], field: str) -> dict[tuple[int, int], UUID]:
    """The `client_id` of each event by its ticket and seq, in the numbering that `field` is (`seq` or
    `public_seq`); of what isn't there, none."""
    if not places:
        return {}
    pairs = ", ".join(["(%s, %s)"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(_AT.format(seq=field, pairs=pairs), [value for place in places for value in place])
        found = cursor.fetchall()
    return {(ticket, seq): id if isinstance(id, UUID) else UUID(id) for ticket, seq, id in found}


def let_in(seat: Seat) -> bool:
    """Whether who sits there still may: an agent is one, and the sign-in hasn't ended."""
    condition, values = _let_in(seat)
    with connection.cursor() as cursor:
        cursor.execute(_LET_IN.format(let_in=condition), values)
        return cursor.fetchone() is not None


def sees(seat: Seat) -> bool:
    """Whether an agent still sees the ticket; a customer does."""
    values = {"ticket": seat.ticket, "agent": seat.person.agent, "role": seat.person.at_desk.value}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN.format(sees=_sees(seat)), values)
        return cursor.fetchone() is not None


def _sees(seat: Seat) -> str:
    if not seat.is_agent:
        return "1 = 1"
    return SEES if seat.person.sight.is_at_site(seat.ticket) else "1 = 0"


def _let_in(seat: Seat) -> tuple[str, dict[str, Any]]:
    """The same, to be asked with what is asked anyway."""
    agent, sign_in = seat.person.agent, seat.sign_in
    values: dict[str, Any] = {"agent": agent, "ticket": seat.ticket, "token": seat.token}
    values["role"] = seat.person.at_desk.value
    if sign_in is None:
        return (_AGENT if agent else _BY_A_LINK if seat.token else "1 = 1"), values
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    values |= {"session": sign_in.session, "now": now, "password": sign_in.password}
    return (f"{_SESSION} AND {_SAME_AGENT}" if agent else _SESSION), values


def lock(seat: Seat) -> Ticket | None:
    """Within a transaction: until it ends nobody else writes to the ticket. None: it isn't there,
    or who sits at it isn't let in any more, or doesn't see it."""
    condition, values = _let_in(seat)
    return _lock(f"{condition} AND {_sees(seat)}", values)


def lock_for_desk(ticket: int) -> Ticket | None:
    """The same for what the desk does by itself."""
    return _lock("1 = 1", {"ticket": ticket})


def _lock(condition: str, values: dict[str, Any]) -> Ticket | None:
    only = ("tickets_ticket",)  # not the contact, who may have other tickets
    held = connection.ops.for_update_sql(of=only) if _locks_rows() else ""
    found: Any = Ticket.objects.raw(_LOCK.format(contact=_CONTACT_COLUMNS, let_in=condition) + held, values)
    ticket: Ticket | None = next((_with_contact(row) for row in found), None)
    return ticket


def _with_contact(row: Any) -> Any:
    row.contact = Contact.from_db("default", _CONTACT, [getattr(row, f"its_{name}") for name in _CONTACT])
    return row


def insert(event: Event) -> Event:
    """Returns it with what the database adds: key and time."""
    [inserted] = Event.objects.raw(_INSERT, _values(event, _SAID | _AUTHOR))
    return inserted


def save(ticket: Ticket) -> None:
    """What events do to a ticket; marks have their own way."""
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, _values(ticket, {"id"} | _HEADS | _STATE))


def move(seat: Seat, mark: str, head: str, seq: int) -> tuple[int, int, int, bool] | None:
    """Move the column `mark` to `seq`, at most to the column `head`, and never back. Returns
    where it is now, last_seq, last_public_seq, and whether it stayed where it was, since who
    sits there isn't let in any more; None: there was nothing to move."""
    condition, values = _let_in(seat)
    asked = _MOVE.format(mark=mark, head=head, let_in=condition, sees=_sees(seat))
    with statement(), connection.cursor() as cursor:
        cursor.execute(asked, values | {"seq": seq})
        moved: list[tuple[int, int, int, bool]] = cursor.fetchall()  # to the end: only then SQLite commits
    return moved[0] if moved else None


def unread(ticket: int) -> int:
    """How many of the customer's messages no agent has read."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"ticket": ticket})
        count: int = cursor.fetchone()[0]
    return count


def news(most: int) -> list[int]:
    """Tickets with something that nobody has reacted to, whose newest is oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, [most])
        return [ticket for (ticket,) in cursor.fetchall()]


def lock_to_react(ticket: int) -> Ticket | None:
    """Within a transaction. None: somebody else has it locked, or it is gone."""
    held = connection.ops.for_update_sql(skip_locked=True) if _locks_rows() else ""
    return next(iter(Ticket.objects.raw(f"{_TO_REACT} {held}", [ticket])), None)


def _locks_rows() -> bool:
    return connection.features.has_select_for_update


def new_events(ticket: Ticket, most: int) -> list[Event]:
    """That nobody has reacted to, in order."""
    found = list(Event.objects.raw(_NEW, [ticket.pk, ticket.reacted_seq, most]))
    for event in found:
        event.ticket = ticket
    return found


def reacted(ticket: Ticket, seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_REACTED, [seq, ticket.pk])


def introduce(ticket: Ticket, event: Event) -> None:
    """Fetch `ticket.assignee` and `event.agent`, else a query for each when it is named."""
    if not (ticket.assignee_id or event.agent_id):
        return
    people = {user.pk: user for user in User.objects.raw(_PEOPLE, [ticket.assignee_id, event.agent_id])}
    if ticket.assignee_id in people:
        ticket.assignee = people[ticket.assignee_id]
    if event.agent_id in people:
        event.agent = people[event.agent_id]
    if event.assignee_id in people:  # the ticket's, by now
        event.assignee = people[event.assignee_id]


def _values(of: Event | Ticket, columns: set[str]) -> dict[str, Any]:
    """As the database takes them."""
    return {
        field.attname: field.get_db_prep_save(getattr(of, field.attname), connection)
        for field in of._meta.concrete_fields
        if field.attname in columns
    }
