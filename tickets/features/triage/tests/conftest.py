"""Agents put something on Carla's ticket."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tickets.conversation.ledger import Written
from tickets.features.triage import actions
from tickets.features.triage.frames import Tagging
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.models import User

Tags = Callable[..., Written]


@pytest.fixture
def agent(ada_herself: User) -> Person:
    return access.person_of(ada_herself)


@pytest.fixture
def tags() -> Tags:
    def tags(seat: Seat, *add: str, id: UUID | None = None, **more: list[str]) -> Written:
        return actions.tagging(seat, id or uuid4(), Tagging(add=list(add), **more))()

    return tags
