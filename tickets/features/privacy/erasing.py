"""Erases a person: the words of all their conversations, and whatever features hold of them.

In slices, each a transaction and an announcement of its own, so that nobody waits long for a lock; killed in
the midst of it, it is begun again and finds less.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from tickets.conversation import actions, erasing, ledger
from tickets.conversation.erasing import After
from tickets.conversation.ledger import Emptied
from tickets.database import transaction
from tickets.features.privacy import asking, exports
from tickets.features.privacy.said import BODY, ERASED, PART, PART_BODY
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.wire import announce

SLICE: Final = 200  # events

Told = Callable[[int, int], object]  # so many tickets of so many are done


def untold(_: int, __: int) -> None:
    """Nobody waits at a terminal."""


@dataclass(frozen=True, slots=True)
class Person:
    """As they were before anything went."""

    contact: int
    email: str
    tickets: tuple[int, ...]

    @classmethod
    def of(cls, contact: Contact) -> "Person":
        return cls(
            contact.pk, contact.email, tuple(contact.tickets.order_by("pk").values_list("pk", flat=True))
        )


def holdings(person: Person) -> dict[str, int]:
    """What there is of them, by name: so that the question can say what goes."""
    counts = {"conversations": len(person.tickets), "messages": _words(person.tickets)}
    for holds in erasing.every():
        counts[holds.name] = holds.count(person.tickets)
        if person.email:
            counts[holds.name] += holds.count_of_address(person.email)
    return counts


def _words(tickets: Iterable[int]) -> int:
    return Event.objects.filter(ticket__in=tickets, kind__in=("message", "note")).exclude(body="").count()


def erase(person: Person, told: Told = untold, *, announced: bool = True) -> dict[str, int]:
    """Returns what went. Again, it finds nothing."""
    went = holdings(person)
    exports.forget_all_of(person.contact)
    asking.over(person.contact)
    rename(person.contact, announced=announced)
    for number, ticket in enumerate(person.tickets, 1):
        erase_ticket(ticket, announced=announced)
        told(number, len(person.tickets))
    for ticket in _opened_since(person):
        erase_ticket(ticket, announced=announced)
    exports.forget_all_of(person.contact)  # what was asked for meanwhile was made of what hadn't gone yet
    if person.email:
        for holds in erasing.every():
            in_turn(partial(holds.of_address, person.email))
    return went


def _opened_since(person: Person) -> list[int]:
    """Until they were renamed, a verified visitor's new conversation was theirs, too."""
    theirs = Ticket.objects.filter(contact=person.contact).exclude(pk__in=person.tickets)
    return list(theirs.values_list("pk", flat=True))


def erase_ticket(pk: int, *, announced: bool = True) -> None:
    """Its words, and what features hold of it; the customer's name is another matter."""
    upto = _empty(pk, 0, announced=announced)
    ledger.empty_subject(pk)
    ticket = Ticket.objects.select_related("contact").filter(pk=pk).first()
    if ticket is None:
        return
    more = True
    while more:  # what was held there may have come into the log meanwhile, and what comes may be held
        for holds in erasing.every():
            in_turn(partial(holds.erase, ticket))
        before, upto = upto, _empty(pk, upto, announced=announced)
        more = upto > before
    forget_traces(ticket)
    if announced:
        announce.at_once(actions.told_erased(pk))


def _empty(pk: int, after: int, *, announced: bool) -> int:
    """Returns the last event's `seq`."""
    while part := ledger.empty(pk, ERASED, BODY, after, SLICE):
        after = part.upto
        tell(part, announced=announced)
        _erase_copies(pk, [one.client_id for one in part.events], announced=announced)
    return after


def tell(part: Emptied, *, announced: bool) -> None:
    if part.written and announced:
        announce.at_once(actions.told(part.written))


def _erase_copies(ticket: int, ids: Collection[UUID], *, announced: bool) -> None:
    """What was said there and was written into another person's conversation, too, and by that to a third."""
    for other, copied in erasing.copies_of(ticket, ids):
        part = _erase_some(other, copied)
        if part is None:
            continue
        tell(part, announced=announced)
        if part.written and announced:
            announce.at_once(actions.told_erased(other))
        _erase_copies(other, [one.client_id for one in part.events], announced=announced)


@transaction()
def _erase_some(ticket: int, ids: Collection[UUID]) -> Emptied | None:
    part = ledger.empty_some(ticket, ids, ERASED, PART_BODY, **{PART: True})
    if part:
        for holds in erasing.every():
            holds.of_events([one.pk for one in part.events])
    return part


def in_turn(erase: Callable[[], After]) -> None:
    """What is stored elsewhere goes once its rows have."""
    with transaction():
        after = list(erase())
    for act in after:
        act()


@transaction()
def rename(pk: int, *, announced: bool) -> None:
    """The number in the place of a name stands in every language, and tells one from another. A verified
    visitor who comes again is somebody new."""
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None:
        return
    contact.name, contact.email, contact.external_id = f"#{pk}", "", None
    contact.language, contact.time_zone, contact.attributes = "", "", {}
    if announced:
        contact.save()
    else:
        Contact.objects.bulk_update(
            [contact], [field.name for field in Contact._meta.fields if field.name != "id"]
        )
    forget_log_entries(Contact, [pk])


def forget_log_entries(model: Any, pks: Iterable[int]) -> None:
    """Django's admin notes what was called how."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    entries.filter(object_id__in=[str(pk) for pk in pks]).update(object_repr="", change_message="")


@transaction()
def forget_traces(ticket: Ticket) -> None:
    """Errors of jobs may quote what they failed at."""
    forget_log_entries(Ticket, [ticket.pk])
    its = Q(args__ticket=ticket.pk) | Q(order__endswith=f" {ticket.pk}")
    Job.objects.filter(its).exclude(error="").update(error="")
