"""What routing does to a ticket, as events of the desk itself, under the ticket's lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import uuid5

from django.db.models.functions import Now

from tickets.conversation import ledger
from tickets.features.routing.models import Holding, Vanished
from tickets.models import Event, Ticket
from tickets.people.models import User
from tickets.refusals import Refused

ASSIGNMENT: Final = "assignment"  # a kind of another feature: who has the ticket
VANISHED: Final = "vanished"  # a kind: the agent's line broke, and a colleague takes over
REMINDER: Final = "reminder"  # a kind: the agent who has it was told that somebody waits

Cause = Literal["routed", "vanished", "silent"]


def is_held(ticket: Ticket, _event: Event) -> Iterable[Event]:
    """With each assignment, whoever writes it."""
    Holding.begins(ticket)
    return ()


@dataclass(frozen=True, slots=True)
class Given:
    """A ticket that is nobody's goes to an agent, if it is still of the team that they were chosen for."""

    agent: User
    name: str
    team: int | None
    cause: Cause = "routed"

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        if ticket.assignee_id is not None or ticket.status != Ticket.Status.OPEN:
            return
        if ticket.team_id != self.team:
            return
        yield _assigned(ticket, self.agent, self.name, self.cause)


@dataclass(frozen=True, slots=True)
class Taken:
    """A ticket where a customer waits goes from an agent to another, or (None) back to the queue, if it is
    still of the team that this was found out for."""

    holder: int
    holder_name: str
    agent: User | None
    name: str
    team: int | None
    cause: Cause

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        still = ticket.assignee_id == self.holder and ticket.status == Ticket.Status.OPEN
        if not still or ticket.waiting_since is None or ticket.team_id != self.team:
            return
        if self.cause == "vanished":
            words = f"{self.holder_name}'s line broke; a colleague takes over."
            Vanished.happened(ticket, self.holder, self.agent.pk if self.agent else None)
            yield _event(ticket, VANISHED, words, {"name": self.holder_name})
        yield _assigned(ticket, self.agent, self.name, self.cause)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """By who has it, who goes."""

    holder: int

    def __call__(self, ticket: Ticket, _event: Event) -> Iterable[Event]:
        if ticket.assignee_id != self.holder:
            raise Refused("unchanged", "The ticket is somebody else's by now.")
        ticket.assignee = None
        return ()


@dataclass(frozen=True, slots=True)
class Reminded:
    holder: int

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        if ticket.assignee_id != self.holder or ticket.waiting_since is None:
            return
        held, _ = Holding.objects.get_or_create(pk=ticket.pk)
        if held.reminded is None or held.reminded < ticket.waiting_since:
            Holding.objects.filter(pk=ticket.pk).update(reminded=Now())
            yield _event(ticket, REMINDER, "", {})


def _assigned(ticket: Ticket, agent: User | None, name: str, cause: Cause) -> Event:
    ticket.assignee = agent
    Holding.begins(ticket)
    return _event(ticket, ASSIGNMENT, name if agent else "", {"cause": cause}, assignee=agent)


def _event(ticket: Ticket, kind: str, body: str, data: dict[str, Any], **more: Any) -> Event:
    """Its id is derived: what runs twice writes one row."""
    id = uuid5(ticket.opening_id, f"{kind} {ticket.last_seq + 1}")
    return ledger.next_event(ticket, id, kind, body, Event.Role.SYSTEM, data=data, **more)
