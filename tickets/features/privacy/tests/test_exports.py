"""A person is handed what they wrote and were written: as one file, that anybody can read and that ends."""

import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from asgiref.sync import async_to_sync
from django.core.files.storage import storages
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from support_site import stored_files
from tests.seated import feature, make_agent, notes, opened, says, seated, ticket_of
from tickets.audit.models import Line
from tickets.features.privacy import erasing, exports
from tickets.features.privacy.erasing import Person
from tickets.features.privacy.models import Export
from tickets.jobs import table
from tickets.models import Contact, Event
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, PASSWORD = "/agent/settings/privacy/", "a-long-one"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT, settings.FILES_DIR = tmp_path, tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "files": stored_files.on_disk(tmp_path / "files" / "stored"),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def carla(db: None) -> Seat:
    seat = opened("Carla", "It <b>broke</b>.", email="carla@example.com", subject="The lamp")
    notes(seated(make_agent("ada", "Ada"), seat), "She is angry.")
    says(seat, "Here it is.")
    return seat


def contact_of(seat: Seat) -> Contact:
    return ticket_of(seat).contact


def work(*kinds: str) -> None:
    for job in table.claim(kinds, 5):
        table.carry_out(job)


async def whole(answer: Any) -> bytes:
    return b"".join([piece async for piece in answer])


def made(contact: Contact) -> ZipFile:
    export = exports.ask(contact, "ada")
    work(exports.MAKE)
    with storages["files"].open(export.place) as file:
        return ZipFile(io.BytesIO(file.read()))


def test_it_is_read_without_us(carla: Seat) -> None:
    opened("Carl", "Another's.")
    handed = made(contact_of(carla))
    folder = f"conversations/{carla.public_id}/"
    assert handed.testzip() is None
    assert set(handed.namelist()) == {
        "person.json", "index.html", f"{folder}conversation.json", f"{folder}conversation.html",
    }  # fmt: skip
    person = json.loads(handed.read("person.json"))
    assert person["person"] == {"name": "Carla", "email": "carla@example.com"}
    assert [one["subject"] for one in person["conversations"]] == ["The lamp"]
    told = json.loads(handed.read(f"{folder}conversation.json"))
    said = [(one["seq"], one["body"]) for one in told["events"]]
    assert said == [(1, "It <b>broke</b>."), (2, "Here it is.")]
    assert "It &lt;b&gt;broke&lt;/b&gt;." in handed.read(f"{folder}conversation.html").decode()
    for page in ("index.html", f"{folder}conversation.html"):
        assert re.search(r"\d{4}, \d\d:\d\d UTC<", handed.read(page).decode()), "for people to read"
    everything = b"".join(handed.read(name) for name in handed.namelist())
    assert b"angry" not in everything, "what agents say to each other isn't for them"
    assert b"Another" not in everything


def test_what_features_have_is_in_it(carla: Seat) -> None:
    models, storage = feature("files", "models"), feature("files", "storage")
    of = {"ticket_id": carla.ticket, "client_id": carla.public_id, "role": "customer", "size": 3}
    sent = Event.objects.get(ticket=carla.ticket, public_seq=2)
    file = models.File.objects.create(**of, event=sent, name="../a.txt", state="ready")
    storages["files"].save(storage.name_of(file.place, "original"), io.BytesIO(b"abc"))
    of["client_id"] = "0" * 32
    noted = Event.objects.get(ticket=carla.ticket, kind="note")
    models.File.objects.create(**of, event=noted, name="secret.txt", state="ready")
    feature("prechat", "models").Answers.objects.create(ticket_id=carla.ticket, values=[{"value": "42"}])
    feature("mail", "arrive").stored(b"Subject: Hi\n\nraw", "carla@example.com")
    mails = feature("mail", "models").Mail.objects
    mails.update(ticket=carla.ticket, sender="Carla@example.com", state="placed")
    mails.create(direction="in", message_id="m", sender="ada@example.com", ticket_id=carla.ticket)
    handed = made(contact_of(carla))
    folder = f"conversations/{carla.public_id}/"
    told = json.loads(handed.read(f"{folder}conversation.json"))
    name = "files/1-.._a.txt"
    assert told["files"] == [{"name": "../a.txt", "type": "", "size": 3, "seq": 2, "file": name}]
    assert handed.read(f"{folder}{name}") == b"abc"
    assert told["answers"] == [{"value": "42"}]
    assert [mail["from"] for mail in told["mails"]] == ["Carla@example.com"]
    assert handed.read(f"{folder}mails/1.eml").endswith(b"raw")
    assert not [name for name in handed.namelist() if "secret" in name or ".." in name.split("/")]


