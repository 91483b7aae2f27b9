"""Canned replies by HTTP."""

import hashlib
import json
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Status
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.database import in_database
from tickets.described import Described
from tickets.features.canned import replies
from tickets.features.canned.replies import Scope
from tickets.people import callers
from tickets.people.roles import Right
from tickets.wire import frames

router = Router(tags=["Canned replies"])

BY_AGENT: Final[dict[str, Any]] = {"security": [{"session": []}]}
TEXTS: Final = {"en": "Hello {customer.first_name|there}, your order {?number} is on its way."}
REPLY: Final[dict[str, Any]] = {
    "title": "On its way",
    "shortcut": "way",
    "texts": TEXTS,
    "scope": "team",
    "team": 3,
}

TEAM: Final[dict[str, Any]] = {"id": 3, "name": "Billing"}

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100),
    AfterValidator(frames.printable),
    AfterValidator(frames.visible),
]
Shortcut = Annotated[str, StringConstraints(pattern=r"^[\w-]{0,40}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class SavedReply(Described):
    """A reply as it is to be."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPLY]})
    title: Title
    """What it is found by."""
    texts: Annotated[dict[Language, frames.Body], Field(min_length=1, max_length=20)]
    """Language → text, with variables; the first one for all other languages."""
    shortcut: Shortcut = ""
    """One word that finds it at once: there is one of each in a scope."""
    scope: Scope = "own"
    """`own`: the agent's; `team`; `all`: everybody's."""
    team: int | None = None
    """Whose it is, where `scope` is `team`."""


class CannedReply(SavedReply):
    """A reply as it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [REPLY | {"id": "5a0c1a52-64a4-4a3e-9a58-2d8a2f0f6c11", "uses": 7}]},
    )
    id: str
    """Made by who wrote it."""
    uses: int
    """How often it was said."""


class OwnTeam(Described):
    """A team that the caller is in."""

    model_config = ConfigDict(json_schema_extra={"examples": [TEAM]})
    id: int
    """As a reply's `team`."""
    name: str
    """What it is called."""


class CannedReplies(Described):
    """Those that the caller may use, most used first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "replies": [REPLY | {"id": "5a0c1a52-64a4-4a3e-9a58-2d8a2f0f6c11", "uses": 7}],
                    "teams": [TEAM],
                }
            ]
        },
    )
    replies: list[CannedReply]
    """The agent's own, those of their teams, and everybody's."""
    teams: list[OwnTeam]
    """The agent's, by name: for each of them replies can be saved."""


@router.get(
    "/canned",
    summary="List canned replies",
    response={200: CannedReplies, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def list_canned(request: HttpRequest) -> Any:
    """The agent's own replies, those of their teams, and everybody's, and which teams those are. With the
    `ETag` of before as `If-None-Match`: 304 if nothing has changed."""

    def read() -> dict[str, Any]:
        agent = callers.agent(request)
        return {"replies": replies.of(agent), "teams": replies.teams_of(agent)}

    answer = await in_database(read)
    etag = f'"{hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
    return JsonResponse(answer, headers={"ETag": etag})


@router.put(
    "/canned/{id}",
    summary="Save a canned reply",
    response={200: CannedReply, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def save_canned(request: HttpRequest, id: UUID, reply: SavedReply) -> Any:
    """A new one, or another in its place. A variable that there isn't is refused by its name (`variable`)."""

    def write() -> dict[str, Any]:
        return replies.save(callers.agent(request, Right.ANSWER), id, replies.Reply(**reply.model_dump()))

    return await in_database(write)


@router.delete(
    "/canned/{id}",
    summary="Delete a canned reply",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def delete_canned(request: HttpRequest, id: UUID) -> Any:
    """One that isn't there any more is no error."""
    await in_database(lambda: replies.delete(callers.agent(request, Right.ANSWER), id))
    return Status(204, None)


@router.post(
    "/canned/{id}/used",
    summary="Count a canned reply's use",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def count_canned(request: HttpRequest, id: UUID) -> Any:
    """It was said once more: those that are used most come first."""
    await in_database(lambda: replies.used(callers.agent(request, Right.ANSWER), id))
    return Status(204, None)
