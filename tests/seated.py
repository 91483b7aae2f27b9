"""What the people in these stories do, as the doors would do it for them."""

from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from tickets.conversation import kinds, ledger, timeline
from tickets.conversation.ledger import Opening, Written
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.models import User
from tickets.people.roles import Role
from tickets.people.sight import Sight

SUPERVISOR = Person("agent", "Sue", 0, "sue", at_desk=Role.SUPERVISOR, sight=Sight(0, every_team=True))


def make_agent(username: str, name: str = "", **more: Any) -> User:
    return User.objects.create_user(username, first_name=name, is_staff=True, **more)


def opened(name: str, body: str, **more: Any) -> Seat:
    """Open a ticket and take the customer's seat."""
    written, token = ledger.open_ticket(Opening(uuid4(), name, body, **more))
    return access.seat(access.NOBODY, written.ticket.public_id, token)


def seated(agent: User, at: Seat) -> Seat:
    return Seat(at.ticket, at.public_id, access.person_of(agent))


def says(seat: Seat, body: str, id: UUID | None = None) -> Written:
    return ledger.append(seat, id or uuid4(), kinds.MESSAGE, body, ledger.spoken)


def notes(seat: Seat, body: str, id: UUID | None = None) -> Written:
    return ledger.append(seat, id or uuid4(), kinds.NOTE, body, ledger.spoken)


def sets(seat: Seat, status: str, id: UUID | None = None) -> Written:
    effects = feature("status", "effects")
    return ledger.append(seat, id or uuid4(), effects.STATUS, status, effects.status_set)


def assigns(seat: Seat, agent: User | None, id: UUID | None = None) -> Written:
    effects, name = feature("assignment", "effects"), access.person_of(agent).name if agent else ""
    assigned = effects.AssignedTo(agent)
    return ledger.append(seat, id or uuid4(), effects.ASSIGNMENT, name, assigned, agent)


def feature(name: str, module: str) -> Any:
    """A story of the core that needs a feature is left out where that was taken away (tests/deletion)."""
    if name not in settings.FEATURES:
        pytest.skip(f"without the feature {name}")
    return import_module(f"tickets.features.{name}.{module}")


def reads(seat: Seat, seq: int) -> tuple[int, int] | None:
    return ledger.mark(seat, "read", seq)


def log_of(seat: Seat) -> list[dict[str, Any]]:
    """The whole log as this seat may read it, page by page."""
    events: list[dict[str, Any]] = []
    while True:
        page = timeline.page_after(seat, events[-1]["seq"] if events else 0)
        events += page.events
        if not page.more:
            return events


def bodies(seat: Seat) -> list[str]:
    return [event["body"] for event in log_of(seat)]


def ticket_of(seat: Seat) -> Ticket:
    return Ticket.objects.get(pk=seat.ticket)
