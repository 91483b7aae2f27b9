"""The twin of an `assign` frame, and the agents that there are."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from tickets.api_answers import PROBLEMS
from tickets.conversation.calls import Stored, write
from tickets.database import in_database
from tickets.features.assignment import actions
from tickets.features.assignment.frames import Handing
from tickets.people import callers

router = Router()


class Assignment(Handing, Schema):
    id: UUID


class Agent(Schema):
    username: str
    name: str
    key: str


class Agents(Schema):
    agents: list[Agent]


@router.post("/tickets/{ticket}/assignment", response={201: Stored, **PROBLEMS})
async def assign(request: HttpRequest, ticket: str, change: Assignment) -> Any:
    stored = await write(request, ticket, actions.assigning, change.id, change.agent, change.held_by)
    return Status(201, stored)


@router.get("/agents", response={200: Agents, **PROBLEMS})
async def list_agents(request: HttpRequest) -> Any:
    """Whom a ticket can be assigned to."""

    def read() -> list[dict[str, str]]:
        callers.agent(request)
        return actions.agents()

    return {"agents": await in_database(read)}
