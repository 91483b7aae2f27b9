"""What is kept of a customer: where they are told of answers."""

from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from tickets.conversation.erasing import After, Holds
from tickets.conversation.exporting import Handed
from tickets.features.notifications.models import CustomerDevice
from tickets.models import Ticket
from tickets.wire.stamps import stamp


def count(tickets: Collection[int]) -> int:
    return CustomerDevice.objects.filter(ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    CustomerDevice.objects.filter(ticket=ticket).delete()
    return ()


def handed(ticket: Ticket) -> Handed | None:
    found = CustomerDevice.objects.filter(ticket=ticket).order_by("pk")
    rows = [{"service": urlsplit(one.endpoint).hostname, "at": stamp(one.made_at)} for one in found]
    return Handed(rows) if rows else None


HOLDS: Final = Holds("browsers", count, erase)
