"""What every message and every mark asks of the database, in SQL.

To have the ORM put these together, anew each time, was half of what a message cost
(docs/performance.md). All that is asked less often goes through it. SQLite and PostgreSQL
understand each word here.
"""

from typing import Any, Final

from django.contrib.auth.models import User
from django.db import connection

from tickets.database import one_writer
from tickets.models import Event, Ticket

_SAID: Final = {"ticket_id", "seq", "public_seq", "client_id", "kind", "agent_id", "assignee_id", "body"}
_HEADS: Final = {"last_seq", "last_public_seq", "last_event_at"}
_STATE: Final = {"waiting_since", "status", "assignee_id"}
_LOCK: Final = "SELECT * FROM tickets_ticket WHERE id = %s "
_INSERT: Final = """
    INSERT INTO tickets_event
        (ticket_id, seq, public_seq, client_id, kind, agent_id, assignee_id, body)
    VALUES
        (%(ticket_id)s, %(seq)s, %(public_seq)s, %(client_id)s, %(kind)s, %(agent_id)s, %(assignee_id)s,
         %(body)s)
    RETURNING *
"""
_SAVE: Final = """
    UPDATE tickets_ticket
    SET last_seq = %(last_seq)s, last_public_seq = %(last_public_seq)s,
        last_event_at = %(last_event_at)s, waiting_since = %(waiting_since)s,
        status = %(status)s, assignee_id = %(assignee_id)s
    WHERE id = %(id)s
"""
_MOVE: Final = """
    UPDATE tickets_ticket
    SET {mark} = CASE WHEN {head} < %(seq)s THEN {head} ELSE %(seq)s END
    WHERE id = %(ticket)s AND {mark} < {head} AND {mark} < %(seq)s
    RETURNING {mark}, last_seq, last_public_seq
"""
_UNREAD: Final = """
    SELECT COUNT(*) FROM tickets_event
    WHERE ticket_id = %(ticket)s AND kind = 'message' AND agent_id IS NULL
        AND seq > (SELECT agents_read FROM tickets_ticket WHERE id = %(ticket)s)
"""
_PEOPLE: Final = "SELECT * FROM auth_user WHERE id IN (%s, %s)"


def lock(ticket: int) -> Ticket | None:
    """Within a transaction: until it ends nobody else writes to the ticket."""
    held = connection.ops.for_update_sql() if connection.features.has_select_for_update else ""
    return next(iter(Ticket.objects.raw(_LOCK + held, [ticket])), None)


def insert(event: Event) -> Event:
    """Returns it with what the database adds: key and time."""
    [inserted] = Event.objects.raw(_INSERT, _values(event, _SAID))
    return inserted


def save(ticket: Ticket) -> None:
    """What events do to a ticket; marks have their own way."""
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, _values(ticket, {"id"} | _HEADS | _STATE))


def move(ticket: int, mark: str, head: str, seq: int) -> tuple[int, int, int] | None:
    """Move the column `mark` to `seq`, at most to the column `head`, and never back. Returns
    where it is now, last_seq and last_public_seq; None: it didn't move."""
    with one_writer(), connection.cursor() as cursor:
        cursor.execute(_MOVE.format(mark=mark, head=head), {"ticket": ticket, "seq": seq})
        moved: list[tuple[int, int, int]] = cursor.fetchall()  # to the end: only then SQLite commits
    return moved[0] if moved else None


def unread(ticket: int) -> int:
    """How many of the customer's messages no agent has read."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"ticket": ticket})
        count: int = cursor.fetchone()[0]
    return count


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
