"""What ends a snooze: the job of its minute, or the customer who writes."""

from collections.abc import Callable, Iterable
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
    _enqueue(until, {"ticket": ticket.pk, "cause": str(event.client_id)})


def _enqueue(until: datetime, args: Args) -> None:
    wait = max(until - timezone.now(), timedelta())
    table.enqueue(SNOOZE, args, key=f"{SNOOZE} {args['ticket']}", wait=wait, move=True)


def woken(ticket: Ticket, cause: UUID) -> Iterable[Event]:
    """By the desk itself, since `cause` (an event's id)."""
    Triage.of(ticket).wake()
    yield ledger.next_event(ticket, uuid5(cause, "wakes"), SNOOZE, "", Event.Role.SYSTEM)


def _end(args: Args) -> Callable[[], None] | None:
    """Not in the job's own transaction, which would wait for the ticket while a snooze of it waits for the
    job. Done twice, the second finds nothing."""
    written = ledger.by_itself(args["ticket"], TimeIsUp(UUID(args["cause"])))
    if written:
        on_commit(partial(announce.at_once, actions.told(written)))
    return None if written else partial(_put_off, args)


def _put_off(args: Args) -> None:
    """A clock was ahead: its time hasn't come."""
    waits = Triage.objects.filter(pk=args["ticket"], snoozed=True, snoozed_until__isnull=False).first()
    if waits and waits.snoozed_until:
        _enqueue(waits.snoozed_until, args)


@dataclass(frozen=True, slots=True)
class TimeIsUp:
    cause: UUID  # the snooze's event

    def __call__(self, ticket: Ticket) -> Iterable[Event]:
        """Whoever woke it meanwhile, or snoozed it until later, was first."""
        due = Triage.objects.filter(pk=ticket.pk, snoozed=True, snoozed_until__lte=timezone.now() + SLACK)
        return woken(ticket, self.cause) if due.exists() else ()


ENDS: Final = Kind(SNOOZE, _end)
