"""An agent's own page: name, e-mail, password."""

import pytest
from django.test import Client

from tests.seated import make_agent
from tickets.people import sso
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PROFILE, PASSWORD = "/accounts/profile/", "a-long-one"


@pytest.fixture
def bea(client: Client) -> User:
    bea = make_agent("bea", "Bea", password=PASSWORD, email="bea@example.org")
    client.force_login(bea, "django.contrib.auth.backends.ModelBackend")
    return bea


def test_a_name_is_changed_there(client: Client, bea: User) -> None:
    client.post(PROFILE, {"name": "Beatrix  Kiddo", "email": "bea@example.org"})
    bea.refresh_from_db()
    assert bea.get_full_name() == "Beatrix Kiddo"
    assert "nothing to see" in client.post(PROFILE, {"name": "\u200b", "email": ""}).content.decode()


def test_an_address_that_a_password_can_be_sent_to_changes_after_the_password_alone(
    client: Client, bea: User
) -> None:
    said = {"name": "Bea", "email": "mine@example.org"}
    again = client.post(PROFILE, said)["Location"]
    assert again.startswith("/accounts/login/again/")
    bea.refresh_from_db()
    assert bea.email == "bea@example.org"
    client.post(again, {"password": PASSWORD})
    bea.refresh_from_db()
    assert bea.email == "mine@example.org", "what was asked for goes on by itself"


def test_while_single_sign_on_knows_them_by_it_it_stays(client: Client, bea: User) -> None:
    """With a colleague's she would be who the colleague is when they come the first time."""
    sso.save(issuer="https://login.example.com", client_id="desk", client_secret="s")
    page = client.post(PROFILE, {"name": "B", "email": "cal@example.org"}).content.decode()
    assert page.count("an owner changes it, in the Django admin.") == 2, "as a hint, and as what is wrong"
    bea.refresh_from_db()
    assert (bea.first_name, bea.email) == ("Bea", "bea@example.org")
    assert client.post(PROFILE, {"name": "B", "email": "bea@example.org"})["Location"] == PROFILE
    again = client.post(PROFILE, {"name": "B", "email": ""})["Location"]
    client.post(again, {"password": PASSWORD})
    bea.refresh_from_db()
    assert (bea.first_name, bea.email) == ("B", "")


def test_another_password_ends_every_other_sign_in(client: Client, bea: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(bea, "django.contrib.auth.backends.ModelBackend")
    new = {"new_password1": "a-better-one-8", "new_password2": "a-better-one-8"}
    wrong = client.post("/accounts/password_change/", {"old_password": "a guess"} | new)
    assert wrong.status_code == 200
    right = client.post("/accounts/password_change/", {"old_password": PASSWORD} | new)
    assert right["Location"] == PROFILE
    assert client.get(PROFILE).status_code == 200
    assert elsewhere.get(PROFILE).status_code == 302


def test_customers_and_strangers_have_none(client: Client) -> None:
    assert client.get(PROFILE)["Location"].startswith("/accounts/login/")
    guest = User.objects.create_user("guest")
    client.force_login(guest, "django.contrib.auth.backends.ModelBackend")
    assert client.get(PROFILE).status_code == 403
