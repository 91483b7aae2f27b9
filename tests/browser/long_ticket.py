"""A ticket with a long past, written by hand, since people take months."""

from tests.stack import Stack

GROW = """
from uuid import uuid4
from tickets.models import Event, Ticket
ticket = Ticket.objects.get(public_id="{ticket}")
Event.objects.bulk_create(
    (Event(ticket=ticket, seq=n, public_seq=n, client_id=uuid4(), kind="message", role="customer",
           body=f"No. {{n}} of a long story.")
     for n in range(ticket.last_seq + 1, {length} + 1)), batch_size=5000)
Ticket.objects.filter(pk=ticket.pk).update(last_seq={length}, last_public_seq={length})
"""


def grow(stack: Stack, ticket: str, length: int) -> None:
    stack.manage("manage.py", "shell", "-c", GROW.format(ticket=ticket, length=length))
