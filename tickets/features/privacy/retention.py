"""What is erased by its age: the words of conversations that are over, of each site after so many days.

Figures and order stay, as when a person is erased, and so do copies that a merge made: they are of another
conversation, which has an age of its own. The person goes with the last of their conversations.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from tickets.audit import log
from tickets.audit.log import Actor
from tickets.conversation import actions, ledger
from tickets.conversation import erasing as held
from tickets.database import transaction
from tickets.features.privacy import erasing, exports, jobs
from tickets.features.privacy.models import Aged, Retention
from tickets.features.privacy.said import BODY, ERASED
from tickets.jobs import kinds, table
from tickets.models import Contact, Ticket
from tickets.people import sites
from tickets.wire import announce

MOST_DAYS: Final = 36_500
AT_ONCE: Final = 20  # conversations in one job: then others have their turn
EVERY: Final = timedelta(hours=1)
AGE: Final = "privacy-age"  # the kind of job
CHANGED, AGED = "privacy.retention", "privacy.aged"  # in the audit log
BY_ITSELF: Final = Actor(None, "retention")


@dataclass(frozen=True, slots=True)
class Place:
    """A website, or, where there are none, all there is."""

    key: str
    name: str
    days: int | None


def places() -> list[Place]:
    days = dict(Retention.objects.values_list("site", "days"))
    found = [(site.key, site.name) for site in sites.every()] or [("", "")]
    return [Place(key, name, days.get(key)) for key, name in found]


def due(key: str, days: int) -> QuerySet[Ticket]:
    """Whatever isn't open, and since when nothing has happened there."""
    erased = Aged.objects.filter(ticket=OuterRef("pk"), seq=OuterRef("last_seq"))
    over = Ticket.objects.exclude(status=Ticket.Status.OPEN)
    return over.filter(sites.opened_at(key), ~Exists(erased), last_event_at__lt=Now() - timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Seen:
    """What would go."""

    place: Place
    count: int
    oldest: datetime | None


def preview(wanted: Mapping[str, int | None]) -> list[Seen]:
    seen = []
    for place in places():
        if (days := wanted.get(place.key)) is not None:
            told = due(place.key, days).aggregate(count=Count("pk"), oldest=Min("last_event_at"))
            seen.append(Seen(Place(place.key, place.name, days), told["count"], told["oldest"]))
    return seen


@transaction()
def save(wanted: Mapping[str, int | None]) -> None:
    """Begins at once with what it reaches."""
    for place in places():
        days = wanted.get(place.key)
        if days == place.days:
            continue
        log.note(CHANGED, place.name, before={"days": place.days}, after={"days": days})
        Retention.objects.filter(site=place.key).delete()
        if days is not None:
            Retention.objects.create(site=place.key, days=days)


def look() -> None:
    """Each second: whether it is time."""
    if _waiting().exists():
        with transaction():
            if _waiting().update(looked_at=Now()):
                table.enqueue(AGE, {"went": 0}, key=AGE)


def _waiting() -> QuerySet[Retention]:
    return Retention.objects.filter(Q(looked_at=None) | Q(looked_at__lt=Now() - EVERY))


def _age(args: kinds.Args) -> Callable[[], None]:
    found = [ticket for place in places() if place.days for ticket in due(place.key, place.days)[:AT_ONCE]]
    for ticket in found:
        erase(ticket)
    return partial(_end, args["went"] + len(found), bool(found))


def _end(went: int, more: bool) -> None:
    """One line and one wiping for all that went."""
    if more:
        table.enqueue(AGE, {"went": went}, key=AGE)
    elif went:
        log.note(AGED, after={"conversations": went}, by=BY_ITSELF)
        table.enqueue(jobs.SCRUBBING.name, key=jobs.SCRUBBING.name, move=True)


def erase(ticket: Ticket) -> None:
    """As it was when it was found: who has come back before its turn keeps all of it, and whoever writes
    there meanwhile what they write."""
    if not _is_as_found(ticket):
        return
    after, seq, emptied = 0, ticket.last_seq, list[int]()
    while part := ledger.empty(ticket.pk, ERASED, BODY, after, erasing.SLICE, ticket.last_seq):
        after = part.upto
        seq += bool(part.written)
        emptied += (one.pk for one in part.events)
        erasing.tell(part, announced=True)
    for holds in held.every():
        erasing.in_turn(partial(_unless_written, ticket.pk, seq, holds, emptied))
    _note(ticket.pk, seq)
    _forget_person(ticket.contact_id)
    if Ticket.objects.filter(pk=ticket.pk).exists():
        announce.at_once(actions.told_erased(ticket.pk))


@transaction()
def _is_as_found(ticket: Ticket) -> bool:
    found = ledger.lock_all([ticket.pk]).get(ticket.pk)
    return found is not None and (found.status, found.last_seq) == (ticket.status, ticket.last_seq)


def _unless_written(pk: int, seq: int, holds: held.Holds, emptied: Collection[int]) -> held.After:
    found = ledger.lock_all([pk]).get(pk)
    if found and found.last_seq == seq:
        return holds.erase(found)
    holds.of_events(emptied)
    return ()


@transaction()
def _note(pk: int, seq: int) -> None:
    found = ledger.lock_all([pk]).get(pk)
    if found is None or found.last_seq != seq:
        return
    ledger.empty_subject(pk)
    erasing.forget_traces(found)
    Aged.objects.update_or_create(ticket_id=pk, defaults={"seq": seq})


def _forget_person(pk: int) -> None:
    """Once nothing of theirs is left. Who isn't verified is another contact in each conversation: what is
    kept by an address alone goes with the last of those who have it."""
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None or _has_words(contact=pk):
        return
    email = "" if _has_words(contact__email__iexact=contact.email) else contact.email
    exports.forget_all_of(pk)
    erasing.rename(pk, announced=True)
    for holds in held.every() if email else ():
        erasing.in_turn(partial(holds.of_address, email))


def _has_words(**whose: Any) -> bool:
    erased = Aged.objects.filter(ticket=OuterRef("pk"), seq=OuterRef("last_seq"))
    return Ticket.objects.filter(~Exists(erased), **whose).exists()


AGING: Final = kinds.Kind(AGE, _age, jobs.LANE)
