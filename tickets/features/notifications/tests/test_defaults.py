"""Who is mailed about what by default, and that what an agent chose stays theirs."""

from typing import Any

import pytest
from django.test import Client

from tests.seated import make_agent, opened, ticket_of
from tickets.features.notifications import deciding, defaults, off
from tickets.features.notifications.models import MailRule, Preference
from tickets.features.notifications.wishes import MAIL_KINDS
from tickets.models import Ticket
from tickets.people.models import Membership, Team, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
PAGE = "/agent/settings/who-gets-what/"


@pytest.fixture
def people(db: None) -> list[User]:
    roles: list[dict[str, Any]] = [{"is_superuser": True}, {"role": "supervisor"}, {"role": "agent"}]
    return [make_agent(name, **more) for name, more in zip(("ada", "bob", "cem"), roles, strict=True)]


@pytest.fixture
def ticket(people: list[User]) -> Ticket:
    team = Team.objects.create(name="Sales")
    Membership.objects.create(team=team, user=people[1])
    found = ticket_of(opened("Carla", "It broke."))
    Ticket.objects.filter(pk=found.pk).update(team=team, assignee=people[2])
    found.refresh_from_db()
    return found


@pytest.mark.parametrize(
    ("whom", "roles", "names"),
    [
        ("everybody", [], "ada bob cem"),
        ("everybody", ["owner", "agent"], "ada cem"),
        ("team", [], "bob"),
        ("team", ["agent"], ""),
        ("assignee", [], "cem"),
        ("nobody", [], ""),
    ],
)
def test_by_default(ticket: Ticket, people: list[User], whom: str, roles: list[str], names: str) -> None:
    defaults.keep([MailRule(kind="waiting", whom=whom, roles=roles)])
    found = defaults.mailed(ticket, "waiting", [user.pk for user in people])
    assert [user.username for user in people if user.pk in found] == names.split()
    everybody = defaults.mailed(ticket, "new", [user.pk for user in people])
    assert len(everybody) == 3, "another kind's rule is another"


def test_what_an_agent_chose_stays_theirs(ticket: Ticket, people: list[User]) -> None:
    ada, bob, cem = (user.pk for user in people)
    deciding.keep(ada, deciding.shown_to(ada).model_copy(update={"mails": ["waiting"]}))
    deciding.keep(bob, deciding.shown_to(bob).model_copy(update={"mails": ["new"]}))
    deciding.keep(cem, deciding.shown_to(cem).model_copy(update={"volume": 5}))
    for whom, told in (("nobody", [ada]), ("everybody", [ada, cem])):
        defaults.keep([MailRule(kind="waiting", whom=whom)])
        assert defaults.mailed(ticket, "waiting", [ada, bob, cem]) == told
        assert ("waiting" in deciding.shown_to(cem).mails) is (whom == "everybody")


def test_one_click_turns_off_that_kind_and_nothing_on(people: list[User]) -> None:
    defaults.keep([MailRule(kind="new", whom="nobody")])
    off.turn_off(people[0].pk, ["waiting"])
    assert set(Preference.objects.get().wishes["mails"]) == set(MAIL_KINDS) - {"new", "waiting"}
    defaults.keep([MailRule(kind="new"), MailRule(kind="waiting")])
    assert "waiting" not in deciding.shown_to(people[0].pk).mails


def test_it_is_said_in_the_settings(client: Client, people: list[User]) -> None:
    client.force_login(people[0])
    said = {f"{kind}_whom": "everybody" for kind in MAIL_KINDS}
    assert client.post(PAGE, said | {"waiting_whom": "team", "new_roles": ["agent"]}).status_code == 302
    kept = defaults.rules()
    assert (kept["waiting"].whom, kept["new"].roles, kept["mine"].whom) == ("team", ["agent"], "everybody")
    assert 'value="team" selected' in client.get(PAGE).text
    for wrong in ({"mine_whom": "team"}, {"new_roles": ["king"]}, {"new_whom": ""}):
        assert list(client.post(PAGE, said | wrong).context["form"].errors) == [*wrong]
    client.force_login(people[1])
    assert (client.get(PAGE).status_code, client.post(PAGE, said).status_code) == (403, 403)
