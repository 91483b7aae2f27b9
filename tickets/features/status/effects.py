"""What a change of status does to its ticket, and what changes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from tickets.conversation import ledger, timeline
from tickets.models import Event, Ticket
from tickets.refusals import Refused

STATUS: Final = "status"  # a kind of event; its `body` is what is so from then on
OPEN, RESOLVED = Ticket.Status.OPEN, Ticket.Status.RESOLVED


def in_words(event: Mapping[str, Any]) -> str:
    """In the reader's language."""
    who = {"name": event["author"]["name"]}
    if event["body"] == RESOLVED:
        return _("%(name)s resolved this conversation") % who
    return _("%(name)s reopened this conversation") % who


def is_resolved(_agent: Any, _value: str) -> Q:
    return Q(status=RESOLVED)


def status_set(ticket: Ticket, event: Event) -> Iterable[Event]:
    if ticket.status == event.body:
        raise Refused("unchanged", f"The ticket is {event.body} already.")
    ticket.status = event.body
    resolved = event.body == RESOLVED
    ticket.waiting_since = None if resolved else timeline.unanswered_since(ticket)
    return ()


@dataclass(frozen=True, slots=True)
class StatusAsSeen:
    """Resolved only if the agent has seen, up to `seen`, all that the customer wrote."""

    seen: int

    def __call__(self, ticket: Ticket, event: Event) -> Iterable[Event]:
        resolves = event.body == RESOLVED != ticket.status
        seen = self.seen if self.seen < event.seq else 0  # of another log, that this one replaced
        unseen = timeline.customer_wrote_after(ticket, seen) if resolves else None
        if unseen is not None:
            raise Refused("unseen", "The customer has written since.", seq=unseen)
        return status_set(ticket, event)


def opened_again(ticket: Ticket, message: Event) -> Iterable[Event]:
    """A customer who writes on a resolved ticket reopens it."""
    if message.role == Event.Role.CUSTOMER and ticket.status == RESOLVED:
        ticket.status = OPEN
        yield ledger.next_event(ticket, uuid5(message.client_id, "reopens"), STATUS, OPEN, message.role)
