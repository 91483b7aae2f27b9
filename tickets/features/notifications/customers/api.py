"""Where a customer is told of answers, by HTTP: always the caller's own browser."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_CUSTOMER_OR_AGENT, Documented, example
from tickets.conversation.calls import at_seat
from tickets.features.notifications.customers import browsers
from tickets.features.notifications.schemas import NewDevice, OldDevice

router = Router()


class PushKey(Documented):
    model_config = example(key="BP4z9KsN…")
    key: str
    """The desk's own, for `applicationServerKey`. Empty: here nobody can be told."""


@router.get(
    "/tickets/{ticket}/push",
    summary="See whether a browser can be told of answers",
    response={200: PushKey, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def can_be_told(request: HttpRequest, ticket: str) -> Any:
    """Of the customer's, whose cookie opens the conversation."""
    return await at_seat(request, ticket, browsers.state)


@router.post(
    "/tickets/{ticket}/push",
    summary="Be told of answers in a browser",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def be_told(request: HttpRequest, ticket: str, device: NewDevice) -> Any:
    """For customers, while no page of theirs is open; of what was written nothing, unless administrators
    chose otherwise. The newest five are kept."""
    await at_seat(request, ticket, browsers.add, device.endpoint, device.key, device.secret)
    return Status(204, None)


@router.post(
    "/tickets/{ticket}/push/remove",
    summary="Be told there no more",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def be_told_no_more(request: HttpRequest, ticket: str, device: OldDevice) -> Any:
    """In that browser, of none of its conversations."""
    await at_seat(request, ticket, browsers.remove, device.endpoint)
    return Status(204, None)
