"""The twin of a `status` frame."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja import Status as Answer
from pydantic import Strict

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, DocumentedBody, example
from tickets.conversation.calls import write
from tickets.conversation.schemas import ID, Stored
from tickets.features.status import actions
from tickets.wire import frames

router = Router(tags=["Status"])


class StatusChange(DocumentedBody):
    model_config = example(id=ID, status="resolved", seen=42)
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    status: Literal["open", "resolved"]
    """What is so from now on."""
    seen: Annotated[frames.Seq, Strict()] | None = None
    """The newest event on the agent's screen: what the customer wrote since refuses it."""


@router.post(
    "/tickets/{ticket}/status",
    summary="Resolve or reopen a ticket",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def set_status(request: HttpRequest, ticket: str, change: StatusChange) -> Any:
    """For agents: the twin of `status`."""
    stored = await write(request, ticket, actions.change, change.id, change.status, change.seen)
    return Answer(201, stored)
