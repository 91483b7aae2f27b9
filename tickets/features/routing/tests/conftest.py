"""A desk whose links and ticks are said by hand."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pytest_django import Settings

from tests.seated import make_agent
from tickets.features.routing import rules
from tickets.features.routing.rules import Desk
from tickets.liveness.rules import Stretch
from tickets.people import access
from tickets.people.models import User

MakeDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def routing(settings: Settings) -> Settings:
    settings.ROUTING, settings.ROUTING_VANISHED_AFTER, settings.ROUTING_ANSWER_WITHIN = "on", 90, 0
    settings.ROUTING_CAPACITY, settings.ROUTING_WEIGHTS = 10, {}
    return settings


def entries(live: tuple[User, ...], gone: Mapping[User, int]) -> dict[str, Any]:
    there = {f"p/{user.pk}": {"key": access.key_of(user)} for user in live}
    return there | {f"gone {user.pk}": {"key": access.key_of(user), "tick": at} for user, at in gone.items()}


def desk_of(*live: User, gone: Mapping[User, int] | None = None, since: int = 0, tick: int = 1000) -> Desk:
    """`gone`: at which tick."""
    return rules.desk(entries(live, gone or {}), Stretch(since, tick))


@pytest.fixture
def agents(db: None) -> list[User]:
    return [make_agent(name.lower(), name, password="-") for name in ("Ann", "Bob", "Cleo", "Dan")]


@pytest.fixture
def bot(db: None) -> User:
    """A program's: nobody can sign in as it."""
    return make_agent("bot", "Bot")
