"""A site's verified visitors by HTTP."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_VISITOR, Documented, example
from tickets.database import in_database
from tickets.features.sites import visitors

router = Router(tags=["Sites"])

KEY = {"ticket": "4c9d1e0f6b7a48b2a5d3c8e7f6a1b0c9", "token": 8 * "b1946ac9"}


class TicketKey(Documented):
    model_config = example(**KEY)
    ticket: str
    """The ticket's public id."""
    token: str
    """What opens it as its customer."""


class Visitor(Documented):
    model_config = example(name="Carla", email="carla@example.com", tickets=[KEY])
    name: str
    """As the site says; empty if it says none and the visitor never wrote."""
    email: str
    """As the site says; empty if it doesn't."""
    tickets: list[TicketKey]
    """The visitor's open tickets at this site, the newest first."""


@router.post(
    "/sites/{site}/visitor",
    summary="Find a verified visitor's tickets",
    response={200: Visitor, **PROBLEMS},
    openapi_extra=BY_VISITOR,
)
async def site_visitor(request: HttpRequest, site: str) -> Any:
    """Whom the site vouches for, by the JWT that it signed, on any device."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = token.strip() if scheme.lower() == "bearer" else ""
    return await in_database(visitors.welcomed, site, given)
