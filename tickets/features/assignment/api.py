"""The twin of an `assign` frame."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, DocumentedBody, example
from tickets.conversation.calls import write
from tickets.conversation.schemas import ID, Stored
from tickets.features.assignment import actions
from tickets.features.assignment.frames import Handing

router = Router(tags=["Assignment"])


class Assignment(Handing, DocumentedBody):
    model_config = example(**{"id": ID, "agent": "ada", "from": None})
    id: UUID
    """Made by the caller: the same again is answered as the first time."""


@router.post(
    "/tickets/{ticket}/assignment",
    summary="Give a ticket to an agent",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def assign(request: HttpRequest, ticket: str, change: Assignment) -> Any:
    """Or, with `agent: null`, back to the queue. For agents: the twin of `assign`."""
    stored = await write(request, ticket, actions.assigning, change.id, change.agent, change.held_by)
    return Status(201, stored)
