"""How an agent hears it, by HTTP: always the caller's own."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.conversation.schemas import TICKET
from tickets.database import in_database
from tickets.features.notifications import deciding, devices
from tickets.features.notifications.wishes import Wishes
from tickets.people import callers
from tickets.wire.frames import PublicId

router = Router(tags=["Notifications"])

T = TypeVar("T")
ENDPOINT = "https://push.example.com/send/3f9a"
WISHES: dict[str, Any] = Wishes(quiet_from="22:00", quiet_to="07:00").model_dump()
DEVICE: dict[str, Any] = {"endpoint": ENDPOINT, "service": "push.example.com", "failed": ""}
Endpoint = Annotated[str, StringConstraints(max_length=1000)]


class NewWishes(Wishes, DocumentedBody):
    model_config = example(**WISHES)


class NewDevice(DocumentedBody):
    model_config = example(endpoint=ENDPOINT, key="BCVxsr7N…", secret="BTBZMqHH6r4Tts7J_aSIgg")  # noqa: S106
    endpoint: Endpoint
    """As the browser's `PushSubscription` has it: https, and no private address."""
    key: Annotated[str, Field(max_length=100)]
    """Its `p256dh`."""
    secret: Annotated[str, Field(max_length=40)]
    """Its `auth`."""


class OldDevice(DocumentedBody):
    model_config = example(endpoint=ENDPOINT)
    endpoint: Endpoint
    """One that isn't there is no error."""


class Told(DocumentedBody):
    model_config = example(ticket=TICKET)
    ticket: PublicId
    """Of which an open desk of theirs has told the agent."""


class Reachable(Documented):
    model_config = example(**DEVICE)
    endpoint: str
    """Where its pushes go."""
    service: str | None
    """Whose that is."""
    failed: str
    """Why the last one didn't go; empty: it did."""


class State(Documented):
    model_config = example(wishes=WISHES, key="BP4z9KsN…", devices=[DEVICE])
    wishes: Wishes
    """What they want to hear, and when not."""
    key: str
    """The desk's own, for `applicationServerKey`."""
    devices: list[Reachable]
    """Browsers that are reached while no desk is open."""


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
    """While no desk is open. The newest ten are kept."""
    await _own(request, devices.add, device.endpoint, device.key, device.secret)
    return Status(204, None)


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
