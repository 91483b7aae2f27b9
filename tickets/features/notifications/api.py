"""How an agent hears it, by HTTP: always the caller's own. And where customers are told of answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Router, Status

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT
from tickets.database import in_database
from tickets.features.notifications import deciding, devices
from tickets.features.notifications.customers import api as customers
from tickets.features.notifications.schemas import NewDevice, NewWishes, OldDevice, State, Told
from tickets.features.notifications.wishes import Wishes
from tickets.people import callers

router = Router(tags=["Notifications"])
router.add_router("", customers.router)

T = TypeVar("T")


async def _own(request: HttpRequest, work: Callable[..., T], *args: Any) -> T:
    def done() -> T:
        return work(callers.agent(request).agent, *args)

    return await in_database(done)


@router.get(
    "/notifications", summary="See how you hear it", response={200: State, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def see(request: HttpRequest) -> Any:
    """What they want to hear, and which browsers can be reached."""
    return await _own(request, devices.state)


@router.put(
    "/notifications", summary="Say how you hear it", response={204: None, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def say(request: HttpRequest, wishes: NewWishes) -> Any:
    """In place of what was so."""
    await _own(request, deciding.keep, Wishes(**wishes.model_dump()))
    return Status(204, None)


@router.post(
    "/notifications/devices",
    summary="Be reached in a browser",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def add_device(request: HttpRequest, device: NewDevice) -> Any:
    """While no desk is open, until they sign out there. The newest ten are kept."""
    await _own(request, _add, request, device)
    return Status(204, None)


def _add(agent: int, request: HttpRequest, device: NewDevice) -> None:
    sign_in = callers.visitor(request).sign_in  # a program has none
    session = sign_in.session if sign_in else ""
    devices.add(agent, device.endpoint, device.key, device.secret, session)


@router.post(
    "/notifications/devices/remove",
    summary="Be reached there no more",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def remove_device(request: HttpRequest, device: OldDevice) -> Any:
    """In that browser."""
    await _own(request, devices.remove, device.endpoint)
    return Status(204, None)


@router.post(
    "/notifications/test", summary="Push a test", response={204: None, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def test(request: HttpRequest) -> Any:
    """To all browsers of theirs, whatever is open."""
    await _own(request, devices.test)
    return Status(204, None)


@router.post(
    "/notifications/heard", summary="Was told", response={204: None, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def heard(request: HttpRequest, told: Told) -> Any:
    """By an open desk: so it isn't pushed as well."""
    await _own(request, deciding.heard, told.ticket)
    return Status(204, None)
