"""Asks for a transcript by HTTP."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_CUSTOMER_OR_AGENT
from tickets.conversation.calls import at_seat
from tickets.features.transcript import written

router = Router(tags=["E-mail"])


@router.post(
    "/tickets/{ticket}/transcript",
    summary="Mail the conversation",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def mail_transcript(request: HttpRequest, ticket: str) -> Any:
    """All that the customer sees of it, to the ticket's own address: never an internal note."""
    await at_seat(request, ticket, written.ask)
    return Status(204, None)
