"""What the calls about notifications take and give."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from tickets.api_docs import Documented, DocumentedBody, example
from tickets.conversation.schemas import TICKET
from tickets.features.notifications.wishes import Wishes
from tickets.wire.frames import PublicId, printable

ENDPOINT = "https://push.example.com/send/3f9a"
WISHES: dict[str, Any] = Wishes(quiet_from="22:00", quiet_to="07:00").model_dump()
DEVICE: dict[str, Any] = {"endpoint": ENDPOINT, "service": "push.example.com", "failed": ""}
Endpoint = Annotated[str, StringConstraints(max_length=1000), AfterValidator(printable)]


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
