"""All since a time once more, by a call of an administrator's."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Status
from pydantic import AwareDatetime

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, DocumentedBody, example
from tickets.database import in_database
from tickets.features.webhooks import endpoints, resending
from tickets.people import callers
from tickets.people.roles import Right
from tickets.refusals import Refused

router = Router(tags=["Webhooks"])

Number = Annotated[int, Path(ge=1, lt=2**63, description="As in its page's address in the settings.")]


class Since(DocumentedBody):
    model_config = example(since="2046-11-23T08:00:00Z")
    since: AwareDatetime
    """Of the last 30 days."""


@router.post(
    "/webhooks/{webhook}/again",
    summary="Send all since a time again",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def again(request: HttpRequest, webhook: Number, asked: Since) -> Any:
    """For administrators. Everything since then that the webhook hears of, taken or not, goes there again,
    with the same `webhook-id`s and each ticket's in order. `conflict`: it is off, or at it already."""

    def begin() -> None:
        agent = callers.agent(request, Right.CONFIGURE)
        endpoint = endpoints.one(webhook)
        if endpoint is None:
            raise Refused("not_found", "There is no such webhook.")
        resending.begin(endpoint, asked.since, callers.actor(request, agent))

    await in_database(begin)
    return Status(204, None)
