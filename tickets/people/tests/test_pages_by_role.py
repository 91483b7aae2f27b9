"""A page offers what its reader may: their rights stand in it, and what needs more is marked or left out."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.people import roles
from tickets.people.models import User
from tickets.people.roles import Right, Role

pytestmark = pytest.mark.django_db
ANYBODYS = {"details"}  # a button that opens them
VOID = {"input", "br", "img", "hr", "link", "meta", "path", "use", "circle"}


class Page(HTMLParser):
    """`body`: its attributes. `open`: the buttons, among what is done with a ticket, that no right is asked
    for, by their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.body: dict[str, Any] = {}
        self.kinds: list[tuple[str, bool]] = []
        self.open: list[dict[str, Any]] = []
        self._within: list[dict[str, Any]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {"tag": tag, **dict(attrs)}
        if tag == "body":
            self.body = about
        if about.get("name") == "kind":
            self.kinds.append((str(about["value"]), "checked" in about))
        if tag not in VOID:
            self._within.append(about)
        if tag == "button" and self._is_act() and about.get("data-act") not in ANYBODYS:
            self.open.append(about)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._within.pop()["tag"] != tag:
            pass

    def _is_act(self) -> bool:
        around = self._within
        acts = any(
            one.get("data-slot") in ("acts", "details") or one.get("data-part") == "details" for one in around
        )
        return acts and not any(one["tag"] == "dialog" or "data-needs" in one for one in around)


def page(user: User, path: str = "/agent/") -> Page:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return Page(client.get(path).content.decode())


@pytest.fixture(autouse=True)
def _plain(settings: Settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.mark.parametrize("path", ["/agent/", "/agent/connections/"])
def test_a_page_says_what_its_reader_may(path: str) -> None:
    light = page(make_agent("light", role=Role.LIGHT), path).body
    owner = page(make_agent("owner", is_superuser=True), path).body
    assert (light["data-role"], light["data-may"]) == ("light", "note")
    assert (owner["data-role"], owner["data-may"]) == ("owner", "note answer see_all configure own")


def test_a_light_agent_has_a_box_for_notes_alone() -> None:
    assert page(make_agent("light", role=Role.LIGHT)).kinds == [("note", True)]
    assert page(make_agent("ada")).kinds == [("message", True), ("note", False)]


def test_each_button_for_a_ticket_says_what_it_needs() -> None:
    assert page(make_agent("ada")).open == []


@pytest.mark.parametrize("role", list(Role))
def test_rights_are_those_of_the_role(role: Role) -> None:
    user = User(role=role, is_superuser=role == Role.OWNER, is_staff=True)
    assert roles.rights(user) == [right for right in Right if roles.has(role, right)]
    assert user.rights.split() == [right.name.lower() for right in roles.rights(user)]
    assert user.may_answer is (role != Role.LIGHT)


def test_who_is_no_agent_has_no_rights() -> None:
    assert User(role=Role.ADMIN, is_superuser=True).rights == ""
