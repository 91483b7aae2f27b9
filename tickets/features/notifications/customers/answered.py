"""Answers to a customer who has no page open, by push: told that there is one, and what it says only where
administrators have chosen so.

An agent's message leaves a job, if there is a browser to push to. It looks again and again, until a page of
theirs has the answer, until they have written since, or until nobody of theirs is there by ticks without a
gap. So who has a page open is never pushed to, and that page rings.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.conversation import kinds as events
from tickets.features.notifications import pushing
from tickets.features.notifications.customers import browsers, words
from tickets.features.notifications.models import CustomerDevice
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.presence import watch

JUDGE: Final = "notify-customer"
PUSH: Final = "push-customer"
CUSTOMER: Final = "customer"  # the key of who is away
ABSENT: Final = 6  # ticks: whoever loads the page anew is back by then
LOOK: Final = timedelta(seconds=2)  # between the first looks, and then
SELDOM: Final = timedelta(seconds=15)
SOON: Final = 15  # looks: longer than it takes to see that a line is dead, and ABSENT beside
LOOKS: Final = 50  # ten minutes: whoever wasn't known to be away by then has a mail


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    if event.kind != events.MESSAGE or event.role != Event.Role.AGENT or event.public_seq is None:
        return
    if CustomerDevice.objects.filter(ticket=ticket).exists():
        args = {"ticket": ticket.pk, "event": event.pk, "looks": 0}
        table.enqueue(JUDGE, args, key=_key(ticket.pk), move=True)


def _key(ticket: int) -> str:
    return f"{JUDGE} {ticket}"


def judge(args: kinds.Args) -> Callable[[], None] | None:
    """The job."""
    answer = _untold(args["event"])
    if answer is None:
        return None
    if watch.away(answer.ticket.public_id, CUSTOMER, ABSENT):
        return partial(_push, answer, *browsers.of(answer.ticket))
    return partial(_look_again, args) if args["looks"] < LOOKS else None


def _untold(event: int) -> Event | None:
    """The answer, where it is still so that no page of theirs has it."""
    answer = Event.objects.select_related("ticket__contact", "agent").filter(pk=event).first()
    if answer is None or answer.public_seq is None or answer.agent is None:
        return None
    ticket = answer.ticket
    reached = max(ticket.customer_delivered, ticket.customer_read) >= answer.public_seq
    wrote = ticket.events.filter(role=Event.Role.CUSTOMER, seq__gt=answer.seq)
    return None if reached or wrote.exists() else answer


def _look_again(args: kinds.Args) -> None:
    looks = args["looks"] + 1
    wait = LOOK if looks <= SOON else SELDOM
    table.enqueue(JUDGE, {**args, "looks": looks}, key=_key(args["ticket"]), wait=wait)


def _push(answer: Event, to: list[CustomerDevice], ended: list[CustomerDevice]) -> None:
    CustomerDevice.objects.filter(pk__in=[one.pk for one in ended]).delete()
    for one in to:
        table.enqueue(PUSH, {"device": one.pk, "event": answer.pk})


def send(args: kinds.Args) -> Callable[[], None] | None:
    """The job of one browser. Whether it is still so, is asked once more."""
    answer = _untold(args["event"])
    device = CustomerDevice.objects.filter(pk=args["device"]).first()
    return pushing.deliver(device, _told(answer)) if device and answer else None


def _told(answer: Event) -> dict[str, str]:
    assert answer.agent is not None
    with translation.override(letters.language_of(answer.ticket.contact)):
        title = _("%(name)s answered") % {"name": access.person_of(answer.agent).name}
    body = words.of(answer.body) if words.are_said() else ""
    return {"title": title, "body": body, "ticket": answer.ticket.public_id}


JUDGING: Final = kinds.Kind(JUDGE, judge, "notify")
SENDING: Final = kinds.Kind(PUSH, send, "push", tries=pushing.TRIES)
