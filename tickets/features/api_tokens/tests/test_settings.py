"""Tokens made and revoked in the desk's settings."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.features.api_tokens import tokens
from tickets.features.api_tokens.models import ApiToken

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "/agent/settings/tokens/", "a-long-one"
NEW = {"act": "make", "name": "Shipping", "scopes": ["read", "write"], "days": ""}


@pytest.fixture
def root(client: Client, settings: Settings, tmp_path: Path) -> Client:
    """Signed in just now, so that nobody is asked for the password again."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "root", "password": PASSWORD})
    return client


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
