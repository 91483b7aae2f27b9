"""What of mail people ask for by HTTP."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_CUSTOMER_OR_AGENT
from tickets.conversation.calls import at_seat
from tickets.features.mail import asked

router = Router(tags=["E-mail"])


@router.post(
    "/tickets/{ticket}/mail/link",
    summary="Mail the private link",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def mail_link(request: HttpRequest, ticket: str) -> Any:
    """To the ticket's own address, and to no other; three letters an hour at most."""
    await at_seat(request, ticket, asked.for_link)
    return Status(204, None)
