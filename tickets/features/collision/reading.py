"""Which agents have read how far: each one's own mark, beside that of all of them together."""

from functools import partial
from typing import Any, Final

from django.db import connection

from tickets.conversation import ledger, together
from tickets.conversation.together import Write
from tickets.database import statement
from tickets.features.collision import frames
from tickets.features.collision.models import AgentRead
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire import announce, groups
from tickets.wire.announcements import Announcement, ReadyFrame

_MOVE: Final = """
    INSERT INTO collision_agentread (ticket_id, user_id, seq)
    SELECT id, %(user)s, CASE WHEN last_seq < %(seq)s THEN last_seq ELSE %(seq)s END
    FROM tickets_ticket WHERE id = %(ticket)s
    ON CONFLICT (ticket_id, user_id) DO UPDATE SET seq = excluded.seq
    WHERE collision_agentread.seq < excluded.seq
    RETURNING seq
"""


async def looked(seat: Seat, seq: int) -> None:
    """All up to `seq` was on this agent's screen, who looked at it. Never goes back."""
    if not seat.is_agent:
        raise Refused("forbidden", "Only agents may do this.")
    announce.tell(*await together.commit(Write(partial(_move, seat, seq), partial(_told, seat))))


def _move(seat: Seat, seq: int) -> int | None:
    """Where it is now; None: it was there already."""
    ledger.must_be_there(seat)
    values = {"ticket": seat.ticket, "user": seat.person.agent, "seq": seq}
    with statement(), connection.cursor() as cursor:
        cursor.execute(_MOVE, values)
        moved = cursor.fetchall()  # to the end: only then SQLite commits
    return moved[0][0] if moved else None


def _told(seat: Seat, seq: int | None) -> list[Announcement]:
    if seq is None:
        return []
    frame = frames.looked(seat.public_id, seat.person.shown, seq)
    return [ReadyFrame(groups.agents_of(seat.public_id), frame)]


def readers(seat: Seat) -> list[dict[str, Any]]:
    """Of those who are agents still."""
    marks = AgentRead.objects.filter(ticket=seat.ticket, user__in=access.agents()).select_related("user")
    return [access.person_of(mark.user).shown | {"seq": mark.seq} for mark in marks.order_by("-seq", "pk")]
