"""What customers may expect of the desk, by HTTP, and the address that they leave."""

from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field, StringConstraints

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import (
    BY_AGENT,
    BY_ANYBODY,
    BY_CUSTOMER_OR_AGENT,
    Documented,
    DocumentedBody,
    example,
)
from tickets.conversation.calls import at_seat
from tickets.conversation.schemas import Email
from tickets.database import in_database
from tickets.features.hours import emails
from tickets.features.hours.board import Board
from tickets.people import callers
from tickets.process import process

router = Router(tags=["Hours"])

Key = Annotated[str, StringConstraints(max_length=16)]
NOW: dict[str, Any] = {"state": "closed", "until": "2026-11-30T08:00:00.000Z"}


class Hours(Documented):
    model_config = example(**NOW, usual=[120, 600])
    state: Literal["here", "busy", "nobody", "closed"] | None
    """Null while nobody knows."""
    until: str | None = None
    """Closed: when it opens, if that is within a year."""
    usual: list[int] | None = None
    """Seconds in which half and four fifths of the newest first replies came, at this hour of the week."""


class SiteHours(Hours):
    model_config = example(site="4c9d1e0f6b7a48b2", name="Shop", **NOW)
    site: str
    """Its key."""
    name: str
    """As customers read it."""


class EverySiteHours(Documented):
    model_config = example(sites=[{"site": "4c9d1e0f6b7a48b2", "name": "Shop", **NOW}])
    sites: list[SiteHours]
    """What customers of each see now."""


class LeftEmail(DocumentedBody):
    model_config = example(email="carla@example.com")
    email: Annotated[Email, Field(min_length=1)]
    """Where an answer finds them."""


def board() -> Board:
    return cast("Board", process().duty.expected)


@router.get(
    "/hours",
    summary="Ask whether somebody is there",
    response={200: Hours, **PROBLEMS},
    openapi_extra=BY_ANYBODY,
)
async def hours(request: HttpRequest, site: Key = "") -> Any:  # noqa: ARG001  (ninja gives it)
    """At a site; without one, at that of the desk's own pages. Answered from memory."""
    return ready(board().at(site))


@router.get(
    "/hours/sites",
    summary="See what customers see",
    response={200: EverySiteHours, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def hours_of_sites(request: HttpRequest) -> Any:
    """The frame `hours` says when it changes."""
    await in_database(callers.agent, request)
    return ready({"sites": board().sites()})


@router.post(
    "/tickets/{ticket}/email",
    summary="Leave an e-mail address",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def leave_email(request: HttpRequest, ticket: str, left: LeftEmail) -> Any:
    """By the customer, once. `conflict`: there is another one already, or the site says who they are."""
    await at_seat(request, ticket, emails.leave, left.email)
    return Status(204, None)
