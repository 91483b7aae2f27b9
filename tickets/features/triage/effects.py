"""What tags, priority, snooze and spam do to a ticket, under its lock; and what ends a snooze."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid5

from django.utils import timezone

from tickets.conversation import kinds, ledger, timeline
from tickets.features.triage.models import MOST_TAGS, PRIORITIES, Triage
from tickets.features.triage.snoozes import end_at, woken
from tickets.models import Event, Ticket
from tickets.refusals import Refused

TAGS, PRIORITY, SPAM = "tags", "priority", "spam"  # kinds of events
STATUS: Final = "status"  # a kind of another feature's, if it is there
OPEN, RESOLVED = Ticket.Status.OPEN, Ticket.Status.RESOLVED
LONGEST: Final = timedelta(days=366)

Following = Iterable[Event]


@dataclass(frozen=True, slots=True)
class Tagged:
    """By primary key. `all_of_them`: else more and fewer."""

    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    all_of_them: frozenset[int] | None = None

    def __call__(self, ticket: Ticket, _event: Event) -> Following:
        triage, _ = Triage.objects.get_or_create(ticket=ticket)
        before = set(triage.tags.values_list("pk", flat=True))
        after = (before | self.added) - self.removed if self.all_of_them is None else set(self.all_of_them)
        if after == before:
            raise Refused("unchanged", "The ticket has these tags already.")
        if len(after) > MOST_TAGS:
            raise Refused("too_many_tags", f"A ticket has at most {MOST_TAGS} tags.")
        triage.tags.set(after)
        ticket.beside = True
        return ()


def priority_set(ticket: Ticket, event: Event) -> Following:
    triage = Triage.of(ticket)
    if triage.priority == PRIORITIES[event.body]:
        raise Refused("unchanged", f"The priority is {event.body} already.")
    triage.priority, ticket.beside = PRIORITIES[event.body], True
    triage.save()
    return ()


@dataclass(frozen=True, slots=True)
class Snoozed:
    until: datetime | None  # None: until the customer writes

    def __call__(self, ticket: Ticket, event: Event) -> Following:
        triage = Triage.of(ticket)
        self._can_be(ticket, triage)
        triage.snoozed, triage.snoozed_until = True, self.until
        triage.save()
        ticket.beside = True
        if self.until:
            end_at(self.until, ticket, event)
        return ()

    def _can_be(self, ticket: Ticket, triage: Triage) -> None:
        if triage.snoozed and triage.snoozed_until == self.until:
            raise Refused("unchanged", "The ticket is snoozed so already.")
        if ticket.status != OPEN:
            raise Refused("conflict", "Only an open ticket can be snoozed.")
        if self.until and not timezone.now() < self.until < timezone.now() + LONGEST:
            raise Refused("bad_field", "`until`: a time to come, within a year.")


def awake(ticket: Ticket, _event: Event) -> Following:
    triage = Triage.of(ticket)
    if not triage.snoozed:
        raise Refused("unchanged", "The ticket isn't snoozed.")
    triage.wake()
    return ()


def spam_set(ticket: Ticket, event: Event) -> Following:
    """Spam is resolved, and what is none is open again, if it was before."""
    triage, spam = Triage.of(ticket), event.body == SPAM
    if triage.spam == spam:
        raise Refused("unchanged", "The ticket is marked so already.")
    triage.spam, triage.snoozed, triage.snoozed_until = spam, False, None
    triage.save()
    ticket.beside = True
    if spam or _was_resolved_by_it(ticket):
        yield from _status(ticket, event, RESOLVED if spam else OPEN)


def _was_resolved_by_it(ticket: Ticket) -> bool:
    """By the mark that is taken away."""
    mark = ticket.events.filter(kind=SPAM, body=SPAM).order_by("-seq").first()
    return mark is not None and ticket.events.filter(client_id=uuid5(mark.client_id, RESOLVED)).exists()


def _status(ticket: Ticket, event: Event, status: str) -> Following:
    if ticket.status == status or not kinds.is_known(STATUS):
        return
    ticket.status = status
    ticket.waiting_since = None if status == RESOLVED else timeline.unanswered_since(ticket)
    id = uuid5(event.client_id, status)
    yield ledger.next_event(ticket, id, STATUS, status, event.role, agent_id=event.agent_id)


def customer_wrote(ticket: Ticket, message: Event) -> Following:
    """Whose snooze ends at once; a new ticket of who sent spam is spam as well."""
    if message.role != Event.Role.CUSTOMER:
        return
    if message.seq == 1:
        if Triage.objects.filter(ticket__contact=ticket.contact_id, spam=True).exists():
            id = uuid5(message.client_id, SPAM)
            spam = ledger.next_event(ticket, id, SPAM, SPAM, Event.Role.SYSTEM)
            yield from (spam, *spam_set(ticket, spam))
    elif ticket.beside and Triage.objects.filter(pk=ticket.pk, snoozed=True).exists():
        yield from woken(ticket, message.client_id)


def no_snooze_when_done(ticket: Ticket, event: Event) -> Following:
    """Resolved, or merged into another."""
    done = ticket.status != OPEN and ticket.beside
    if done and Triage.objects.filter(pk=ticket.pk, snoozed=True).exists():
        yield from woken(ticket, event.client_id)
