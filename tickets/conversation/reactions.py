"""What follows from an event, beside its transaction and in its order.

The ticket is its own outbox: `reacted_seq` lags `last_seq`, and `manage.py jobs` gives each
event between them to every reaction, in the order of `seq`, in one transaction with the
move of `reacted_seq`. So what a reaction writes in the database happens exactly once. What
touches the outside world, or has its time, it leaves as a job (`tickets.jobs.table.enqueue`).

A reaction that fails is rolled back alone and becomes a job, with all that would follow it
for the same ticket: it holds up neither the other reactions nor the other tickets.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.db.transaction import atomic, on_commit

from tickets import metrics
from tickets.conversation import statements
from tickets.database import transaction
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket

log = logging.getLogger(__name__)

Reaction = Callable[[Ticket, Event], None]

TICKETS_AT_ONCE: Final = 100
EVENTS_AT_ONCE: Final = 100  # of one ticket, in a transaction
BETWEEN: Final = 0.002  # seconds

_reactions: dict[str, Reaction] = {}
_to_imports: set[str] = set()


def register(name: str, reaction: Reaction, *, to_imports: bool = False) -> None:
    """For a feature, when its app is ready. On a database thread, within the transaction:
    milliseconds, no network, and nothing that writes the log of this ticket but the ledger. It may be called
    again after what it wrote was rolled back, so it touches nothing but the database.

    `to_imports`: to what was brought in from elsewhere (`past`) as well. Whoever tells somebody doesn't: it
    is long past."""
    if _reactions.setdefault(name, reaction) != reaction:
        raise ValueError(f"two reactions are called {name}")
    if to_imports:
        _to_imports.add(name)


def catch_up() -> bool:
    """React to what is new, ticket by ticket. True: there is more."""
    if not _reactions:
        return _news().exists() and _nothing_follows()
    tickets = statements.news(TICKETS_AT_ONCE)
    more = [_after_others(ticket) for ticket in tickets]
    return any(more) or len(tickets) == TICKETS_AT_ONCE


def _after_others(ticket: int) -> bool:
    """SQLite has one writer at a time: whoever waits to store a message gets in between."""
    if connection.vendor == "sqlite":
        time.sleep(BETWEEN)
    return _catch_up(ticket)


@transaction()
def _nothing_follows() -> bool:
    """Without a reaction, of all tickets at once; locked ones are left for later."""
    some = _news().select_for_update(skip_locked=True).values_list("pk", flat=True)[:TICKETS_AT_ONCE]
    passed = Ticket.objects.filter(pk__in=list(some)).update(reacted_seq=F("last_seq"))
    return passed == TICKETS_AT_ONCE


def overdue(seconds: float) -> bool:
    """Whether an event has waited for its reactions for longer than that."""
    late = Now() - timedelta(seconds=seconds)
    return _news().filter(last_event_at__lt=late).exists()


def lag() -> float:
    """For how many seconds the ticket that is silent longest has waited for its reactions. 0: none waits."""
    waits = _news().values_list(Now() - F("last_event_at"), flat=True)
    longest: timedelta | None = waits.first()
    return max(0.0, longest.total_seconds()) if longest else 0.0


def _news() -> QuerySet[Ticket]:
    return Ticket.objects.filter(reacted_seq__lt=F("last_seq")).order_by("last_event_at")


@transaction()
def _catch_up(pk: int) -> bool:
    """True: there is more of this ticket. One that somebody else has locked is left for later."""
    ticket = statements.lock_to_react(pk)
    if ticket is None:
        return False
    events = statements.new_events(ticket, EVENTS_AT_ONCE)
    waiting = table.waiting_of([_order(name, ticket) for name in _reactions])
    if waiting or not _react_at_once(events):
        for event in events:
            for name in _to(event):
                _react(name, _reactions[name], event, waiting)
    reacted = events[-1].seq if events else ticket.last_seq
    statements.reacted(ticket, reacted)
    on_commit(partial(metrics.REACTED.inc, len(events)))
    return reacted < ticket.last_seq


def _to(event: Event) -> list[str]:
    return [name for name in _reactions if event.via != Event.Via.IMPORT or name in _to_imports]


def _react_at_once(events: list[Event]) -> bool:
    """In one savepoint: one for each reaction costs a seventh of all. False: one of them failed, and nothing
    was written."""
    try:
        with atomic():
            for event in events:
                for name in _to(event):
                    _reactions[name](event.ticket, event)
    except Exception:  # whose it is, and what it says, comes out one by one
        return False
    return True


def _react(name: str, reaction: Reaction, event: Event, waiting: set[str]) -> None:
    order = _order(name, event.ticket)
    if order not in waiting:
        try:
            with atomic():
                reaction(event.ticket, event)
        except Exception:
            log.exception("the reaction %s to %s failed, and is tried again", name, event)
        else:
            return
    waiting.add(order)
    table.enqueue("reaction", {"name": name, "event": event.pk}, order=order)


def _order(name: str, ticket: Ticket) -> str:
    return f"reaction {name} {ticket.pk}"


def _again(args: kinds.Args) -> None:
    event = Event.objects.select_related("ticket", "agent").filter(pk=args["event"]).first()
    if event is not None and args["name"] in _reactions:
        _reactions[args["name"]](event.ticket, event)


kinds.register(kinds.Kind("reaction", _again, lane="reactions", atomic=True))
