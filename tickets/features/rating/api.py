"""The twin of a `rate` frame, and what agents read of all ratings."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Strict

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, BY_CUSTOMER_OR_AGENT, Documented, DocumentedBody, example
from tickets.conversation.calls import write
from tickets.conversation.schemas import ID, Stored
from tickets.database import in_database
from tickets.features.rating import actions, summary
from tickets.features.rating.frames import Comment, Score
from tickets.people import callers

router = Router(tags=["Rating"])

WEEK: dict[str, Any] = {"week": "2026-11-23", "count": 31, "good": 28}


class NewRating(DocumentedBody):
    model_config = example(id=ID, score=5, body="Quick, and nice.")
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    score: Annotated[Score, Strict()]
    """From 1, very bad, to 5, very good."""
    body: Comment = ""
    """What they say about it."""


class Week(Documented):
    model_config = example(**WEEK)
    week: str
    """Its Monday, in UTC."""
    count: int
    """How many ratings were given, each resolution's newest alone."""
    good: int
    """How many of them are 4 or 5."""


class Weeks(Documented):
    model_config = example(weeks=[WEEK])
    weeks: list[Week]
    """The newest first, of the last twelve those that have any."""


@router.post(
    "/tickets/{ticket}/rating",
    summary="Rate a resolution",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def rate(request: HttpRequest, ticket: str, rating: NewRating) -> Any:
    """For customers, while it is resolved, within a week; the newest counts: the twin of `rate`."""
    return Status(201, await write(request, ticket, actions.rating, rating.id, rating.score, rating.body))


@router.get(
    "/ratings", summary="Count the ratings", response={200: Weeks, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def count_ratings(request: HttpRequest) -> Any:
    """Of each week, and how many of them are good."""
    return {"weeks": await in_database(_weeks, request)}


def _weeks(request: HttpRequest) -> list[dict[str, Any]]:
    return summary.weeks(callers.agent(request))
