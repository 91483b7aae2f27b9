"""A new password is nothing but that: who was let go or demoted while it was being written stays so."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.seated import make_agent
from tickets import letters
from tickets.people import reset
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
OLD, NEW = "a-long-one", "a-better-one-8"
OWN = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
BY_SOMEBODY = {"password1": NEW, "password2": NEW, "usable_password": "true"}


@pytest.fixture
def bea(monkeypatch: pytest.MonkeyPatch, db: None) -> User:
    """Let go and demoted by a commit that comes between what a request reads and what it writes."""
    bea = make_agent("bea", "Bea", role="admin", password=OLD)
    sets = User.set_password

    def set_password(user: User, password: str | None) -> None:
        User.objects.filter(pk=bea.pk).update(is_active=False, role="light")
        sets(user, password)

    monkeypatch.setattr(User, "set_password", set_password)
    return bea


def stays_let_go(bea: User) -> bool:
    bea.refresh_from_db()
    assert bea.check_password(NEW)
    return (bea.is_active, bea.role) == (False, "light")


@pytest.mark.parametrize("door", ["/accounts/password_change/", "/admin/password_change/"])
def test_by_oneself(client: Client, bea: User, door: str) -> None:
    client.post("/accounts/login/", {"username": "bea", "password": OLD})
    assert client.post(door, OWN).status_code == 302
    assert stays_let_go(bea)


def test_by_an_owner_in_the_admin(root: Client, bea: User) -> None:
    assert root.post(f"/admin/people/user/{bea.pk}/password/", BY_SOMEBODY).status_code == 302
    assert stays_let_go(bea)


def test_by_a_letter(client: Client, bea: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "can_be_sent", lambda: True)
    form = client.get(urlsplit(reset._url(bea)).path, follow=True).redirect_chain[-1][0]
    assert client.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    assert stays_let_go(bea)
