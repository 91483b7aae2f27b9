"""The twin of a `status` frame."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja import Status as Answer

from tickets.api_answers import PROBLEMS
from tickets.conversation.calls import Stored, write
from tickets.features.status import actions
from tickets.wire import frames

router = Router()


class StatusChange(Schema):
    id: UUID
    status: Literal["open", "resolved"]
    seen: frames.Seq | None = None


@router.post("/tickets/{ticket}/status", response={201: Stored, **PROBLEMS})
async def set_status(request: HttpRequest, ticket: str, change: StatusChange) -> Any:
    stored = await write(request, ticket, actions.change, change.id, change.status, change.seen)
    return Answer(201, stored)
