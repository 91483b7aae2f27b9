"""The settings area: every page of it, whoever's it is, is for who may configure, and for nobody else."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern
from pytest_django import Settings

from tests.seated import make_agent
from tickets.people.models import User
from tickets.settings import pages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(make_agent("root", "Root", is_superuser=True), BACKEND)
    return client


def written(address: URLPattern) -> str:
    return re.sub(r"<(?:\w+:)?\w+>", "1", str(address.pattern))


ADDRESSES = ["/agent/settings/"] + [
    f"/agent/settings/{page.name}/{written(address)}" for page in pages.every() for address in page.addresses
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_may_configure(address: str, method: str, client: Client) -> None:
    asked = getattr(client, method)
    assert asked(address)["Location"].startswith("/accounts/login/"), "who is it?"
    client.force_login(make_agent("abe", "Abe"), BACKEND)
    assert asked(address).status_code == 403
    gone = make_agent("eve", "Eve", is_superuser=True)
    client.force_login(gone, BACKEND)
    User.objects.filter(pk=gone.pk).update(is_staff=False)
    assert asked(address).status_code == 403


@pytest.mark.parametrize("page", pages.every(), ids=lambda page: page.name)
def test_each_page_has_the_navigation_and_says_where_one_is(page: pages.Page, root: Client) -> None:
    text = root.get(f"/agent/settings/{page.name}/").content.decode()
    assert f'<a href="/agent/settings/{page.name}/" aria-current="page">' in text
    assert text.count('class="settings-nav"') == 1
    assert all(f'href="/agent/settings/{other.name}/"' in text for other in pages.every())


def test_the_area_begins_with_its_first_page(root: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    if pages.every():
        assert root.get("/agent/settings/")["Location"] == f"/agent/settings/{pages.every()[0].name}/"
    monkeypatch.setattr(pages, "every", tuple)
    assert root.get("/agent/settings/").status_code == 404, "where no feature has a page"


def test_the_desk_leads_there_who_may(root: Client, client: Client) -> None:
    there = 'href="/agent/settings/"'
    assert (there in root.get("/agent/").content.decode()) == bool(pages.every())
    client.force_login(make_agent("abe", "Abe"), BACKEND)
    assert there not in client.get("/agent/").content.decode()


def test_who_may_is_asked_in_one_place(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(make_agent("abe", "Abe"), BACKEND)
    monkeypatch.setattr(pages, "may", lambda user: user.username == "abe")
    assert client.get("/agent/settings/").status_code in (302, 404)
    for page in pages.every()[:1]:
        assert client.get(f"/agent/settings/{page.name}/").status_code == 200
