"""Who takes new tickets, and what becomes of those of who goes."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import ConfigDict

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.database import in_database
from tickets.described import Described
from tickets.features.routing import leaving, saying
from tickets.features.routing.frames import Saying
from tickets.people import callers
from tickets.people.roles import Right
from tickets.wire import announce

router = Router(tags=["Routing"])

AGENT: dict[str, Any] = {
    "key": "7",
    "username": "ada",
    "name": "Ada",
    "available": False,
    "back_at": "2026-11-23T08:00:00.000Z",
}


class Said(Saying, DocumentedBody):
    model_config = example(available=False, back_at="2026-11-23T08:00:00Z")


class AgentSays(Described):
    model_config = ConfigDict(json_schema_extra={"examples": [AGENT]})
    key: str
    """Who it is, whatever the name."""
    username: str
    """As in `assign`."""
    name: str
    """What customers call them."""
    available: bool
    """Whether new tickets may come."""
    back_at: str | None
    """From when on they may, if that was said."""


class Everybody(Documented):
    model_config = example(agents=[AGENT])
    agents: list[AgentSays]
    """Every agent."""


class Standing(Documented):
    model_config = example(routing="on", mine=3, agents=[AGENT])
    routing: str
    """`on`, `requeue` or `off`."""
    mine: int
    """Open tickets of who asks, 500 at most."""
    agents: list[AgentSays]
    """Every agent."""


class Given(Documented):
    model_config = example(given=3)
    given: int
    """Tickets that went back to the queue."""


@router.get(
    "/availability", summary="Who is available", response={200: Standing, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def list_availability(request: HttpRequest) -> Any:
    """What agents say of themselves, and how many open tickets the caller has."""

    def read() -> dict[str, Any]:
        mine = len(leaving.held_by(callers.agent(request)))
        return {"routing": settings.ROUTING, "mine": mine, "agents": saying.everybody()}

    return await in_database(read)


@router.post(
    "/availability",
    summary="Say whether you are available",
    response={200: Everybody, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def say_availability(request: HttpRequest, said: Said) -> Any:
    """The twin of `availability`: every desk is told."""
    agent = await in_database(callers.agent, request, Right.ANSWER)
    return {"agents": await saying.say(agent, said)}


@router.post(
    "/availability/give-back",
    summary="Give all your tickets back",
    response={200: Given, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def give_back(request: HttpRequest) -> Any:
    """All open tickets of the caller go to the queue, each by an `assignment` of theirs to nobody."""

    def write() -> tuple[int, Any]:
        return leaving.give_back(callers.visitor(request), callers.agent(request, Right.ANSWER))

    given, told = await in_database(write)
    announce.tell(*told)
    return {"given": given}
