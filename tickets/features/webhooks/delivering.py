"""An event on its way to the endpoints: as one job for each, in the order of `seq` at each ticket.

The reaction leaves the jobs in the transaction that moves the ticket on, so none is left out; and jobs
of an order run one after another, so an event waits until the one before it has arrived or was given up.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid5

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from tickets.conversation import timeline
from tickets.database import OUT_OF_REACH, transaction
from tickets.features.webhooks import going_off, rules, signing
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.jobs import table
from tickets.jobs.kinds import Args, Hopeless, Kind, Later
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.outside import addresses, posting
from tickets.outside.posting import Answer
from tickets.wire.stamps import stamp

log = logging.getLogger(__name__)

LANE: Final = "webhooks"
DAILY: Final = timedelta(days=1)
State = Delivery.State
OFF: Final = "the endpoint is off"


def react(ticket: Ticket, event: Event) -> None:
    for endpoint in Endpoint.objects.filter(off_at=None):
        if endpoint.hears_of(event.kind) and endpoint.sees(ticket):
            send(endpoint.pk, ticket.pk, event.pk)


def send(endpoint: int, ticket: int, event: int) -> None:
    """Within a transaction."""
    delivery, _ = Delivery.objects.get_or_create(endpoint_id=endpoint, event_id=event)
    leave(delivery.pk, endpoint, ticket)


def key(delivery: int) -> str:
    """Of its job."""
    return f"webhook {delivery}"


def orders_of(endpoint: int) -> str:
    """How the orders of all its jobs begin: each ticket has its own."""
    return f"webhook {endpoint} "


def leave(delivery: int, endpoint: int, ticket: int) -> None:
    table.enqueue(
        DELIVER.name,
        {"delivery": delivery},
        key=key(delivery),
        order=f"webhook {endpoint} {ticket}",
    )


def again(delivery: Delivery) -> None:
    """In place of the job that was given up. Within a transaction."""
    table.enqueue(
        DELIVER.name,
        {"delivery": delivery.pk},
        key=key(delivery.pk),
        order=f"webhook {delivery.endpoint_id} {delivery.event.ticket_id}",
        move=True,
    )


def give_up(endpoint: int) -> None:
    """What waits for one that was just turned off, so that nothing of it goes when that is on again. Within
    the transaction that turned it off."""
    Job.objects.alive().filter(order__startswith=orders_of(endpoint)).delete()
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.WAITING)
    waiting.filter(tried_at=None).update(answer=OFF)
    waiting.update(state=State.GIVEN_UP)
    _forget_in_time()


def deliver(args: Args) -> Callable[[], None] | None:
    found = Delivery.objects.select_related("endpoint", "event__ticket__contact", "event__agent")
    delivery = found.select_related("event__assignee").filter(pk=args["delivery"]).first()
    if delivery is None or delivery.state == State.DELIVERED:
        return None
    if delivery.endpoint.off_at:
        return partial(_note, delivery, State.GIVEN_UP, Answer(None, OFF, 0.0))
    if not delivery.endpoint.sees(delivery.event.ticket):
        return partial(_note, delivery, State.GIVEN_UP, Answer(None, "it is another team's by now", 0.0))
    if not delivery.endpoint.hears_of(delivery.event.kind):
        return partial(_note, delivery, State.GIVEN_UP, Answer(None, "of such events it hears no more", 0.0))
    answer = _attempted(delivery)
    if answer.is_good:
        return partial(_arrived, delivery, answer)
    raise _failed(delivery, answer)


def _attempted(delivery: Delivery) -> Answer:
    """Whatever goes wrong is a failed attempt: else its job would die without a word, and it wait on."""
    try:
        [row] = timeline.rows_for_agents([delivery.event])
        return attempt(delivery.endpoint, message_id(delivery), payload(row["kind"], row["at"], row))
    except OUT_OF_REACH:  # nothing could be written down
        raise
    except Exception as error:
        log.exception("webhook %s: an event can't be sent", delivery.endpoint_id)
        return Answer(None, posting.words(error), 0.0)


def message_id(delivery: Delivery) -> str:
    """The same at each attempt, so that a receiver can tell."""
    return str(uuid5(delivery.endpoint.key, str(delivery.event_id)))


def payload(kind: str, at: str, data: dict[str, Any]) -> bytes:
    """`data`: an event as agents see it, with its `ticket`."""
    return json.dumps({"type": f"ticket.{kind}", "timestamp": at, "data": data}, ensure_ascii=False).encode()


UNREADABLE: Final = "SECRET_KEY is another one than when its secret was made: make a new one"


def attempt(endpoint: Endpoint, id: str, body: bytes) -> Answer:
    try:
        place = addresses.place_of(endpoint.url, settings.WEBHOOK_NETWORKS)
    except addresses.NotAllowed as why:
        return Answer(None, str(why), 0.0)
    if not endpoint.secrets:
        return Answer(None, UNREADABLE, 0.0)
    signed = signing.headers(id, int(time.time()), body, endpoint.secrets)
    return posting.post(place, body, {"Content-Type": "application/json", "User-Agent": "Holdfast"} | signed)


def test(endpoint: Endpoint) -> Answer:
    """Whether a receiver takes what we send: a message of its own kind, once."""
    at = stamp(timezone.now())
    return attempt(endpoint, f"test_{uuid5(endpoint.key, at)}", payload("test", at, {}))


# — what became of it —


def _arrived(delivery: Delivery, answer: Answer) -> None:
    """In the transaction that ends the job."""
    _note(delivery, State.DELIVERED, answer)
    Endpoint.objects.filter(pk=delivery.endpoint_id, failing_since__isnull=False).update(failing_since=None)


def _failed(delivery: Delivery, answer: Answer) -> Exception:
    """What the job ends its try with."""
    wait = rules.wait(delivery.attempts + 1, answer.retry_after)
    with transaction():
        Endpoint.objects.filter(pk=delivery.endpoint_id).update(  # first: who turns it off waits here
            failing_since=Coalesce(F("failing_since"), Now())
        )
        if not Job.objects.filter(key=key(delivery.pk)).exists():
            wait = None  # given up during the attempt
        _note(delivery, State.WAITING if wait else State.GIVEN_UP, answer)
        _turn_off(delivery.endpoint_id, answer)
    why = f"{answer.status or answer.text}"
    return Later(why, wait) if wait else Hopeless(why)


def _note(delivery: Delivery, state: Delivery.State, answer: Answer) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state,
        attempts=F("attempts") + 1,
        tried_at=Now(),
        seconds=answer.seconds,
        status=answer.status,
        answer=answer.text,
    )
    _forget_in_time()


def _turn_off(endpoint: int, answer: Answer) -> None:
    """Who says 410, or has taken nothing for days, is asked no more. A person turns it on again."""
    on = Endpoint.objects.filter(pk=endpoint, off_at=None)
    gone = answer.status == rules.GONE
    for_ = gettext_noop("it answered 410") if gone else gettext_noop("nothing has arrived for five days")
    failing = on if gone else on.filter(failing_since__lt=Now() - rules.OFF_AFTER)
    if failing.update(off_at=Now(), off_for=for_):
        log.error("webhook %s is off: %s", endpoint, for_)
        give_up(endpoint)
        going_off.tell(endpoint)


def _forget_in_time() -> None:
    table.enqueue(FORGET.name, key=FORGET.name, wait=DAILY)


def forget(_: Args) -> None:
    """What became of each is kept for a month. Each day, as long as there is something."""
    lost = Job.objects.dead().filter(kind=DELIVER.name).values_list("args__delivery", flat=True)
    Delivery.objects.filter(pk__in=list(lost), state=State.WAITING).update(state=State.GIVEN_UP)
    Delivery.objects.filter(made_at__lt=Now() - rules.KEPT).exclude(state=State.WAITING).delete()
    if Delivery.objects.exists():
        _forget_in_time()


DELIVER: Final = Kind("webhook", deliver, LANE, tries=len(rules.WAITS) + 10)  # a killed process counts too
FORGET: Final = Kind("webhooks-old", forget, LANE, atomic=True)
