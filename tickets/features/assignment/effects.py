"""What an assignment does to its ticket, and what follows when its agent has gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.utils.translation import gettext as _

from tickets.conversation import ledger
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.models import User
from tickets.refusals import Refused

ASSIGNMENT: Final = "assignment"  # a kind of event; its `body` is the agent's name, empty for nobody

# Whose a ticket was on somebody's screen: a user name, or None for nobody's. Empty: not said.
HeldBy = tuple[str | None, ...]


def in_words(event: Mapping[str, Any]) -> str:
    """In the reader's language."""
    by, to = event["author"], event["body"]
    if not to and by["role"] == Event.Role.SYSTEM:
        return _("This conversation went back to the queue")
    if by["role"] == Event.Role.SYSTEM:
        return _("This conversation went to %(to)s") % {"to": to}
    if not to:
        return _("%(name)s gave this conversation back") % {"name": by["name"]}
    if to == by["name"]:
        return _("%(name)s took this conversation") % {"name": by["name"]}
    return _("%(name)s assigned this to %(to)s") % {"name": by["name"], "to": to}


@dataclass(frozen=True, slots=True)
class AssignedTo:
    agent: User | None
    held_by: HeldBy = ()

    def __call__(self, ticket: Ticket, _event: Event) -> Iterable[Event]:
        if ticket.assignee_id == (self.agent and self.agent.pk):
            raise Refused("unchanged", "The ticket is assigned so already.")
        if self.held_by:
            _nobody_elses(ticket, self.held_by)
        ticket.assignee = self.agent
        return ()


def _nobody_elses(ticket: Ticket, held_by: HeldBy) -> None:
    holder = ticket.assignee
    if holder and holder.username not in held_by:
        name = access.person_of(holder).name
        raise Refused("taken", f"{name} has this ticket by now.", holder=name)


def no_such_agent(*_: object) -> Iterable[Event]:
    raise Refused("bad_field", "`agent`: there is no such agent.")


def given_back_if_left(ticket: Ticket, _event: Event) -> Iterable[Event]:
    """A ticket that comes back may find that its agent is none any more."""
    if ticket.status == Ticket.Status.OPEN and ticket.assignee and not access.answers(ticket.assignee):
        yield given_back(ticket)


def given_back(ticket: Ticket) -> Event:
    """To the queue, by the desk itself."""
    ticket.assignee = None
    return ledger.next_event(ticket, uuid4(), ASSIGNMENT, "", Event.Role.SYSTEM)