def test_it_is_begun_again_and_there_once(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = contact_of(carla)
    export = exports.ask(contact, "ada")
    assert exports.ask(contact, "bob") == export
    with monkeypatch.context() as patched:
        patched.setattr(storages["files"], "save", lambda *_: 1 / 0)
        [job] = table.claim([exports.MAKE], 5)
        with pytest.raises(ZeroDivisionError):
            table.carry_out(job)
    export.refresh_from_db()
    assert (export.done, export.total, export.size) == (1, 1, None)
    assert not exports.is_there(export)
    table.carry_out(job)
    assert exports.is_there(export)


def test_its_time_comes(carla: Seat) -> None:
    exports.ask(contact_of(carla), "ada")
    work(exports.MAKE)
    export = Export.objects.get()
    Export.objects.update(ends_at=F("ends_at") - exports.KEPT)
    assert not exports.is_there(export), "at once, whenever the job comes"
    exports.ENDING.work({"export": export.pk})
    assert not Export.objects.exists()
    assert not storages["files"].exists(export.place)


@pytest.mark.parametrize("when", ["ready", "made meanwhile", "killed"])
def test_who_is_erased_is_in_no_export(carla: Seat, when: str) -> None:
    export = exports.ask(contact_of(carla), "ada")
    args: dict[str, Any] = {"export": export.pk, "place": export.place}
    end = exports.MAKING.work(args)
    if when == "ready" and end:
        end()
    erasing.erase(Person.of(contact_of(carla)))
    assert not Export.objects.exists()
    if when != "ready":
        storages["files"].save(export.place, io.BytesIO(b"late"))
    if when == "made meanwhile" and end:
        end()
    elif when == "killed":
        assert exports.MAKING.work(args) is None
    assert not storages["files"].exists(export.place)


def test_from_the_desk(client: Client, carla: Seat) -> None:
    pk = contact_of(carla).pk
    make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "root", "password": PASSWORD})
    assert 'value="export"' in client.get(PAGE, {"who": "carla"}).content.decode()
    place = client.post(PAGE, {"act": "export", "contact": pk})["Location"]
    page = client.get(place).content.decode()
    assert "0 of 1 conversations" in page
    assert client.get(f"{place}file/").status_code == 404
    work(exports.MAKE)
    assert f'href="{place}file/"' in client.get(place).content.decode()
    answer = client.get(f"{place}file/")
    assert answer["Content-Disposition"] == f'attachment; filename="person-{pk}.zip"'
    assert ZipFile(io.BytesIO(async_to_sync(whole)(answer))).testzip() is None
    whats = Line.objects.filter(about=f"#{pk}").order_by("pk").values_list("what", "by")
    assert list(whats) == [(exports.EXPORTED, "root"), (exports.DOWNLOADED, "root")]
    assert place in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}exports/999/").status_code == 404


def test_who_may_not_configure_exports_nobody(client: Client, carla: Seat) -> None:
    export = exports.ask(contact_of(carla), "ada")
    work(exports.MAKE)
    client.force_login(make_agent("eve"), "django.contrib.auth.backends.ModelBackend")
    assert client.post(PAGE, {"act": "export", "contact": contact_of(carla).pk}).status_code == 403
    assert client.get(f"{PAGE}exports/{export.pk}/file/").status_code == 403
