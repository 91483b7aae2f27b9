"""What the desk's call answers, for /api/docs. It is answered as it was made, in JSON, and a test holds it
against this."""

from pydantic import ConfigDict

from tickets.api_docs import Documented, example
from tickets.conversation.schemas import AT, TICKET, PersonThere

ROW = {
    "ticket": TICKET,
    "subject": "An order",
    "name": "Carla",
    "email": "carla@example.com",
    "head": 42,
    "unread": 1,
    "last": {"kind": "message", "role": "customer", "name": "Carla", "body": "Where is it?", "at": AT},
    "waiting_since": AT,
    "opened_at": AT,
    "changed_at": AT,
    "cursor": "1",
    "customer": {"role": "customer", "name": "Carla", "state": "online", "last_seen": None},
}


class Excerpt(Documented):
    model_config = ConfigDict(extra="allow")  # what features add to events
    kind: str
    """`message` or `note`."""
    role: str
    """Of whose side."""
    name: str
    """Who wrote it."""
    key: str | None = None
    """Of an agent."""
    body: str
    """Its first 140 characters."""
    at: str
    """When."""


class Row(Documented):
    """Features add fields of their own, each named after its feature (docs/protocol.md)."""

    model_config = example(**ROW) | ConfigDict(extra="allow")
    ticket: str
    """Its public id."""
    subject: str
    """May be empty."""
    name: str
    """The customer's."""
    email: str
    """The customer's; may be empty."""
    head: int
    """The newest event."""
    unread: int
    """Messages of the customer that no agent has read."""
    last: Excerpt | None
    """The newest message or note."""
    waiting_since: str | None
    """The oldest message of the customer that nobody has answered."""
    opened_at: str
    """When the ticket was opened."""
    changed_at: str
    """When its newest event was written."""
    cursor: str | None = None
    """For `before`: what comes after this row."""
    customer: PersonThere | None = None
    """Whether the customer is there; null where nobody knows."""
    agents: list[PersonThere] | None = None
    """Who has it open, or had a moment ago."""


class Queue(Documented):
    model_config = example(
        rows=[ROW],
        counts={"open": 12},
        calling=1,
        more=False,
        now=AT,
        here=["Ada"],
    )
    rows: list[Row]
    """At most 100 of the view: who waits longest first, or of the resolved the newest."""
    counts: dict[str, int] | None = None
    """Tickets in each view; 1000 means that many or more. Absent with `find`."""
    calling: int | None = None
    """How many wait for this agent or for anybody with words that no agent has read. Absent with `find`."""
    more: bool | None = None
    """There are more: ask again `before` the last row's cursor. Absent with `find`."""
    looked_at: int | None = None
    """With `find`: in how many tickets, the newest of the view, it was looked for."""
    now: str
    """The server's time."""
    here: list[str]
    """The names of the agents who have the desk open."""


class Agent(Documented):
    username: str
    """By which a ticket is given to them."""
    name: str
    """What customers call them."""
    key: str
    """Who they are, whatever they are called."""
    answers: bool
    """Customers: who doesn't, for the role of a light agent, is given no ticket."""
    program: bool
    """Nobody can sign in as them: the desk doesn't offer to give them a ticket."""


class Agents(Documented):
    model_config = example(
        agents=[{"username": "ada", "name": "Ada", "key": "3", "answers": True, "program": False}]
    )
    agents: list[Agent]
    """By user name."""
