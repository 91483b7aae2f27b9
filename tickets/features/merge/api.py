"""The twin of a `merge` frame, and how a customer's page comes from a merged ticket to where it goes on."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, BY_CUSTOMER_OR_AGENT, DocumentedBody, example
from tickets.conversation import limits
from tickets.conversation.calls import at_seat, write
from tickets.conversation.schemas import ID, TICKET, Opened, Stored
from tickets.features.merge import actions
from tickets.features.merge.frames import Merging
from tickets.people import access, callers
from tickets.people.access import Seat

router = Router(tags=["Merge"])


class MergeChange(Merging, DocumentedBody):
    model_config = example(id=ID, into=TICKET, sure=True)
    id: UUID
    """Made by the caller: the same again is answered as the first time."""


@router.post(
    "/tickets/{ticket}/merge",
    summary="Merge a ticket into another",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def merge(request: HttpRequest, ticket: str, change: MergeChange) -> Any:
    """Or, with `into: null`, take it apart again. For agents: the twin of `merge`."""
    said = (change.id, change.into, change.sure)
    return Status(201, await write(request, ticket, actions.merging, *said))


@router.post(
    "/tickets/{ticket}/session-into",
    summary="Go on where a ticket was merged into",
    response={201: Opened, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def session_into(request: HttpRequest, ticket: str) -> Any:
    """For its customer: the ticket that it goes on in, with a token; and the cookie that this call came by
    opens it from now on."""
    kept = None if callers.bearer(request) else request.session
    into, token = await at_seat(request, ticket, _led, kept)
    return Status(201, {"ticket": into, "token": token, "url": f"{settings.PUBLIC_URL}/t/{into}/#{token}"})


def _led(seat: Seat, session: SessionBase | None) -> tuple[str, str]:
    limits.may_write(seat)
    into, token = actions.led(seat)
    if session is not None:
        access.keep_seat(session, access.seat(access.NOBODY, into, token))
    return into, token
