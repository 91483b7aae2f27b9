"""What ends a snooze: the job of its minute, or the customer who writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from django.db.transaction import on_commit
from django.utils import timezone

from tickets.conversation import actions, ledger
from tickets.features.triage.models import Triage
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind
from tickets.models import Event, Ticket
from tickets.wire import announce

SNOOZE: Final = "snooze"  # a kind of event, and of job
SLACK: Final = timedelta(seconds=2)  # between this host's clock and the database's


def end_at(until: datetime, ticket: Ticket, event: Event) -> None:
    """Within the transaction of the snooze. A ticket has one such job: a new snooze moves it."""
    args = {"ticket": ticket.pk, "cause": str(event.client_id)}
    wait = max(until - timezone.now(), timedelta())
    table.enqueue(SNOOZE, args, key=f"{SNOOZE} {ticket.pk}", wait=wait, move=True)


def woken(ticket: Ticket, cause: UUID) -> Iterable[Event]:
    """By the desk itself, since `cause` (an event's id)."""
    Triage.of(ticket).wake()
    yield ledger.next_event(ticket, uuid5(cause, "wakes"), SNOOZE, "", Event.Role.SYSTEM)


def _end(args: Args) -> None:
    written = ledger.by_itself(args["ticket"], TimeIsUp(UUID(args["cause"])))
    if written:
        on_commit(partial(announce.at_once, actions.told(written)))


@dataclass(frozen=True, slots=True)
class TimeIsUp:
    cause: UUID  # the snooze's event

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        """Whoever woke it meanwhile, or snoozed it until later, was first."""
        due = Triage.objects.filter(pk=ticket.pk, snoozed=True, snoozed_until__lte=timezone.now() + SLACK)
        return woken(ticket, self.cause) if due.exists() else ()


ENDS: Final = Kind(SNOOZE, _end, atomic=True)
