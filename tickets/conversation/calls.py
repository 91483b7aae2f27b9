"""What every HTTP call that writes to a ticket has in common, the core's and a feature's."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from tickets.conversation import limits
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.people import callers
from tickets.people.access import Seat
from tickets.wire.stamps import stamp


class Stored(Schema):
    id: str
    seq: int
    at: str


async def writing(request: HttpRequest, ticket: str) -> Seat:
    """The caller's seat, for one more write."""
    seat = await in_database(callers.seat, request, ticket)
    limits.may_write(seat)
    return seat


def stored(written: Written) -> dict[str, Any]:
    return {"id": str(written.id), "seq": written.seq, "at": stamp(written.at)}
