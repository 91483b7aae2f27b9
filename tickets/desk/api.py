"""The desk's list by HTTP, and who works at it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.database import in_database
from tickets.desk import queue
from tickets.people import access, callers
from tickets.people.access import Person
from tickets.presence import people as presence
from tickets.process import process
from tickets.wire import announce, stamps

router = Router()

Words = Annotated[str, StringConstraints(max_length=200)]


class Agent(Schema):
    username: str
    name: str
    key: str


class Agents(Schema):
    agents: list[Agent]


@router.get("/queue", response={200: dict[str, Any], **PROBLEMS})
async def list_queue(
    request: HttpRequest, view: str = "open", before: str | None = None, find: Words | None = None
) -> Any:
    """The desk's list: {rows, counts, calling, more}, the server's time, and who has the desk open;
    with `find` what has these words: {rows, looked_at}."""

    def read() -> tuple[Person, dict[str, Any]]:
        agent = callers.agent(request)
        return agent, queue.found(agent, view, find) if find else queue.page(agent, view, before)

    agent, page = await in_database(read)
    process().visits.came(announce.DESK, agent.key, agent.role, agent.name)
    links = await presence.customers_of([row["ticket"] for row in page["rows"]])
    for row in page["rows"]:
        row["customer"] = links.get(row["ticket"])
    return page | {"now": stamps.now(), "here": await presence.agents_at_desk()}


@router.get("/agents", response={200: Agents, **PROBLEMS})
async def list_agents(request: HttpRequest) -> Any:
    """Who works at this desk. Pages without a socket ask it, too, whether they are signed in still."""

    def read() -> list[dict[str, str]]:
        callers.agent(request)
        return access.colleagues()

    return {"agents": await in_database(read)}
