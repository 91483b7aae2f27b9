"""The browsers in which a customer is told of answers. Synchronous; raises Refused.

A browser is told for as long as its cookie opens the conversation, for a notice that is pressed leads there.
"""

from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from tickets.conversation import limits
from tickets.database import transaction
from tickets.features.notifications import devices, keys
from tickets.features.notifications.models import CustomerDevice
from tickets.models import Ticket
from tickets.people import sign_ins
from tickets.people.access import Person, Seat, SignIn
from tickets.refusals import Refused

MOST: Final = 5  # of one conversation: the newest


def state(seat: Seat) -> dict[str, str]:
    """The key to subscribe by; empty: here nobody is pushed to."""
    reachable = bool(settings.PUSH_HOSTS) and seat.sign_in is not None and not seat.is_agent
    return {"key": keys.public() if reachable else ""}


def add(seat: Seat, endpoint: str, key: str, secret: str) -> None:
    _must_keep_it(seat)
    limits.may_write(seat)
    devices.must_be_a_browser(endpoint, key, secret)
    given = {"key": key, "secret": secret, "session": _session(seat), "failed": "", "failing_since": None}
    with transaction():
        mine = CustomerDevice.objects.filter(ticket=seat.ticket)
        mine.update_or_create(ticket_id=seat.ticket, endpoint=endpoint, defaults=given)
        newest = mine.order_by("-pk").values_list("pk", flat=True)[:MOST]
        mine.exclude(pk__in=list(newest)).delete()


def remove(seat: Seat, endpoint: str) -> None:
    """For all of this browser's conversations: it was asked once for all of them."""
    _must_keep_it(seat)
    with transaction():
        CustomerDevice.objects.filter(session=_session(seat), endpoint=endpoint).delete()


def _must_keep_it(seat: Seat) -> None:
    if seat.is_agent or seat.sign_in is None:
        raise Refused("forbidden", "Only a customer whose browser keeps the conversation may do this.")


def _session(seat: Seat) -> str:
    assert seat.sign_in is not None
    return seat.sign_in.session


def of(ticket: Ticket) -> tuple[list[CustomerDevice], list[CustomerDevice]]:
    """Those whose cookie still opens it, and the others: nobody says when one runs out."""
    found = list(CustomerDevice.objects.filter(ticket=ticket))
    customer = Person("customer", "")
    seats = {one: Seat(ticket.pk, ticket.public_id, customer, SignIn(one.session)) for one in found}
    ended = set(sign_ins.ended_of(seats.values()))
    return [one for one in found if seats[one] not in ended], [one for one in found if seats[one] in ended]


def session_ended(instance: Session, **_: Any) -> None:
    """By signing out, or by another's sign-in: the signal of a session that goes."""
    if instance.expire_date > timezone.now():  # else by `clearsessions`, a great many
        CustomerDevice.objects.filter(session=instance.session_key).delete()
