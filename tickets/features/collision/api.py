"""Which agents have read a ticket, for who opens it: from then on `looked` frames tell."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, example
from tickets.conversation.schemas import TICKET
from tickets.database import in_database
from tickets.features.collision import reading
from tickets.people import callers
from tickets.refusals import Refused

router = Router(tags=["Collision"])

READER: dict[str, Any] = {"role": "agent", "name": "Ada", "key": "3", "seq": 42}


class Reader(Documented):
    model_config = example(**READER)
    role: str
    """`agent`."""
    name: str
    """What customers call them."""
    key: str
    """Who they are, whatever they are called."""
    seq: int
    """The newest event that they have looked at."""


class Readers(Documented):
    model_config = example(ticket=TICKET, readers=[READER])
    ticket: str
    """Its public id."""
    readers: list[Reader]
    """Who is farthest comes first."""


@router.get(
    "/tickets/{ticket}/readers",
    summary="Say which agents have read",
    response={200: Readers, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def list_readers(request: HttpRequest, ticket: str) -> Any:
    """How far each agent has read this ticket."""

    def read() -> dict[str, Any]:
        seat = callers.seat(request, ticket)
        if not seat.is_agent:
            raise Refused("forbidden", "Only agents may do this.")
        return {"ticket": seat.public_id, "readers": reading.readers(seat)}

    return await in_database(read)
