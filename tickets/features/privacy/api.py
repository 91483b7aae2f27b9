"""What customers ask for of what is kept of them."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_CUSTOMER_OR_AGENT, Documented, DocumentedBody, example
from tickets.conversation.calls import at_seat, write
from tickets.conversation.schemas import ID, Stored
from tickets.features.privacy import asking

router = Router(tags=["Privacy"])


class NewRequest(DocumentedBody):
    model_config = example(id=ID, what="export")
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    what: Literal["export", "erase"]
    """A copy of all that is kept of them, or that it is erased."""


class OwnData(Documented):
    model_config = example(asked=["erase"], until="2026-12-05T10:00:00Z")
    asked: list[str]
    """What they asked for and nobody has answered yet."""
    until: str | None
    """Until when there is a copy for them, at `/t/<ticket>/data/`; null: there is none."""


@router.post(
    "/tickets/{ticket}/privacy",
    summary="Ask for one's own data",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def ask(request: HttpRequest, ticket: str, asked: NewRequest) -> Any:
    """For customers: somebody at the desk answers within 30 days, and they hear it in the conversation."""
    return Status(201, await write(request, ticket, asking.ask, asked.id, asked.what))


@router.get(
    "/tickets/{ticket}/privacy",
    summary="What was asked for of one's own data",
    response={200: OwnData, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def stands(request: HttpRequest, ticket: str) -> Any:
    """For customers."""
    return await at_seat(request, ticket, asking.stands)
