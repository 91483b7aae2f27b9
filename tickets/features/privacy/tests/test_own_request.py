"""Carla asks for her data, or to be erased: by her page, of her own conversations, answered in 30 days."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient, Client
from django.utils import timezone
from pytest_django import Settings

from tests.fakes import FakeMarks, Layer
from tests.seated import bodies, feature, log_of, make_agent, opened, seated, ticket_of
from tickets import letters
from tickets.audit.models import Line
from tickets.conversation import actions
from tickets.features.privacy import answering, asking, deciding, exports, jobs
from tickets.features.privacy.models import Export, Request
from tickets.jobs.models import Job
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "/agent/settings/privacy/", "a-long-one"


@pytest.fixture(autouse=True)
def _plain(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = settings.DATA_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def root() -> Client:
    client = Client()
    make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "root", "password": PASSWORD})
    return client


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Letters that were asked for."""
    sent: list[Any] = []

    def post(*letter: Any) -> bool:
        sent.append(letter)
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    return sent


def asks(seat: Seat, what: str, id: UUID | None = None) -> None:
    actions.commit(asking.ask(seat, id or uuid4(), what))


def refused(act: Callable[..., Any], *args: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args)
    return refusal.value.code


def made() -> None:
    for job in Job.objects.filter(kind=exports.MAKE):
        end = exports.MAKING.work(job.args)
        assert end
        end()


def token_of(seat: Seat) -> str | None:
    return access.token_of(ticket_of(seat))


def test_a_copy_is_asked_for_and_made(root: Client, carla: Seat) -> None:
    pk = ticket_of(carla).contact_id
    asks(carla, "export")
    assert asking.stands(carla) == {"asked": ["export"], "until": None}
    assert refused(asking.handed, carla) == "not_found"
    asked = Line.objects.get(what=asking.REQUESTED)
    assert (asked.about, asked.by, asked.address) == (f"#{pk}", f"#{pk}", ""), "and no address of hers"
    assert "Asked for by customers" in root.get(PAGE).content.decode()
    one = f"{PAGE}requests/{Request.objects.get().pk}/"
    assert "1 message or note<" in root.get(one).content.decode()
    assert root.post(one, {"act": "grant"})["Location"] == PAGE
    assert root.get(one).status_code == 404, "answered once"
    made()
    assert log_of(carla)[-1]["data"]["state"] == "ready"
    stands = asking.stands(carla)
    assert stands["asked"] == []
    assert stands["until"]
    with exports.opened(asking.handed(carla)) as file:
        assert "person.json" in ZipFile(file).namelist()
    assert Line.objects.filter(what=deciding.GRANTED, by="root", about=f"#{pk}").exists()


def test_she_is_erased_when_somebody_has_agreed(root: Client, posted: list[Any]) -> None:
    carla = opened("Carla", "It broke.", email="carla@example.org")
    asks(carla, "erase")
    assert bodies(carla)[0] == "It broke.", "nothing goes by itself"
    request = Request.objects.get()
    root.post(f"{PAGE}requests/{request.pk}/", {"act": "grant"})
    assert log_of(carla)[-1]["data"] == {"what": "erase", "state": "granted"}
    letter = answering.letter({**posted[-1][2], "ticket": carla.ticket})
    assert letter
    assert "is being erased" in letter.text
    job = Job.objects.get(kind=jobs.ERASING.name)
    assert job.due > timezone.now() + timedelta(seconds=60), "the letter goes first"
    jobs.ERASING.work(job.args)
    assert bodies(carla)[0] == ""
    assert answering.letter({**posted[-1][2], "ticket": carla.ticket}) is None


def test_a_refusal_says_why(root: Client, carla: Seat) -> None:
    asks(carla, "erase")
    one = f"{PAGE}requests/{Request.objects.get().pk}/"
    assert "This field is required" in root.post(one, {"act": "refuse", "reason": ""}).content.decode()
    root.post(one, {"act": "refuse", "reason": "An invoice is open."})
    assert bodies(carla)[-1].endswith(": An invoice is open.")
    assert bodies(carla)[0] == "It broke."
    line = Line.objects.get(what=deciding.REFUSED)
    assert (line.by, line.after) == ("root", {"what": "erase"}), "no words in the audit log"
    asks(carla, "erase")  # again, later


