"""The desk's list by HTTP, and who works at it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import StringConstraints

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import BY_AGENT
from tickets.database import in_database
from tickets.desk import queue
from tickets.desk.schemas import Agents, Queue
from tickets.people import access, callers
from tickets.people.access import Person
from tickets.presence import people as presence
from tickets.process import process
from tickets.wire import groups, stamps

router = Router(tags=["Desk"])

Words = Annotated[str, StringConstraints(max_length=200)]


@router.get(
    "/queue", summary="List the desk's tickets", response={200: Queue, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def list_queue(
    request: HttpRequest, view: str = "open", before: str | None = None, find: Words | None = None
) -> Any:
    """A view of the desk's list (`open`, or one of a feature's): 100 rows of it, and who has the desk open.
    With `find`, those of the view that have these words in name, e-mail or subject."""

    def read() -> tuple[Person, dict[str, Any]]:
        agent = callers.agent(request)
        return agent, queue.found(agent, view, find) if find else queue.page(agent, view, before)

    agent, page = await in_database(read)
    if not agent.is_program:
        process().visits.came(groups.DESK, agent.key, agent.role, agent.name, agent.answers)
    there = await presence.people_of([row["ticket"] for row in page["rows"]])
    for row in page["rows"]:
        people = there.get(row["ticket"], [])
        row["customer"] = next((one for one in people if one["role"] == "customer"), None)
        row["agents"] = [one for one in people if one["role"] == "agent" and one["state"] != "offline"]
    return ready(page | {"now": stamps.now(), "here": await presence.agents_at_desk()})


@router.get("/agents", summary="List the agents", response={200: Agents, **PROBLEMS}, openapi_extra=BY_AGENT)
async def list_agents(request: HttpRequest) -> Any:
    """Who works at this desk. Pages without a socket ask it, too, whether they are signed in still."""

    def read() -> list[dict[str, str | bool]]:
        callers.agent(request)
        return access.colleagues()

    return {"agents": await in_database(read)}
