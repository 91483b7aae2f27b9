"""Carla and Chris have written; `looked_up` is what follows from that before somebody searches."""

from collections.abc import Callable
from typing import Any

import pytest

from tickets.conversation import reactions
from tickets.features.search import find
from tickets.features.search.index import CORRECTED
from tickets.jobs import table
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import User

Search = Callable[..., list[dict[str, Any]]]


def indexed() -> None:
    """As `manage.py jobs` would do it."""
    while reactions.catch_up():
        pass
    for job in table.claim([CORRECTED], 100):
        table.carry_out(job)


@pytest.fixture
def agent(ada_herself: User) -> Person:
    return access.person_of(ada_herself)


@pytest.fixture
def search(agent: Person) -> Search:
    def search(text: str, before: str | None = None) -> list[dict[str, Any]]:
        indexed()
        found: list[dict[str, Any]] = find.page(agent, text, before)["results"]
        return found

    return search
