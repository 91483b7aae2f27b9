"""The page that says who would get a ticket now, and why not the others."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.fakes import FakeMarks
from tests.seated import assigns, feature, opened, seated, ticket_of
from tickets.conversation import ledger
from tickets.database import transaction
from tickets.features.routing import dry_run
from tickets.features.routing.effects import Taken
from tickets.features.routing.models import KEPT, AgentState, Vanished
from tickets.models import Ticket
from tickets.people.models import Team, User
from tickets.people.roles import Role
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


def lines(client: Client, of: str = "") -> list[tuple[str, str]]:
    page = client.get(f"/agent/routing/next/{of}").content.decode()
    found = re.findall(r'<strong dir="auto">(\w+)</strong>.*?data-why="\w+">\s*(.*?)\s*</p>', page, re.DOTALL)
    assert len(found) == 4
    return found


def waiting(client: Client, of: str = "") -> int:
    page = client.get(f"/agent/routing/next/{of}").content.decode()
    [found] = re.findall(r"(\d+) conversations? that you see waits? for somebody\.", page)
    return int(found)


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
    assert waiting(client) == 1


def test_of_a_team(client: Client, agents: list[User]) -> None:
    ann, bob, _, dan = agents
    team = Team.objects.create(name="Billing")
    team.members.set([bob, dan])
    AgentState.objects.create(agent=ann, available=False)
    opened("Carla", "Hello?")
    Ticket.objects.filter(pk=opened("Chris", "Hello?").ticket).update(team=team)
    assert lines(client, f"?team={team.pk}") == [
        ("Bob", "Gets the next conversation"),
        ("Dan", "Hasn't the desk open"),
        ("Ann", "Isn't of this team"),
        ("Cleo", "Isn't of this team"),
    ]
    page = client.get(f"/agent/routing/next/?team={team.pk}").content.decode()
    assert f'<option value="{team.pk}" selected>Billing</option>' in page
    for nobodys in ("", "?team=0", "?team=x", "?team=%00"):
        assert lines(client, nobodys)[0] == ("Bob", "Gets the next conversation")


def test_it_counts_what_its_reader_sees(client: Client, agents: list[User]) -> None:
    ann, bob, *_ = agents
    team = Team.objects.create(name="Billing")
    team.members.set([bob])
    opened("Carla", "Hello?")
    Ticket.objects.filter(pk=opened("Chris", "Hello?").ticket).update(team=team)
    of_billing = f"?team={team.pk}"
    assert (waiting(client), waiting(client, of_billing)) == (1, 0), "how many wait for others is theirs"
    team.members.add(ann)
    assert (waiting(client), waiting(client, of_billing)) == (2, 1)
    team.members.remove(ann)
    User.objects.filter(pk=ann.pk).update(role=Role.SUPERVISOR)
    assert (waiting(client), waiting(client, of_billing)) == (2, 1)


def test_supervisors_read_whose_line_broke(client: Client, agents: list[User]) -> None:
    feature("assignment", "effects")
    ann, bob, cleo, _ = agents
    carla, chris = opened("Carla", "Hello?"), opened("Chris", "Hello?")
    for seat, to in ((carla, cleo), (chris, None)):
        assigns(seated(bob, seat), bob)
        taken = Taken(bob.pk, "Bob", to, to.first_name if to else "", None, "vanished")
        with transaction():
            ledger.by_itself(seat.ticket, taken)
    assert Vanished.objects.count() == 2
    assert "Whose line broke" not in client.get("/agent/routing/next/").content.decode()
    User.objects.filter(pk=ann.pk).update(role=Role.SUPERVISOR)
    page = client.get("/agent/routing/next/").content.decode()
    told = page[page.index("Whose line broke in the last day") :]
    found = re.findall(
        r'<strong dir="auto">(\w+)</strong> <a href="(\S+)".*?>(\w+)</a>.*?why">(.*?)</p>', told, re.DOTALL
    )
    assert found == [
        ("Bob", f"/agent/{chris.public_id}/", "Chris", "Back in the queue"),
        ("Bob", f"/agent/{carla.public_id}/", "Carla", "Cleo took over"),
    ]


def test_for_a_day_and_no_longer(client: Client, agents: list[User]) -> None:
    ann, bob, *_ = agents
    User.objects.filter(pk=ann.pk).update(role=Role.SUPERVISOR)
    carla = ticket_of(opened("Carla", "Hello?"))
    old = Vanished.objects.create(ticket=carla, agent=bob, at=timezone.now() - KEPT)
    assert "Whose line broke" not in client.get("/agent/routing/next/").content.decode()
    Vanished.happened(carla, bob.pk, None)
    assert not Vanished.objects.filter(pk=old.pk).exists()
    assert "Whose line broke" in client.get("/agent/routing/next/").content.decode()


def test_while_redis_is_away_it_says_that_nobody_knows(client: Client, redis: FakeMarks) -> None:
    redis.away = True
    assert "Nobody knows who is there" in client.get("/agent/routing/next/").content.decode()


def test_the_desk_has_the_switch_where_it_routes_and_else_nothing(client: Client, settings: Settings) -> None:
    assert 'data-routing="button"' in client.get("/agent/").content.decode()
    settings.ROUTING = "requeue"
    desk = client.get("/agent/").content.decode()
    assert 'data-routing="dialog"' in desk
    assert 'data-routing="button"' not in desk
    assert "/agent/routing/next/" not in desk
    User.objects.filter(username="ann").update(role=Role.SUPERVISOR)
    assert "/agent/routing/next/" in client.get("/agent/").content.decode(), "who reads whose line broke"
    settings.ROUTING = "off"
    desk = client.get("/agent/").content.decode()
    assert "data-routing" not in desk
    assert "/agent/routing/next/" not in desk
