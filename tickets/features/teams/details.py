"""A ticket's team, in its row on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.models import Ticket
from tickets.people.models import Team


def teams(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """One query, and none where no ticket has one."""
    named = {ticket.team_id for ticket in tickets if ticket.team_id}
    known = Team.objects.in_bulk(named) if named else {}
    return {ticket.pk: {"team": _told(known.get(ticket.team_id or 0))} for ticket in tickets}


def all_of_them() -> list[dict[str, Any]]:
    return [{"id": pk, "name": name} for pk, name in Team.objects.order_by("name").values_list("pk", "name")]


def _told(team: Team | None) -> Mapping[str, Any] | None:
    return {"id": team.pk, "name": team.name} if team else None
