"""The twin of a `status` frame."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja import Status as Answer
from pydantic import Strict

from tickets.api_answers import PROBLEMS
from tickets.conversation.calls import Stored, stored, writing
from tickets.features.status import actions
from tickets.wire import frames

router = Router()


class StatusChange(Schema):
    id: UUID
    status: Literal["open", "resolved"]
    seen: Annotated[frames.Seq, Strict()] | None = None


@router.post("/tickets/{ticket}/status", response={201: Stored, **PROBLEMS})
async def set_status(request: HttpRequest, ticket: str, change: StatusChange) -> Any:
    seat = await writing(request, ticket)
    return Answer(201, stored(await actions.set_status(seat, change.id, change.status, change.seen)))
