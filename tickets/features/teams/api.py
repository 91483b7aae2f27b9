"""The teams there are, and the twin of a `team` frame."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.conversation.calls import write
from tickets.conversation.schemas import ID, Stored
from tickets.database import in_database
from tickets.features.teams import actions
from tickets.features.teams.details import all_of_them
from tickets.features.teams.frames import ToTeam
from tickets.people import callers

router = Router(tags=["Teams"])


class OneTeam(Documented):
    model_config = example(id=3, name="Billing")
    id: int
    """To give a ticket to it by."""
    name: str
    """What it is called."""


class Teams(Documented):
    model_config = example(teams=[{"id": 3, "name": "Billing"}])
    teams: list[OneTeam]
    """By name."""


class NewTeam(ToTeam, DocumentedBody):
    model_config = example(id=ID, team=3)
    id: UUID
    """Made by the caller: the same again is answered as the first time."""


@router.get("/teams", summary="List the teams", response={200: Teams, **PROBLEMS}, openapi_extra=BY_AGENT)
async def list_teams(request: HttpRequest) -> Any:
    """All of them: a ticket can be given to any."""

    def read() -> dict[str, Any]:
        callers.agent(request)
        return {"teams": all_of_them()}

    return await in_database(read)


@router.post(
    "/tickets/{ticket}/team",
    summary="Give a ticket to a team",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def give_to_team(request: HttpRequest, ticket: str, change: NewTeam) -> Any:
    """Whose agents alone see it from then on, beside who sees every team's and whose it is. For agents: the
    twin of `team`."""
    return Status(201, await write(request, ticket, actions.giving, change.id, change.team))
