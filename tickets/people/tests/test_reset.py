"""A forgotten password, where letters can be sent."""

from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import views
from django.test import Client, override_settings
from django.urls import include, path

from support_site import urls
from tests.seated import make_agent
from tickets import letters
from tickets.people import reset

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
with_reset = ModuleType("with_reset")
vars(with_reset)["urlpatterns"] = [*urls.reset, path("", include(urls))]


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Any]]:
    posted: list[tuple[str, str, Any]] = []

    def post(kind: str, to: str, args: letters.Args, ticket: int | None) -> bool:
        posted.append((kind, to, args))
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    return posted


def test_the_link_sets_a_new_password(posted: list[tuple[str, str, Any]]) -> None:
    ada = make_agent("ada", email="ada@example.org", password="what-was-it-again")
    with override_settings(ROOT_URLCONF=with_reset):
        client = Client(headers={"Host": "localhost", "Accept-Language": "de"})
        said = [
            client.post("/accounts/password_reset/", {"email": who}) for who in (ada.email, "x@y.example")
        ]
        assert {answer.status_code for answer in said} == {302}, "nobody learns who is an agent"
        [(kind, to, args)] = posted
        assert (kind, to) == ("password", "ada@example.org")
        letter = reset.letter(args)
        assert letter is not None
        assert "neues Passwort" in letter.text
        [link] = [line for line in letter.text.splitlines() if line.startswith("http")]
        form = client.get(urlsplit(link).path, follow=True)
        new = {"new_password1": "a-better-one-8", "new_password2": "a-better-one-8"}
        client.post(form.redirect_chain[-1][0], new)
        assert client.get(urlsplit(link).path).status_code == 200, "used already"
    ada.refresh_from_db()
    assert ada.check_password("a-better-one-8")


def test_without_mail_no_page_pretends_to_send() -> None:
    client = Client(headers={"Host": "localhost"})
    assert client.get("/accounts/password_reset/").status_code == 404
    assert b"password_reset" not in client.get("/accounts/login/").content


def test_who_is_let_go_gets_no_letter() -> None:
    ada = make_agent("ada", is_active=False)
    assert reset.letter({"user": ada.pk, "language": "en"}) is None
    assert issubclass(reset.AskForReset, views.PasswordResetView)
