"""Replies to a customer who is away: all that are unread go out as one mail.

An agent's reply leaves a job, due after AWAY_MAIL_AFTER. It looks again and again until the replies have
reached a page, or until nobody has been there for so long: then they are mailed, at most once in AGAIN
times as long, unless the customer has written since. What is in a mail is settled with its row, before it is
sent; whether it must be sent is asked once more when it is.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from tickets import letters
from tickets.conversation import kinds as events
from tickets.features.mail import addresses, outbox
from tickets.features.mail.models import Mail
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.presence import watch

JUDGE: Final = "mail-away"
LETTER: Final = "away"
CUSTOMER: Final = "customer"  # the key of who is away
AFTER: Final = timedelta(seconds=settings.AWAY_MAIL_AFTER)
AGAIN: Final = 5  # times AFTER: a quarter of an hour
LOOK: Final = timedelta(seconds=2)  # between the first looks, and then
SELDOM: Final = timedelta(seconds=15)
SOON: Final = 5  # looks: many tickets may wait while nobody knows who is there


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    to_customer = event.role == Event.Role.AGENT and event.public_seq is not None
    if event.kind == events.MESSAGE and to_customer and letters.can_be_sent():
        _look(ticket.pk, AFTER)


def _look(ticket: int, wait: timedelta, looks: int = 0) -> None:
    """`looks`: how many there have been in a row."""
    table.enqueue(JUDGE, {"ticket": ticket, "looks": looks}, key=f"{JUDGE} {ticket}", wait=wait)


def judge(args: kinds.Args) -> Callable[[], None] | None:
    """The job. What it finds is settled in the transaction that ends it."""
    ticket = _ticket(args["ticket"])
    if ticket is None or not ticket.contact.email:
        return None
    looks = args.get("looks", 0) + 1
    wait = _wait(ticket, LOOK if looks < SOON else SELDOM) if unread(ticket) else AFTER
    return partial(_settle, ticket.pk, wait, looks)


def _wait(ticket: Ticket, look: timedelta) -> timedelta:
    """How long until it is to be looked at again. None at all: now is the time."""
    if pause := _pause(ticket):
        return max(pause, look)
    away = watch.away(ticket.public_id, CUSTOMER, settings.AWAY_MAIL_AFTER)
    return timedelta() if away else look


def _pause(ticket: Ticket) -> timedelta:
    """Who was mailed lately, and didn't answer, is left in peace for a while."""
    last = ticket.mails.filter(kind=LETTER).exclude(state=Mail.State.DROPPED).order_by("-seq").first()
    if last is None or last.seq is None or _answered(ticket, last.seq):
        return timedelta()
    if outbox.is_on_its_way(last):
        return LOOK
    age: timedelta = Mail.objects.values_list(Now() - F("created_at"), flat=True).get(pk=last.pk)
    return max(timedelta(), AGAIN * AFTER - age)


def _answered(ticket: Ticket, seq: int) -> bool:
    return ticket.events.filter(role=Event.Role.CUSTOMER, seq__gt=seq).exists()


def _settle(pk: int, wait: timedelta, looks: int) -> None:
    """A reply that was written meanwhile found this job, and left none of its own."""
    ticket = _ticket(pk)
    replies = list(unread(ticket)) if ticket else []
    if ticket is None or not replies:
        return
    if wait:
        _look(pk, wait, looks)
    else:
        _mail(ticket, replies)


def _mail(ticket: Ticket, replies: Sequence[Event]) -> None:
    first, last = replies[0].seq, replies[-1].seq
    args, id = {"first": first, "last": last}, addresses.message_id(f"{ticket.public_id}.{last}")
    outbox.put(LETTER, ticket.contact.email, args, ticket.pk, id, seq=last)


def unread(ticket: Ticket) -> QuerySet[Event]:
    """What agents wrote, and no page of the customer's has, nor a mail."""
    reached = max(ticket.customer_delivered, ticket.customer_read)
    replies = ticket.events.filter(kind=events.MESSAGE, role=Event.Role.AGENT, public_seq__gt=reached)
    return replies.filter(seq__gt=outbox.mailed_seq(ticket)).order_by("seq")


def _ticket(pk: int) -> Ticket | None:
    return Ticket.objects.select_related("contact").filter(pk=pk).first()


JUDGING: Final = kinds.Kind(JUDGE, judge, "away")
