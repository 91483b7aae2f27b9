"""All since a time is sent once more: for a receiver that lost what it had taken, or was off.

A job goes from ticket to ticket and leaves, under the ticket's lock, the deliveries of all its events since
then anew, in their order. So whatever happens there meanwhile comes after them.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.audit import log
from tickets.audit.log import Actor
from tickets.database import transaction
from tickets.features.webhooks import delivering, rules
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.refusals import Refused
from tickets.wire.stamps import stamp

TICKETS_AT_ONCE: Final = 50  # in one job: then others have their turn
EVENTS_AT_ONCE: Final = 500  # after which it takes no further ticket; and of one ticket, in a statement


class CannotBegin(Refused):
    """In words for who asked."""


@transaction()
def begin(endpoint: Endpoint, since: datetime, by: Actor | None = None) -> None:
    """`by`: of a call. Raises CannotBegin."""
    known = Endpoint.objects.select_for_update().filter(pk=endpoint.pk).first()
    if known is None:
        raise CannotBegin("not_found", _("There is no such webhook."))
    if known.off_at:
        raise CannotBegin("conflict", _("It is off: switch it on first."))
    if not rules.may_be_sent_again(since, timezone.now()):
        raise CannotBegin("bad_field", _("Choose a time of the last 30 days."))
    if Job.objects.alive().filter(key=_key(known.pk)).exists():
        raise CannotBegin("conflict", _("It is at it already."))
    newest = Ticket.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    args = {"endpoint": known.pk, "since": stamp(since.astimezone(UTC)), "after": 0, "upto": newest}
    _leave(known.pk, args, move=True)
    log.note("webhook.again", known.url, after={"since": args["since"]}, by=by)


def is_at_it(endpoint: Endpoint) -> bool:
    return Job.objects.alive().filter(key=_key(endpoint.pk)).exists()


def _leave(endpoint: int, args: Args, *, move: bool = False) -> None:
    order = f"{delivering.orders_of(endpoint)}since"  # so it ends with what waits, if that is given up
    table.enqueue(SINCE.name, args, key=_key(endpoint), order=order, move=move)


def _key(endpoint: int) -> str:
    return f"webhook since {endpoint}"


def resend(args: Args) -> Callable[[], None] | None:
    """The job. One that is killed begins with its first ticket again: the same messages, in their order."""
    endpoint = Endpoint.objects.filter(pk=args["endpoint"], off_at=None).first()
    if endpoint is None:
        return None
    since, left = datetime.fromisoformat(args["since"]), 0
    tickets = _tickets(args["after"], args["upto"], since)
    for ticket in tickets:
        left += _of_ticket(endpoint, ticket, since)
        if left >= EVENTS_AT_ONCE:
            return partial(_go_on, args, ticket)
    return partial(_go_on, args, tickets[-1]) if tickets else None


def _go_on(args: Args, after: int) -> None:
    _leave(args["endpoint"], {**args, "after": after})


def _tickets(after: int, upto: int, since: datetime) -> Sequence[int]:
    """Whose last event is younger: no more than that is looked at."""
    found = Ticket.objects.filter(pk__gt=after, pk__lte=upto, last_event_at__gte=since).order_by("pk")
    return list(found.values_list("pk", flat=True)[:TICKETS_AT_ONCE])


@transaction()
def _of_ticket(endpoint: Endpoint, pk: int, since: datetime) -> int:
    """How many events. What nobody has reacted to yet comes by itself, after these."""
    ticket = Ticket.objects.select_for_update().filter(pk=pk).first()
    if ticket is None or not endpoint.sees(ticket):
        return 0
    found = ticket.events.filter(at__gte=since, seq__lte=ticket.reacted_seq).exclude(via=Event.Via.IMPORT)
    found = found.filter(kind__in=endpoint.kinds) if endpoint.kinds else found
    events = list(found.order_by("seq").values_list("pk", flat=True))
    for first in range(0, len(events), EVENTS_AT_ONCE):
        _anew(endpoint.pk, pk, events[first : first + EVENTS_AT_ONCE])
    return len(events)


def _anew(endpoint: int, ticket: int, events: Sequence[int]) -> None:
    """Also of those that wait: a job that stays would come before those that are made now."""
    there = Delivery.objects.filter(endpoint=endpoint, event__in=events)
    made = [Delivery(endpoint_id=endpoint, event_id=event) for event in events]
    Delivery.objects.bulk_create(made, ignore_conflicts=True)
    there.update(state=Delivery.State.WAITING, attempts=0)
    delivery = dict(there.values_list("event", "pk"))
    Job.objects.filter(key__in=[delivering.key(pk) for pk in delivery.values()]).delete()
    for event in events:
        delivering.leave(delivery[event], endpoint, ticket)


SINCE: Final = Kind("webhook-since", resend, delivering.LANE)
