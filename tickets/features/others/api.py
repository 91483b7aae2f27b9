"""The other conversations of a ticket's customer, for who opens it."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, example
from tickets.conversation.calls import at_seat
from tickets.conversation.schemas import AT, TICKET
from tickets.features.others import found
from tickets.people.access import Seat
from tickets.refusals import Refused

router = Router(tags=["Desk"])

OTHER: dict[str, Any] = {
    "ticket": TICKET,
    "name": "Carla",
    "subject": "Invoice 4711",
    "status": "resolved",
    "at": AT,
}


class Other(Documented):
    model_config = example(**OTHER)
    ticket: str
    """Its public id."""
    name: str
    """What the customer is called in it."""
    subject: str
    """What it is about; empty: nobody said."""
    status: str
    """As in its `events` frame."""
    at: str
    """Of its newest event."""


class Others(Documented):
    model_config = example(tickets=[OTHER])
    tickets: list[Other]
    """The newest first, 10 at most."""


@router.get(
    "/tickets/{ticket}/others",
    summary="List the customer's other tickets",
    response={200: Others, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def list_others(request: HttpRequest, ticket: str) -> Any:
    """Of the same contact, or with the same e-mail, which proves nothing: those that the agent sees."""
    return {"tickets": await at_seat(request, ticket, _others)}


def _others(seat: Seat) -> list[dict[str, Any]]:
    if not seat.is_agent:
        raise Refused("forbidden", "Only agents may do this.")
    return found.of(seat)
