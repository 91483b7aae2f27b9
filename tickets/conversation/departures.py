"""Tickets of who is no agent any more: they go back to the queue, each by an event."""

from django.db.models import Exists, OuterRef

from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.models import Ticket
from tickets.people import access
from tickets.people.models import User

_OPEN = Ticket.objects.filter(status=Ticket.Status.OPEN)


def gone(agent: User, *, resolved: bool = False) -> list[Written]:
    """Resolved tickets keep their agent, unless `resolved`; one that is reopened is given back
    then (ledger)."""
    tickets = Ticket.objects.all() if resolved else _OPEN
    mine = tickets.filter(assignee=agent).order_by("pk").values_list("pk", flat=True)
    given = [ledger.give_back(ticket, agent.pk) for ticket in list(mine)]
    return [written for written in given if written]


def look() -> list[Written]:
    """Of everybody who is no agent: some doors, like an update of many users, tell nobody."""
    left = _OPEN.filter(assignee=OuterRef("pk"))
    others = User.objects.exclude(pk__in=access.agents()).filter(Exists(left))
    return [written for user in others for written in gone(user)]
