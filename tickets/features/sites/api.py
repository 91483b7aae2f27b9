"""A site's verified visitors by HTTP."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_VISITOR, Documented, example
from tickets.database import in_database
from tickets.features.sites import vault, visitors

router = Router(tags=["Sites"])

BY_HOLDER = {
    "security": [{"token": []}],
    "responses": {
        200: {
            "description": "32 bytes",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
}
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
    return await in_database(visitors.welcomed, site, _brought(request))


@router.get(
    "/sites/{site}/vault-key",
    summary="Get the key of what a frame keeps in the website's storage",
    response=PROBLEMS,
    openapi_extra=BY_HOLDER,
)
async def vault_key(request: HttpRequest, site: str) -> HttpResponse:
    """256 bits that belong to what is brought: a ticket's token, or 256 bits of the caller's own as
    hexadecimal digits. The same each time, and nothing is looked up."""
    key = await in_database(vault.key, site, _brought(request))
    answer = HttpResponse(key, content_type="application/octet-stream")
    answer["Cache-Control"] = "no-store"
    return answer


def _brought(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
