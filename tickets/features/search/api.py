"""The search by HTTP."""

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import ConfigDict

from tickets.api_answers import PROBLEMS
from tickets.database import in_database
from tickets.described import Described
from tickets.features.search import find
from tickets.features.search.threads import beside
from tickets.people import callers

router = Router(tags=["Search"])

RESULT: Final[dict[str, Any]] = {
    "ticket": "3f2b8c0d9e7a41568b1c2d3e4f506172",
    "subject": "Order 4711",
    "name": "Carla Müller",
    "seq": 12,
    "kind": "message",
    "at": "2026-11-22T18:49:00.123Z",
    "excerpt": "…the parcel of order 4711 never came…",
}


class Result(Described):
    """A message or a note that was found; or a ticket, by name, e-mail, subject or id."""

    model_config = ConfigDict(json_schema_extra={"examples": [RESULT]})
    ticket: str
    """Its public id."""
    subject: str
    """The ticket's, or empty."""
    name: str
    """The customer's, as it is today."""
    seq: int
    """Of the event, in the agents' numbering; of a ticket: 1."""
    kind: str
    """`message`, `note` or `ticket`."""
    at: str
    """When it was said, or the ticket opened."""
    excerpt: str
    """Plain text around the first of the words."""


class Results(Described):
    """What was found, newest first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"results": [RESULT], "more": False}]},
    )
    results: list[Result]
    """At most 50, and what else is of the last one's millisecond."""
    more: bool
    """There are older ones: `before` gives them."""


Asked = Annotated[
    str,
    Query(
        description="Words that are all in it, in any case and spelling; phrases in quotes; and the filters "
        "`from:`, `agent:`, `is:`, `before:`, `after:`.",
        examples=['refund "order 4711" from:carla is:open'],
    ),
]
Before = Annotated[
    str | None,
    Query(description="The `at` of the last result: what is older.", examples=["2026-11-22T18:49:00.123Z"]),
]


@router.get(
    "/search",
    summary="Search all conversations",
    response={200: Results, **PROBLEMS},
    openapi_extra={"security": [{"session": []}]},
)
async def search(request: HttpRequest, q: Asked = "", before: Before = None) -> Any:
    """Messages, notes, customers, subjects and ids that have all these words, in any case and spelling,
    newest first. A filter that there isn't is refused by its name (`filter`)."""
    agent = await in_database(callers.agent, request)
    return await beside(find.page, agent, q, before)
