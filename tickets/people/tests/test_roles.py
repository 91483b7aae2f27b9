"""Roles, teams, and that an owner is always left."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests.seated import assigns, make_agent, opened, seated, ticket_of
from tickets.people import owners, roles, staff, teams
from tickets.people.models import Membership, Team, User
from tickets.people.roles import Right, Role
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
OF_EACH = {
    Role.LIGHT: {Right.NOTE},
    Role.AGENT: {Right.NOTE, Right.ANSWER},
    Role.SUPERVISOR: {Right.NOTE, Right.ANSWER, Right.SEE_ALL},
    Role.ADMIN: set(Right) - {Right.OWN},
    Role.OWNER: set(Right),
}


@pytest.fixture(autouse=True)
def _plain(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", is_superuser=True, password="x")


@pytest.fixture
def bob() -> User:
    return make_agent("bob", "Bob", password="x")


def role_of(user: User) -> Role:
    return roles.of(User.objects.get(pk=user.pk))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_those_below_it_may(role: Role, bob: User) -> None:
    roles.give(bob, role)
    assert {right for right in Right if roles.may(bob, right)} == OF_EACH[role]
    assert roles.may_configure(bob) is (role in (Role.ADMIN, Role.OWNER))
    bob.is_active = False
    assert not any(roles.may(bob, right) for right in Right)


def test_superusers_are_owners_and_staff_are_agents(ada: User, bob: User) -> None:
    assert (role_of(ada), role_of(bob)) == (Role.OWNER, Role.AGENT)
    assert not roles.may(User(username="no-agent"), Right.NOTE)
    assert not roles.may(None, Right.NOTE)


def test_an_owner_gives_each_role_and_an_admin_those_below_owner(ada: User, bob: User) -> None:
    eve = make_agent("eve", password="x")
    staff.place(ada.pk, bob.pk, Role.ADMIN, False, [])
    staff.place(bob.pk, eve.pk, Role.SUPERVISOR, True, [])
    assert (role_of(bob), role_of(eve)) == (Role.ADMIN, Role.SUPERVISOR)
    for by, who, role in ((bob, eve, Role.OWNER), (bob, ada, Role.AGENT), (eve, bob, Role.AGENT)):
        with pytest.raises(Refused) as refused:
            staff.place(by.pk, who.pk, role, False, [])
        assert refused.value.code == "forbidden"
    with pytest.raises(Refused):
        staff.let_go(bob.pk, ada.pk)
    staff.place(ada.pk, bob.pk, Role.OWNER, False, [])
    staff.place(bob.pk, ada.pk, Role.AGENT, False, [])
    assert (role_of(bob), role_of(ada)) == (Role.OWNER, Role.AGENT)


def test_nobody_gives_themselves_a_role_but_puts_themselves_into_teams(ada: User) -> None:
    billing = teams.make(ada.pk, "Billing")
    with pytest.raises(Refused):
        staff.place(ada.pk, ada.pk, Role.AGENT, False, [])
    staff.place(ada.pk, ada.pk, Role.OWNER, False, [billing.pk])
    assert Membership.objects.get().user == ada
    program = make_agent("api-1")
    with pytest.raises(Refused, match="owns nothing"):
        staff.place(ada.pk, program.pk, Role.OWNER, False, [])


@pytest.mark.parametrize("field", sorted(owners.MADE_OF))
def test_the_last_owner_stays_by_whatever_door(ada: User, field: str) -> None:
    make_agent("gone", is_superuser=True, password="x", is_active=False)
    setattr(ada, field, False)
    doors: list[Any] = [
        ada.save,
        lambda: ada.save(update_fields=[field]),
        User.objects.get(pk=ada.pk).delete,
        User.objects.filter(pk=ada.pk).delete,
    ]
    for door in doors:
        with pytest.raises(owners.LastOwner), transaction.atomic():
            door()
    eve = make_agent("eve", is_superuser=True, password="x")
    ada.save()
    with pytest.raises(owners.LastOwner), transaction.atomic():
        eve.delete()


def test_the_admin_says_so(ada: User, client: Client) -> None:
    client.force_login(ada, "django.contrib.auth.backends.ModelBackend")
    page = f"/admin/people/user/{ada.pk}/"
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    sent = {"username": "ada", "is_active": "on", "is_staff": "on", "role": "agent"} | joined
    assert "last owner" in client.post(page + "change/", sent).content.decode()
    assert client.post(page + "delete/", {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"}
    assert "Cannot delete" in client.post("/admin/people/user/", many).content.decode()
    assert role_of(ada) == Role.OWNER


def test_teams_are_made_renamed_and_filled_on_the_page(ada: User, bob: User, client: Client) -> None:
    ada.set_password("a-long-one")
    ada.save()
    client.post("/accounts/login/", {"username": "ada", "password": "a-long-one"})

    def post(**sent: Any) -> int:
        return client.post("/agent/people/", sent).status_code

    assert post(act="make-team", name=" Billing  team") == 302
    assert post(act="make-team", name="billing TEAM") == 409
    assert post(act="make-team", name="\u200b") == 422
    billing = Team.objects.get()
    post(act="rename-team", who=billing.pk, name="Billing")
    post(act="place", who=bob.pk, role="light", team=[billing.pk], own_only="on")
    assert post(act="place", who=bob.pk, role="king") == 404
    assert post(act="rename-team", who=999, name="x") == 403
    bob.refresh_from_db()
    assert (bob.role, bob.own_only, [team.name for team in bob.teams.all()]) == ("light", True, ["Billing"])
    page = client.get("/agent/people/").content.decode()
    assert "Light agent" in page
    assert "Billing" in page


def test_who_answers_nobody_has_no_tickets(bob: User, ada: User) -> None:
    carla = opened("Carla", "It broke.")
    assigns(seated(ada, carla), bob)
    bob.role = Role.LIGHT
    bob.save()
    assert ticket_of(carla).assignee is None
