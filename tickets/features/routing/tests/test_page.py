"""The page that says who would get a ticket now, and why not the others."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.fakes import FakeMarks
from tests.seated import assigns, feature, opened, seated
from tickets.features.routing import dry_run
from tickets.features.routing.models import AgentState
from tickets.people.models import User
from tickets.presence.store import Seated
from tickets.wire import groups

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain_static_files")]


@pytest.fixture
def client(client: Client, agents: list[User], redis: FakeMarks, monkeypatch: pytest.MonkeyPatch) -> Client:
    for name in ("marks", "presence_store"):
        monkeypatch.setattr(dry_run, name, lambda: redis)
    redis.tick = 1000
    redis.entries[groups.DESK] = {
        f"p/{user.pk}": Seated("p", str(user.pk), groups.DESK, str(user.pk), "agent", "").person
        for user in agents[:3]
    }
    client.force_login(agents[0], "django.contrib.auth.backends.ModelBackend")
    return client


def lines(client: Client) -> list[tuple[str, str]]:
    page = client.get("/agent/routing/next/").content.decode()
    found = re.findall(r'<strong dir="auto">(\w+)</strong>.*?data-why="\w+">\s*(.*?)\s*</p>', page, re.DOTALL)
    assert len(found) == 4
    return found


def test_who_is_next_and_why_not_the_others(client: Client, agents: list[User]) -> None:
    feature("assignment", "effects")
    _, bob, cleo, _ = agents
    AgentState.objects.create(agent=bob, available=False)
    AgentState.objects.create(agent=cleo, capacity=1)
    carla = opened("Carla", "Hello?")
    assigns(seated(cleo, carla), cleo)
    opened("Chris", "Hello?")
    assert lines(client) == [
        ("Ann", "Gets the next conversation"),
        ("Bob", "Away"),
        ("Dan", "Hasn't the desk open"),
        ("Cleo", "Has as many as allowed"),
    ]
    assert "1 conversation waits for somebody." in client.get("/agent/routing/next/").content.decode()


def test_while_redis_is_away_it_says_that_nobody_knows(client: Client, redis: FakeMarks) -> None:
    redis.away = True
    assert "Nobody knows who is there" in client.get("/agent/routing/next/").content.decode()


def test_the_desk_has_the_switch_where_it_routes_and_else_nothing(client: Client, settings: Settings) -> None:
    assert 'data-routing="button"' in client.get("/agent/").content.decode()
    settings.ROUTING = "requeue"
    desk = client.get("/agent/").content.decode()
    assert 'data-routing="dialog"' in desk
    assert 'data-routing="button"' not in desk
    settings.ROUTING = "off"
    desk = client.get("/agent/").content.decode()
    assert "data-routing" not in desk
    assert "/agent/routing/next/" not in desk
