"""Who may configure finds a person, is told what goes, and erases them; with the password."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.seated import bodies, make_agent, ticket_of
from tickets.audit.models import Line
from tickets.features.privacy import jobs
from tickets.features.privacy.models import Erasure
from tickets.jobs.models import Job
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "/agent/settings/privacy/", "a-long-one"


@pytest.fixture
def root(client: Client, settings: Settings, tmp_path: Path) -> Client:
    settings.STATIC_ROOT = settings.DATA_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "root", "password": PASSWORD})
    return client


def test_found_asked_and_erased(root: Client, carla: Seat) -> None:
    pk = ticket_of(carla).contact_id
    for who in ("carl", f"#{pk}", carla.public_id):
        assert f"?contact={pk}" in root.get(PAGE, {"who": who}).content.decode()
    assert "There is nobody like this." in root.get(PAGE, {"who": "nobody"}).content.decode()
    asked = root.get(PAGE, {"contact": pk}).content.decode()
    assert "1 conversation<" in asked
    assert "1 message or note<" in asked
    assert root.post(PAGE, {"act": "erase", "contact": pk})["Location"] == PAGE
    assert "They are being erased" in root.get(PAGE).content.decode()
    assert "This is being done." in root.get(PAGE, {"contact": pk}).content.decode()
    assert bodies(carla) == ["It broke."], "by a job"
    jobs.ERASING.work(Job.objects.get(kind=jobs.ERASING.name).args)
    assert bodies(carla)[0] == ""
    assert Erasure.objects.get().by == "root"
    assert Line.objects.filter(what=jobs.ERASED, by="root", about=f"#{pk}").count() == 1


def test_nobody_is_erased_by_mistake(root: Client, client: Client, carla: Seat) -> None:
    pk = ticket_of(carla).contact_id
    for wrong in ({"act": "erase", "contact": "0"}, {"act": "erase", "contact": "x"}, {"contact": pk}):
        assert root.post(PAGE, wrong).status_code == 404
    user = make_agent("eve", "Eve", is_superuser=True, password=PASSWORD)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    asked = {"act": "erase", "contact": pk}
    again = client.post(PAGE, asked)["Location"]
    assert again.startswith("/accounts/login/again/")
    assert not Erasure.objects.exists()
    page = root.get(f"{PAGE}?contact={pk}").content.decode()
    assert page.count(f'<form method="post" action="{PAGE}">') == 1, "what goes on after the password"
    assert client.post(again, {"password": PASSWORD, "next": PAGE}).status_code == 302
    assert Erasure.objects.exists()
