"""What a conversation's calls take and answer, for /api/docs. The long pages are answered as they were
made, in JSON, and tests hold them against these."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, ConfigDict, Strict, StringConstraints, model_serializer

from tickets.api_docs import Documented, DocumentedBody, example
from tickets.wire import frames
from tickets.wire.text import all_seen

TICKET = "4c9d1e0f6b7a48b2a5d3c8e7f6a1b0c9"
TOKEN = 8 * "b1946ac9"
URL = f"https://support.example.com/t/{TICKET}/#{TOKEN}"
ID = "0b8f7a52-7f0e-4f0c-9d0a-1c2b3d4e5f60"
AT = "2026-11-22T18:49:00.123Z"
AUTHOR = {"role": "agent", "name": "Ada", "key": "3"}
EVENT = {"seq": 42, "id": ID, "kind": "message", "author": AUTHOR, "body": "Hello!", "at": AT}


def _email(address: str) -> str:
    """Empty, or what Django's own forms would take, and can be read."""
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise ValueError("is not an e-mail address") from None
    if not all_seen(address):
        raise ValueError("is not an e-mail address")
    return address


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=80),
    AfterValidator(frames.printable),
    AfterValidator(frames.visible),
]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
Subject = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(frames.printable),
    AfterValidator(lambda subject: subject and frames.visible(subject)),
]


class OpenTicket(DocumentedBody):
    model_config = example(
        id=ID, name="Carla", email="carla@example.com", subject="An order", body="Where is my parcel?"
    )
    id: UUID
    """Made by the caller: the same again opens no second ticket, and is answered as the first time."""
    name: Name
    """What the customer is called."""
    body: frames.Body
    """The first message."""
    email: Email | None = None
    """For an answer after the customer has gone."""
    subject: Subject | None = None
    """A line for the desk's list."""


class Opened(Documented):
    model_config = example(ticket=TICKET, token=TOKEN, url=URL)
    ticket: str
    """The ticket's public id."""
    token: str
    """What opens it as its customer."""
    url: str
    """The private link, with the token behind the #."""


class PrivateLink(Documented):
    model_config = example(token=TOKEN, url=URL)
    token: str
    """What opens the ticket as its customer."""
    url: str
    """The link that has it."""


class Message(DocumentedBody):
    model_config = example(id=ID, body="Where is my parcel?", kind="message")
    id: UUID
    """Made by the caller: the same again is stored once, and answered as the first time."""
    body: frames.Words
    """The words. What nobody sees counts as none."""
    kind: Literal["message", "note"] = "message"
    """A note is for agents, by agents."""


class Read(DocumentedBody):
    model_config = example(seq=42)
    seq: Annotated[frames.Seq, Strict()]  # in a frame, "3" is no number either
    """The newest event, in the caller's numbering."""


class Stored(Documented):
    model_config = example(id=ID, seq=43, at=AT)
    id: str
    """The caller's."""
    seq: int
    """Its place in the log, in the caller's numbering."""
    at: str
    """When, by the database's clock."""
    body: str | None = None
    """As it is stored, where that isn't how it was sent: a card's number is dots, say. Else left out."""

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: Any):  # type: ignore[no-untyped-def]  # else it is the schema's type
        return {name: value for name, value in handler(self).items() if value is not None}


# — pages of the log —


class Author(Documented):
    role: Literal["customer", "agent", "system"]
    """Of whose side; `system`: the desk itself."""
    name: str
    """Of today; empty for the desk itself."""
    key: str | None = None
    """An agent, whatever they are called."""


class Event(Documented):
    model_config = example(**EVENT) | ConfigDict(extra="allow")
    seq: int
    """1, 2, 3 …, in the order of commits and in the caller's numbering, without holes."""
    id: str
    """As its writer named it."""
    kind: str
    """`message`, `note`, or what a feature writes, like `status`; a page passes over one it doesn't know."""
    author: Author
    """Who wrote it."""
    body: str
    """The words, or what an event of this kind says in them."""
    at: str
    """When, by the database's clock. For people: order is `seq`."""
    assignee: str | None = None
    """The key of the agent whom an assignment is to."""


class Mark(Documented):
    type: Literal["delivered", "read"]
    """On a page of that side, or seen by somebody there."""
    role: Literal["customer", "agent"]
    """Whose side."""
    name: str
    """Who, as of today."""
    key: str | None = None
    """Of an agent."""
    seq: int
    """Up to this event, in the caller's numbering."""


class PersonThere(Documented):
    role: Literal["customer", "agent"]
    """Of whose side."""
    name: str
    """One person, however many tabs."""
    key: str | None = None
    """Of an agent."""
    answers: bool | None = None
    """False: an agent who may answer no customer. Only agents are told of them."""
    state: Literal["online", "unstable", "offline"]
    """`unstable`: the last link broke less than 20 s ago."""
    last_seen: str | None
    """Null while online."""


class EventsPage(Documented):
    """Features add fields of their own, like what a ticket's status is (docs/protocol.md)."""

    model_config = example(
        ticket=TICKET,
        events=[EVENT],
        head=42,
        more=False,
        customer="Carla",
        subject="An order",
        marks=[{"type": "read", "role": "agent", "name": "Ada", "key": "3", "seq": 41}],
        people=[{"role": "customer", "name": "Carla", "state": "online", "last_seen": None}],
        on_duty=True,
        release="3f1ec9e",
    ) | ConfigDict(extra="allow")
    ticket: str
    """Its public id."""
    events: list[Event]
    """The next ones, in order: at most 200, and beyond the first 16 KiB."""
    head: int
    """The newest that the caller may see."""
    more: bool
    """There are more: ask again after the last one."""
    customer: str
    """The customer's name of today."""
    subject: str
    """May be empty."""
    anew: bool | None = None
    """What the caller had isn't of this log, or leaves a gap: this page begins it."""
    row: dict[str, object] | None = None
    """For agents: the ticket's row, as in the desk's list."""
    marks: list[Mark]
    """How far either side is."""
    people: list[PersonThere] | None = None
    """Who is there; absent while nobody knows."""
    on_duty: bool | None
    """Whether an agent who may answer customers has the desk open; null while nobody knows."""
    release: str
    """The version of the server's pages."""


class EarlierPage(Documented):
    model_config = example(ticket=TICKET, events=[EVENT], more=True)
    ticket: str
    """Its public id."""
    events: list[Event]
    """The newest ones older than `before`, in order."""
    more: bool
    """There are older ones."""
