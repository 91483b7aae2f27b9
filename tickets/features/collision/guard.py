"""An agent's reply is refused over another agent's that its writer had not seen."""

from collections.abc import Mapping
from typing import Any

from tickets.conversation import kinds, timeline
from tickets.models import Event, Ticket
from tickets.refusals import Refused


def nobody_answered_since(ticket: Ticket, event: Event, asked: Mapping[str, Any]) -> None:
    seen = asked.get("seen")
    if seen is None or event.kind != kinds.MESSAGE or event.role != Event.Role.AGENT:
        return
    if newer := _answer_after(ticket, event, seen):
        answer = timeline.row_of(newer, ticket, public=False)
        raise Refused("newer_reply", "Another agent has answered meanwhile.", seq=newer.seq, event=answer)


def _answer_after(ticket: Ticket, event: Event, seen: int) -> Event | None:
    """What of another log was seen, that this one replaced, counts as nothing."""
    if seen >= event.seq:
        seen = 0
    if seen == event.seq - 1:
        return None  # mostly
    answers = ticket.events.filter(kind=kinds.MESSAGE, role=Event.Role.AGENT, seq__gt=seen, seq__lt=event.seq)
    return answers.exclude(agent=event.agent_id).select_related("agent").order_by("-seq").first()
