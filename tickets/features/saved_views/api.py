"""Saved views by HTTP."""

from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AfterValidator, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.conversation.schemas import ID
from tickets.database import in_database
from tickets.features.saved_views import saved
from tickets.features.saved_views.saved import Order, Saving
from tickets.people import callers
from tickets.wire import frames

router = Router(tags=["Saved views"])

VIEW: Final = {"name": "Refunds", "query": "tag:refund is:open", "order": "waiting", "team": 3}
NAMED: Final = {"id": ID, "view": f"saved:{ID}"}
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(frames.printable),
    AfterValidator(frames.visible),
]
Query = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(frames.printable),
]


class ViewChange(DocumentedBody):
    model_config = example(**VIEW)
    name: Name
    """What it is called."""
    query: Query
    """Filters and words, as in the search: those of tickets."""
    order: Order = "priority"
    """`priority` and then who waits longest, `waiting` alone, or `newest`."""
    team: int | None = None
    """Whose it is; null: the agent's own."""


class Saved(Documented):
    model_config = example(**VIEW, **NAMED)
    id: str
    """Made by who saved it."""
    view: str
    """As `GET /api/queue?view=` takes it, and as its `counts` name it."""
    name: str
    """What it is called."""
    query: str
    """Filters and words."""
    order: str
    """Of its rows."""
    team: int | None
    """Whose it is; null: the agent's own."""


class TeamOfMine(Documented):
    id: int
    """As a view's `team`."""
    name: str
    """What it is called."""


class AllOfThem(Documented):
    model_config = example(views=[VIEW | NAMED], teams=[{"id": 3, "name": "Billing"}])
    views: list[Saved]
    """At most 50, by name."""
    teams: list[TeamOfMine]
    """For which the agent can save one."""


@router.get(
    "/views", summary="List saved views", response={200: AllOfThem, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def list_views(request: HttpRequest) -> Any:
    """The agent's own, and those of their teams."""

    def read() -> dict[str, Any]:
        agent = callers.agent(request)
        return {"views": [saved.told(view) for view in saved.of(agent)], "teams": saved.teams_of(agent)}

    return await in_database(read)


class Counts(Documented):
    model_config = example(counts={f"saved:{ID}": 12})
    counts: dict[str, int]
    """Tickets in each; 1000 means that many or more."""


@router.get(
    "/views/counts", summary="Count saved views", response={200: Counts, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def count_views(request: HttpRequest) -> Any:
    """As `GET /api/queue` does it. Within a second it answers the same again."""
    return {"counts": await in_database(lambda: saved.counts(callers.agent(request)))}


@router.put("/views/{id}", summary="Save a view", response={200: Saved, **PROBLEMS}, openapi_extra=BY_AGENT)
async def save_view(request: HttpRequest, id: UUID, change: ViewChange) -> Any:
    """New, or in the place of what has this `id`. A filter that there isn't is refused by name."""
    return await in_database(lambda: saved.save(callers.agent(request), id, Saving(**change.model_dump())))


@router.delete(
    "/views/{id}", summary="Delete a view", response={204: None, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def delete_view(request: HttpRequest, id: UUID) -> Any:
    """One that isn't there any more is no error."""
    await in_database(lambda: saved.delete(callers.agent(request), id))
    return Status(204, None)
