"""The page of the audit log: who may see it, what is found, and its export."""

import csv
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.db.models.functions import Now
from django.test import AsyncClient, Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.features.audit import export, find, keeping
from tickets.features.audit.find import Asked
from tickets.people.models import User
from tickets.people.roles import Role

PAGE = "/agent/audit/log/"


@pytest.fixture(autouse=True)
def _plain(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def lines(db: None) -> None:
    old = Now() - timedelta(days=30)
    Line.objects.create(at=old, by="ada", what="sign-in", address="203.0.113.7")
    Line.objects.create(by="bob", what="team.made", about="=Billing", after={"name": "Äpfel"})


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make_agent(role, role=role), "django.contrib.auth.backends.ModelBackend")
    Line.objects.filter(by=role).delete()
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LIGHT, Role.AGENT, Role.SUPERVISOR])
def test_it_is_for_administrators(role: Role) -> None:
    client = signed_in(role)
    assert client.get(PAGE).status_code == 403
    assert client.get(PAGE + "csv/").status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert "Audit log" not in client.get("/agent/").content.decode()


@pytest.mark.django_db
def test_it_shows_what_was_asked_for(lines: None) -> None:
    client = signed_in(Role.ADMIN)
    page = client.get(PAGE).content.decode()
    assert page.index("=Billing") < page.index("203.0.113.7"), "the newest first"
    for query, found in (
        ("what=sign-in", "203"),
        ("text=203.0", "203"),
        ("text=bill", "=Bil"),
        ("text=ADA", "203"),
    ):
        page = client.get(f"{PAGE}?{query}").content.decode()
        assert found in page, query
        assert page.count("own-who") == 1, query
    assert client.get(PAGE + "xml/").status_code == 404
    assert client.post(PAGE).status_code == 405


@pytest.mark.django_db
def test_pages_follow_one_another(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "PAGE", 1)
    [first], more = find.page(Asked())
    [second], end = find.page(Asked(), first.pk)
    assert (first.by, more, second.by, end) == ("bob", True, "ada", False)


@pytest.fixture
async def browser(async_client: AsyncClient) -> AsyncIterator[AsyncClient]:
    yield async_client
    await sync_to_async(connections.close_all)()


@pytest.mark.django_db(transaction=True)
async def test_all_of_it_is_exported_in_parts(
    lines: None, browser: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)
    eve = await sync_to_async(make_agent)("eve", role=Role.ADMIN)
    await browser.aforce_login(eve, "django.contrib.auth.backends.ModelBackend")
    for written in ("csv", "jsonl"):
        answer = await browser.get(f"{PAGE}{written}/?text=b")
        text = b"".join([part async for part in answer]).decode()  # type: ignore[attr-defined]
        if written == "csv":
            head, row = csv.reader(StringIO(text))
            assert head == list(find.FIELDS)
            assert row[head.index("about")] == "'=Billing", "no spreadsheet takes it for a formula"
        else:
            assert json.loads(text)["after"] == {"name": "Äpfel"}
    assert await Line.objects.filter(what="audit.exported").acount() == 2


@pytest.mark.django_db
def test_old_lines_go_once_an_hour(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Line.objects.create(at=Now() - timedelta(days=401), by="eve", what="sign-in")
    monkeypatch.setattr(keeping, "_looked", {})
    keeping.look()
    assert not Line.objects.filter(by="eve").exists()
    assert Line.objects.count() == 2
    Line.objects.create(at=Now() - timedelta(days=401), by="eve", what="sign-in")
    keeping.look()
    assert Line.objects.filter(by="eve").exists(), "not yet"
    assert User.objects.count() == 0
