"""Tokens made and revoked in the desk's settings."""

from typing import Any

import pytest
from django.test import Client

from tests.seated import make_agent
from tickets.features.api_tokens import tokens
from tickets.features.api_tokens.models import ApiToken
from tickets.people.models import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]
PAGE, PASSWORD = "/agent/settings/tokens/", "a-long-one"
NEW = {"act": "make", "name": "Shipping", "scopes": ["read", "write"], "days": ""}


def test_a_token_is_shown_once_and_opens_until_it_is_revoked(root: Client) -> None:
    answer = root.post(PAGE, NEW)
    made = answer.context["made"]
    assert f'value="{made}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    found = tokens._found(made)
    assert found is not None
    assert found.scopes == ["read", "write"]
    page = root.get(PAGE).content.decode()
    assert f"hf_{found.key}_…" in page
    assert made not in page, "shown once"
    again = root.post(PAGE, NEW)
    assert "revoke it first" in str(again.context["form"].errors["name"])
    assert root.post(PAGE, {"act": "revoke", "name": "Shipping"})["Location"] == PAGE
    assert tokens._found(made) is None
    assert "Nobody gets in by this token any more." in root.get(PAGE).content.decode()
    assert root.post(PAGE, {"act": "revoke", "name": "Shipping"}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "\u200b"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": ["root"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"days": "0"}, "days"),
        ({"days": "4000"}, "days"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(root: Client, wrong: dict[str, str], field: str) -> None:
    answer = root.post(PAGE, NEW | wrong)
    assert set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_whoever_finds_the_desk_open_is_asked_for_the_password(client: Client) -> None:
    user = make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(PAGE, NEW)["Location"].startswith("/accounts/login/again/")
    assert not ApiToken.objects.exists()


def test_its_teams_are_chosen(root: Client) -> None:
    assert "teams" not in root.get(PAGE).context["form"].fields, "there are none"
    billing, _ = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    assert root.post(PAGE, NEW | {"teams": ["999999"]}).context["form"].errors["teams"]
    root.post(PAGE, NEW | {"teams": [str(billing.pk)]})
    agent = ApiToken.objects.get().agent
    assert list(Team.objects.filter(members=agent)) == [billing]
    root.post(PAGE, {"act": "revoke", "name": "Shipping"})
    root.post(PAGE, NEW)
    assert not Team.objects.filter(members=agent).exists(), "what the form says, it is"


def test_its_sites_are_chosen(root: Client, sites: Any) -> None:
    sites.Site.objects.create(name="Own")
    assert "sites" not in root.get(PAGE).context["form"].fields, "all begin there"
    shop = sites.Site.objects.create(name="Shop")
    assert root.post(PAGE, NEW | {"sites": ["nowhere"]}).context["form"].errors["sites"]
    root.post(PAGE, NEW | {"sites": [shop.key]})
    agent = ApiToken.objects.get().agent
    assert agent.sites == [shop.key]
    assert '<span class="own-mark" dir="auto">Shop</span>' in root.get(PAGE).content.decode()
    root.post(PAGE, {"act": "revoke", "name": "Shipping"})
    root.post(PAGE, NEW)
    agent.refresh_from_db()
    assert agent.sites is None, "what the form says, it is"