def test_it_is_the_customer_who_asks(carla: Seat, root: Client) -> None:
    ada = seated(make_agent("ada", "Ada"), carla)
    for act in (lambda seat: asks(seat, "export"), asking.stands, asking.handed):
        assert refused(act, ada) == "forbidden"
    exports.ask(ticket_of(carla).contact, "root")  # by an administrator: not for her page
    made()
    assert Export.objects.get().size
    assert refused(asking.handed, carla) == "not_found"


@pytest.mark.django_db(transaction=True)
async def test_nobody_asks_for_somebody_else(layer: Layer, redis: FakeMarks) -> None:
    """Over HTTP: a conversation's token opens that one alone."""
    browser = AsyncClient()
    try:
        carla, dave = [await sync_to_async(opened)(name, "Mine.") for name in ("Carla", "Dave")]
        tokens = [await sync_to_async(token_of)(seat) for seat in (carla, dave)]
        path, file = f"/api/tickets/{carla.public_id}/privacy", f"/t/{carla.public_id}/data/"
        for token, found in zip(tokens, (201, 404), strict=True):
            body = json.dumps({"id": str(uuid4()), "what": "erase"})
            by: Any = {"headers": {"Authorization": f"Bearer {token}"}}
            assert (await browser.post(path, body, "application/json", **by)).status_code == found
            assert (await browser.get(path, **by)).status_code == (200 if found == 201 else 404)
            assert (await browser.get(file, **by)).status_code == 404
        await sync_to_async(deciding.grant)((await Request.objects.aget()).pk, "root")
        await sync_to_async(asks)(dave, "export")
        await sync_to_async(deciding.grant)((await Request.objects.alast()).pk, "root")  # type: ignore[union-attr]
        await sync_to_async(made)()
        for token, found in zip(tokens, (404, 200), strict=True):
            by = {"headers": {"Authorization": f"Bearer {token}"}}
            got = await browser.get(f"/t/{dave.public_id}/data/", **by)
            assert got.status_code == found
        pieces: Any = got
        assert b"".join([piece async for piece in pieces]).startswith(b"PK")
        line = await Line.objects.aget(what=exports.DOWNLOADED)
        assert (line.by, line.address) == (line.about, "")
    finally:
        await sync_to_async(connections.close_all)()


def test_who_was_led_into_it_asks_for_nothing_there(carla: Seat) -> None:
    merging = feature("merge", "actions").merging
    dave = opened("Dave", "Mine.")
    ada = seated(make_agent("ada", "Ada", is_superuser=True), dave)
    merging(ada, uuid4(), carla.public_id, True)()
    assert refused(asks, carla, "export") == "conflict"
    assert refused(asking.stands, carla) == "conflict"
    asks(dave, "erase")


def test_not_twice_and_not_too_often(carla: Seat) -> None:
    id = uuid4()
    asks(carla, "erase", id)
    asks(carla, "erase", id)
    assert refused(asks, carla, "erase") == "unchanged"
    for _ in range(asking.MOST - 1):
        deciding.refuse(Request.objects.order_by("-pk")[0].pk, "root", "No.")
        asks(carla, "erase")
    assert not deciding.refuse(0, "root", "No.")
    deciding.refuse(Request.objects.order_by("-pk")[0].pk, "root", "No.")
    assert refused(asks, carla, "erase") == "rate_limited"


def test_thirty_days(root: Client, carla: Seat) -> None:
    asks(carla, "export")
    assert "1 privacy request<" in root.get("/agent/").content.decode()
    assert not deciding.waiting()[0].late
    Request.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert deciding.waiting()[0].late
    assert ">late<" in root.get(PAGE).content.decode()
    jobs.carry_out(jobs.begin(ticket_of(carla).contact, ""))
    assert not deciding.waiting(), "erased by another way"
