"""Roles and teams by a claim of single sign-on, with an issuer in the test's hands."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.people import claimed, sso, teams
from tickets.people.models import Identity, Membership, SignInRules, Team, User
from tickets.people.tests.issuer import ISSUER, SECRET, Issuer, comes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PAGE, SIGNING_IN = "/agent/settings/sign-in/roles/", "/agent/settings/sign-in/"


@pytest.fixture
def billing(db: None) -> Team:
    return Team.objects.create(name="Billing")


@pytest.fixture
def shipping(db: None) -> Team:
    return Team.objects.create(name="Shipping")


def gives(*lines: tuple[str, str, list[Team]], **more: Any) -> None:
    named = [{"value": value, "role": role, "teams": [team.pk for team in of]} for value, role, of in lines]
    sso.save(named=named, **more)


def placed(user: User) -> tuple[str, set[str]]:
    user.refresh_from_db()
    return user.role, set(user.teams.values_list("name", flat=True))


def test_at_each_sign_in_they_are_what_it_says(
    issuer: Issuer, bea: User, billing: Team, shipping: Team
) -> None:
    by_hand = Team.objects.create(name="By hand")
    teams.put(bea, [by_hand.pk, shipping.pk])
    gives(("desk-admins", "admin", []), ("billing", "agent", [billing]), ("shipping", "", [shipping]))
    issuer.says = {"groups": ["billing", "desk-admins", "else"]}
    assert comes(issuer)[0]
    assert placed(bea) == ("admin", {"By hand", "Billing"}), "the highest; and by hand what no line names"
    line = Line.objects.get(what="person.placed")
    assert (line.by, line.about) == ("single sign-on (login.example.com)", "bea")
    assert (line.before, line.after) == (
        {"role": "agent", "teams": ["By hand", "Shipping"]},
        {"role": "admin", "teams": ["Billing", "By hand"]},
    )
    assert comes(issuer)[0]
    assert Line.objects.filter(what="person.placed").count() == 1, "nothing changed"
    issuer.says = {"groups": ["shipping"]}
    assert comes(issuer)[0]
    assert placed(bea) == ("agent", {"By hand", "Shipping"})


def test_where_no_line_gives_a_role_it_is_given_at_the_desk(issuer: Issuer, bea: User, billing: Team) -> None:
    User.objects.filter(pk=bea.pk).update(role="supervisor")
    gives(("billing", "", [billing]))
    issuer.says = {"groups": ["billing"]}
    assert comes(issuer)[0]
    assert placed(bea) == ("supervisor", {"Billing"})


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["desk"], "supervisor"),
        ("desk", "supervisor"),  # a text is one value
        ("desk,other", "light"),
        ({"desk": {"of": "a project"}}, "supervisor"),
        ([*(f"group-{n}" for n in range(5_000)), "desk"], "supervisor"),
        ([["desk"], None, 7, {"desk": 1}], "light"),
        (["Desk"], "light"),
        ([], "light"),
        (7, "light"),
        (True, "light"),
        (None, "light"),  # it isn't there
    ],
)
def test_whatever_it_says_has_its_end(issuer: Issuer, bea: User, groups: Any, role: str) -> None:
    gives(("desk", "supervisor", []), unnamed="light")
    issuer.says = {"groups": groups}
    assert comes(issuer)[0]
    assert placed(bea)[0] == role


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["desk"]}}),
        ("https://desk.example.com/groups", {"https://desk.example.com/groups": ["desk"]}),
        ("realm_access.roles.deeper", None),
    ],
)
def test_it_is_found_by_its_name_or_a_path(
    issuer: Issuer, bea: User, claim: str, says: dict[str, Any] | None
) -> None:
    gives(("desk", "supervisor", []), claim=claim)
    issuer.says = says or {"realm_access": {"roles": ["desk"]}}
    assert comes(issuer)[0]
    assert placed(bea)[0] == ("supervisor" if says else "agent")


def test_what_the_token_lacks_it_may_tell_beside(issuer: Issuer, bea: User) -> None:
    gives(("desk", "admin", []))
    issuer.told = {"sub": "b-1", "groups": ["desk"]}
    assert comes(issuer)[0]
    assert placed(bea)[0] == "admin"


def test_a_scope_of_the_claim_s_name_is_asked_for_where_there_is_one(issuer: Issuer, bea: User) -> None:
    def asked() -> list[str]:
        return parse_qs(urlsplit(Client().get("/accounts/sso/")["Location"]).query)["scope"][0].split()

    assert "groups" not in asked()
    gives(("desk", "admin", []))
    assert asked() == ["openid", "email", "profile", "groups"]
    gives(("desk", "admin", []), claim="roles")
    assert asked() == ["openid", "email", "profile"]


def test_an_owner_is_neither_made_nor_unmade_nor_kept_out(issuer: Issuer, bea: User, billing: Team) -> None:
    User.objects.filter(pk=bea.pk).update(is_superuser=True)
    gives(("desk", "agent", [billing]), unnamed="refused", by_owner=True)
    issuer.says = {"groups": ["none"]}
    assert comes(issuer)[0]
    issuer.says = {"groups": ["desk"]}
    assert comes(issuer)[0]
    bea.refresh_from_db()
    assert (bea.is_superuser, placed(bea)[1]) == (True, {"Billing"})


def test_whom_it_doesn_t_name_isn_t_let_in_where_that_was_said(issuer: Issuer, bea: User) -> None:
    gives(("desk", "agent", []), unnamed="refused", lets_new_in=True)
    for says in ({"groups": ["none"]}, {}, {"email": "new@example.org", "sub": "n-1"}):
        issuer.says = says
        came, words = comes(issuer)
        assert not came
        assert "login.example.com gives you nothing that this desk lets in." in words
    assert User.objects.get() == bea
    assert not Identity.objects.exists(), "nothing of them was kept"
    issuer.says = {"email": "new@example.org", "sub": "n-1", "groups": ["desk"]}
    assert comes(issuer)[0]


def test_more_groups_than_it_can_say_are_no_groups_that_it_says(issuer: Issuer, bea: User) -> None:
    gives(("desk", "admin", []))
    User.objects.filter(pk=bea.pk).update(role="admin")
    issuer.says = {"_claim_names": {"groups": "src1"}}
    came, words = comes(issuer)
    assert not came
    assert "too many groups of yours to name them" in words
    assert placed(bea)[0] == "admin"


def test_a_team_that_was_deleted_is_given_to_nobody(
    issuer: Issuer, root: Client, bea: User, billing: Team, shipping: Team
) -> None:
    gives(("desk", "agent", [billing, shipping]))
    issuer.says = {"groups": ["desk"]}
    billing.delete()
    assert comes(issuer)[0]
    assert placed(bea) == ("agent", {"Shipping"})
    assert "A team of this line was deleted" in root.get(PAGE).content.decode()


# — the page —


def sent(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    counts = {"line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": 0}
    named = {f"line-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}
    return {"claim": "groups", "unnamed": "agent"} | counts | named | more


def test_it_is_said_on_a_page(issuer: Issuer, root: Client, billing: Team) -> None:
    assert "Roles and teams are given on the People page." in root.get(SIGNING_IN).content.decode()
    line = {"value": "desk", "role": "admin", "teams": [billing.pk]}
    said = sent(line, {"value": "", "role": ""}, claim="realm_access.roles", unnamed="light")
    assert root.post(PAGE, said)["Location"] == PAGE
    found = claimed.table()
    assert found
    assert found.claim == "realm_access.roles"
    assert [one.kept() for one in found.lines] == [line]
    page = root.get(PAGE).content.decode()
    assert 'value="desk"' in page
    assert "1 value of the claim realm_access.roles gives" in root.get(SIGNING_IN).content.decode()
    assert Line.objects.filter(what="sign-in.rules").latest("pk").after["named"] == [line]
    root.post(PAGE, sent({"value": "", "role": "admin"}) | {"line-INITIAL_FORMS": 1})
    assert claimed.table() is None, "a line without its value is left out"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (sent({"value": "desk", "role": ""}), "It gives neither a role nor a team."),
        (sent({"value": "desk", "role": "owner"}), "owner is not one of the available choices."),
        (sent({"value": "d", "role": "agent"}, {"value": "d", "role": "admin"}), "“d” is there twice."),
        (sent(unnamed="refused"), "No line gives a role: nobody would be let in."),
        (sent({"value": "d", "role": "agent"}, claim=""), "This field is required."),
        (sent({"value": "d", "role": "agent", "teams": ["999"]}), "999 is not one of the available choices."),
    ],
)
def test_what_can_t_be_isn_t_kept(
    root: Client, billing: Team, issuer: Issuer, said: dict[str, Any], words: str
) -> None:
    answer = root.post(PAGE, said)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert claimed.table() is None


def test_the_environment_s_wins_and_is_shown(
    issuer: Issuer, settings: Settings, root: Client, bea: User, billing: Team
) -> None:
    gives(("desk", "admin", []))
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "desk", SECRET
    issuer.says = {"groups": ["desk"], "roles": ["of-billing"]}
    assert comes(issuer)[0]
    assert placed(bea)[0] == "admin", "the page's, as long as the environment says none"
    settings.OIDC_CLAIM = "roles"
    settings.OIDC_ROLES = {"of-billing": {"role": "light", "teams": ["billing", "Unknown"]}}
    assert comes(issuer)[0]
    assert placed(bea) == ("light", {"Billing"})
    page = root.get(PAGE).content.decode()
    assert "The environment says so, of the claim roles" in page
    assert "names a team that there isn" in page
    assert 'name="claim"' not in page
    assert root.post(PAGE, sent()).status_code == 403
    assert [one["value"] for one in SignInRules.objects.get().named or ()] == ["desk"]


@pytest.mark.django_db(transaction=True)
def test_who_is_open_elsewhere_is_looked_at_at_once(
    issuer: Issuer, bea: User, billing: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(
        "tickets.wire.announce.sign_ins_changed", lambda **who: told.append(who.get("agent", 0))
    )
    gives(("desk", "", [billing]))
    issuer.says = {"groups": ["desk"]}
    assert comes(issuer)[0]
    assert bea.pk in told
    assert Membership.objects.get().user == bea


def test_people_says_that_a_role_by_hand_doesn_t_last(issuer: Issuer, root: Client) -> None:
    words = "Single sign-on gives roles and teams as well"
    assert words not in root.get("/agent/people/").content.decode()
    gives(("desk", "agent", []))
    assert words in root.get("/agent/people/").content.decode()


def test_two_of_it_are_two_agents(issuer: Issuer, bea: User) -> None:
    gives(("desk", "supervisor", []))
    abe = make_agent("abe", email="abe@example.org", password="a-long-one")
    issuer.says = {"groups": ["desk"]}
    assert comes(issuer)[0]
    assert (placed(bea)[0], placed(abe)[0]) == ("supervisor", "agent")
