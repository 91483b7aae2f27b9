"""The search by HTTP."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tickets.api_answers import PROBLEMS
from tickets.database import in_database
from tickets.features.search import find
from tickets.features.search.threads import beside
from tickets.people import callers

router = Router()


class Result(Schema):
    """A message or a note that was found; or a ticket, by name, e-mail, subject or id."""

    ticket: Annotated[str, Field(examples=["3f2b8c0d9e7a41568b1c2d3e4f506172"])]
    subject: Annotated[str, Field(examples=["Order 4711"])]
    name: Annotated[str, Field(description="the customer's", examples=["Carla Müller"])]
    seq: Annotated[int, Field(description="of the event; 1: of a ticket", examples=[12])]
    kind: Annotated[str, Field(description="`message`, `note` or `ticket`", examples=["message"])]
    at: Annotated[str, Field(examples=["2026-11-22T18:49:00.123Z"])]
    excerpt: Annotated[str, Field(examples=["…the parcel of order 4711 never came…"])]


class Results(Schema):
    results: list[Result]
    more: Annotated[bool, Field(description="there are older ones", examples=[False])]


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


@router.get("/search", response={200: Results, **PROBLEMS}, summary="Search conversations")
async def search(request: HttpRequest, q: Asked = "", before: Before = None) -> Any:
    """What was said, by whom and about what, in all conversations, newest first. For agents."""
    agent = await in_database(callers.agent, request)
    return await beside(find.page, agent, q, before)
