"""Tickets of who is no agent any more, or answers nobody: they go back to the queue, each by an event."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.features.assignment.effects import given_back
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.models import User

_OPEN = Ticket.objects.filter(status=Ticket.Status.OPEN)


@dataclass(frozen=True, slots=True)
class GivenBack:
    agent: int  # who has gone, unless the ticket isn't theirs any more

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        return [given_back(ticket)] if ticket.assignee_id == self.agent else ()


def gone(agent: User, *, resolved: bool = False) -> list[Written]:
    """Resolved tickets keep their agent, unless `resolved`; one that is reopened is given back
    then (effects)."""
    tickets = Ticket.objects.all() if resolved else _OPEN
    mine = tickets.filter(assignee=agent).order_by("pk").values_list("pk", flat=True)
    given = [ledger.by_itself(ticket, GivenBack(agent.pk)) for ticket in list(mine)]
    return [written for written in given if written]


def look() -> list[Written]:
    """Of everybody who is no agent: some doors, like an update of many users, tell nobody."""
    left = _OPEN.filter(assignee=OuterRef("pk"))
    others = User.objects.exclude(pk__in=access.answering()).filter(Exists(left))
    return [written for user in others for written in gone(user)]
