"""What a merge does to the two tickets, under both locks; and what is written to the one afterwards."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from tickets.conversation import actions, details, kinds, ledger, timeline
from tickets.features.merge.models import Merge
from tickets.models import Contact, Event, Ticket
from tickets.refusals import Refused

MERGED: Final = "merged"  # a kind of event, and the status of a ticket that goes on in another
OPEN: Final = Ticket.Status.OPEN
UNDONE_WITHIN: Final = timedelta(days=7)
MOST_CHARACTERS: Final = 8_000  # of a message, as everywhere

GOES_ON: Final = "This conversation goes on in another one."
BY_ITSELF: Final = "This conversation goes on by itself again."

Following = Iterable[Event]


def in_words(event: Mapping[str, Any]) -> str:
    """On paper, in the reader's language; of the one that it goes on in, nothing: its log has all."""
    if "into" not in event["data"]:
        return ""
    if event["data"]["into"]:
        return _("This conversation goes on in another one")
    return _("This conversation goes on by itself again")


@dataclass(frozen=True, slots=True)
class Into:
    """`into` is locked, as the ticket is."""

    into: Ticket
    sure: bool

    def __call__(self, ticket: Ticket, event: Event) -> Following:
        self._can_be(ticket)
        Merge.objects.create(ticket=ticket, into=self.into, status=ticket.status)
        ticket.status, ticket.waiting_since, ticket.beside = MERGED, None, True
        _noted(event, self.into.pk, {"from": ticket.public_id})
        return ()

    def _can_be(self, ticket: Ticket) -> None:
        if ticket.status == MERGED:
            raise Refused("merged", "This ticket goes on in another one already.")
        if self.into.status == MERGED:
            raise Refused("merged", "The other ticket goes on in another one itself.")
        if ticket.pk == self.into.pk:
            raise Refused("bad_field", "`into`: another ticket than this one.")
        if ticket.contact_id != self.into.contact_id and not self.sure:
            raise Refused("other_person", "The two may be different people: say that you are sure.")


def no_such_ticket(_ticket: Ticket, _event: Event) -> Following:
    raise Refused("not_found", "There is no such ticket to merge into.")


def apart(ticket: Ticket, event: Event) -> Following:
    """What was written meanwhile stays in both."""
    merge = Merge.objects.filter(pk=ticket.pk).first()
    if merge is None:
        raise Refused("unchanged", "The ticket goes on by itself.")
    if not Merge.objects.filter(pk=ticket.pk, at__gt=Now() - UNDONE_WITHIN).exists():
        raise Refused("conflict", f"A merge can be undone for {UNDONE_WITHIN.days} days.")
    merge.delete()
    as_before(merge.status, ticket, event)
    _noted(event, merge.into_id, {"from": ticket.public_id, "undone": True})
    return ()


def as_before(status: str, ticket: Ticket, _event: Event) -> Following:
    """As it was when it was merged."""
    if ticket.status == MERGED:
        ticket.status = status
        ticket.waiting_since = timeline.unanswered_since(ticket) if status == OPEN else None
    return ()


def _noted(event: Event, other: int, data: dict[str, Any]) -> None:
    """On the other ticket, for agents."""
    by = {"agent_id": event.agent_id, "via": event.via, "hidden": True, "data": data}
    id = _id_there(event.client_id)
    written = ledger.append_to(other, id, MERGED, "", event.role, _has_something, **by)
    if written:
        actions.tell_after_commit(written)


def _id_there(id: UUID) -> UUID:
    """Of the event on the other ticket that says the same."""
    return uuid5(id, "from")


def copies(ticket: int, ids: Collection[UUID]) -> Iterator[tuple[int, Collection[UUID]]]:
    """Where events of these ids may stand a second time: wherever it ever went on, undone or not."""
    merges = Event.objects.filter(ticket=ticket, kind=MERGED).values_list("agent", "client_id")
    agents, there = {agent for agent, _ in merges}, [_id_there(id) for _, id in merges]
    found = Event.objects.filter(agent__in=agents, client_id__in=there, kind=MERGED)
    for pk, public_id in found.values_list("ticket", "ticket__public_id").distinct().order_by("ticket"):
        yield pk, [_id_of_copy(public_id, id) for id in ids]


def _id_of_copy(into: str, id: UUID) -> UUID:
    return uuid5(UUID(into), str(id))


def _has_something(ticket: Ticket, _event: Event) -> Following:
    ticket.beside = True
    return ()


def goes_on(ticket: Ticket, event: Event) -> Following:
    """Whatever is still said at a merged ticket is said where it goes on, too: once, by its id."""
    if ticket.status != MERGED:
        return ()
    ticket.waiting_since = None
    merge = Merge.objects.select_related("into").filter(pk=ticket.pk).first()
    if merge is None:  # the feature was away while the other one was deleted
        return ()
    id = _id_of_copy(merge.into.public_id, event.client_id)
    by = {
        "agent_id": event.agent_id,
        "via": event.via,
        "hidden": event.public_seq is None,
        "data": {"from": ticket.public_id},
    }
    written = ledger.append_to(merge.into_id, id, event.kind, _words(event), event.role, ledger.spoken, **by)
    if written:
        actions.tell_after_commit(written)
    return ()


def _words(event: Event) -> str:
    """With the names of its files: these stay in the ticket that they came to."""
    if not event.data:
        return event.body
    more = details.of([event], public=False).get(event.pk, {})
    return kinds.sought({"body": event.body, **more, "data": event.data})[:MOST_CHARACTERS]


def stays_merged(ticket: Ticket, _event: Event) -> Following:
    """With each change of status."""
    if ticket.beside and Merge.objects.filter(pk=ticket.pk).exists():
        raise Refused("merged", "This ticket goes on in another one.")
    return ()


def led_others(contact: Contact) -> bool:
    """Who has a conversation that ever went on in one of theirs, undone or not, was led into it."""
    theirs = Event.objects.filter(ticket__contact=contact, ticket__beside=True, kind=MERGED)
    came = {data["from"] for data in theirs.values_list("data", flat=True) if "from" in data}
    return bool(came.difference(contact.tickets.values_list("public_id", flat=True)))
