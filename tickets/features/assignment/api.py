"""The twin of an `assign` frame."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from tickets.api_answers import PROBLEMS
from tickets.conversation.calls import Stored, stored, writing
from tickets.features.assignment import actions
from tickets.features.assignment.frames import Handing

router = Router()


class Assignment(Handing, Schema):
    id: UUID


@router.post("/tickets/{ticket}/assignment", response={201: Stored, **PROBLEMS})
async def assign(request: HttpRequest, ticket: str, change: Assignment) -> Any:
    seat = await writing(request, ticket)
    return Status(201, stored(await actions.assign(seat, change.id, change.agent, change.held_by)))
