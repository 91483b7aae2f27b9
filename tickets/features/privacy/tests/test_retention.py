"""What is over for long enough is erased: seen before it is saved, in small steps, and never what is open."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from support_site import stored_files
from tests.seated import bodies, feature, make_agent, opened, says, seated, sets, ticket_of
from tickets.audit.models import Line
from tickets.conversation import erasing as seam
from tickets.conversation import ledger
from tickets.features.privacy import jobs, retention
from tickets.features.privacy.models import Aged, Retention
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.people import sites
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, PASSWORD = "/agent/settings/privacy/kept/", "a-long-one"


@pytest.fixture(autouse=True)
def _without_sites(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STATIC_ROOT, settings.FILES_DIR = tmp_path, tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "files": stored_files.on_disk(tmp_path / "files" / "stored"),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(sites, "_lists", [])


@pytest.fixture
def ada(db: None) -> User:
    return make_agent("ada", "Ada")


def over(agent: User, words: str, days: int, **more: str) -> Seat:
    """Resolved so many days ago."""
    seat = opened(f"Who said {words}", words, **more)
    sets(seated(agent, seat), "resolved")
    ago(seat, days)
    return seat


def ago(seat: Seat, days: int) -> None:
    Ticket.objects.filter(pk=seat.ticket).update(last_event_at=F("last_event_at") - timedelta(days=days))


def work() -> int:
    """Until there is no more to do; returns how many jobs it took."""
    done = 0
    while jobs_ := table.claim([retention.AGE], 5):
        for job in jobs_:
            table.carry_out(job)
            done += 1
    return done


def test_what_is_over_goes_and_nothing_else(ada: User) -> None:
    old = over(ada, "Long ago", 31, email="old@example.com", subject="Old")
    young, still = over(ada, "Lately", 29), opened("Opal", "Still open")
    ago(still, 400)
    retention.save({"": 30})
    retention.look()
    work()
    assert bodies(old)[0] == ""
    assert ticket_of(old).subject == ""
    contact = ticket_of(old).contact
    assert (contact.name, contact.email) == (f"#{contact.pk}", "")
    assert (bodies(young)[0], bodies(still)) == ("Lately", ["Still open"])
    assert ticket_of(young).contact.name == "Who said Lately"
    [line] = Line.objects.filter(what=retention.AGED)
    assert (line.by, line.after) == ("retention", {"conversations": 1})
    assert Job.objects.filter(kind=jobs.SCRUBBING.name).count() == 1
    Retention.objects.update(looked_at=None)
    retention.look()
    work()
    assert Line.objects.filter(what=retention.AGED).count() == 1, "and what has gone isn't looked at again"


def test_in_small_steps(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    seats = [over(ada, f"{n}", 40 + n) for n in range(5)]
    retention.save({"": 30})
    retention.look()
    assert work() == 4, "two, two, one, and a look that finds nothing"
    assert {bodies(seat)[0] for seat in seats} == {""}
    [line] = Line.objects.filter(what=retention.AGED)
    assert line.after == {"conversations": 5}


def test_it_is_looked_each_hour_by_one(ada: User) -> None:
    retention.look()
    assert not Job.objects.filter(kind=retention.AGE).exists(), "nothing is set"
    retention.save({"": 30})
    for _ in range(2):
        retention.look()
    assert Job.objects.filter(kind=retention.AGE).count() == 1
    work()
    retention.look()
    assert not Job.objects.filter(kind=retention.AGE).exists()
    Retention.objects.update(looked_at=F("looked_at") - retention.EVERY)
    retention.look()
    assert Job.objects.filter(kind=retention.AGE).exists()


def test_who_writes_meanwhile_keeps_it(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the words and what features hold of the conversation."""
    seat = over(ada, "Long ago", 31, email="a@example.com")
    held: list[Ticket] = []
    empty, emptied = ledger.empty, list[int]()

    def and_then(*given: Any) -> ledger.Emptied | None:
        part = empty(*given)
        if part is None:
            says(seat, "I am back")
        return part

    monkeypatch.setattr(ledger, "empty", and_then)
    its = partial(seam.Holds, of_events=emptied.extend)
    holds = its("fake", lambda _: 0, lambda ticket: [partial(held.append, ticket)])
    monkeypatch.setattr(seam, "_holds", {"fake": holds})
    retention.erase(ticket_of(seat))
    assert "I am back" in bodies(seat)
    assert bodies(seat)[0] == ""
    assert not held
    assert emptied, "but what is held of the words that are gone"
    assert not Aged.objects.exists()
    assert ticket_of(seat).contact.name == "Who said Long ago"


def with_a_file(seat: Seat) -> Any:
    """A message of nothing else, whose file is ready. Returns it."""
    uploads, jobs_ = feature("files", "uploads"), feature("files", "checking")
    file = uploads.begin(seat, uuid4(), "passport.txt", 8, "192.0.2.1")
    feature("files", "disk").append(file.place, 0, b"L01X00T4", 8)
    sent = {"files": [str(uploads.complete(file).client_id)]}
    ledger.append(seat, uuid4(), "message", "", ledger.spoken, data=sent)
    for job in table.claim([jobs_.CHECK.name], 1):
        table.carry_out(job)
    return file


def test_who_writes_meanwhile_keeps_what_they_send_and_no_older_file(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = opened("A", "Long ago")
    old = with_a_file(seat)
    sets(seated(ada, seat), "resolved")
    ago(seat, 31)
    new: list[Any] = []
    empty = ledger.empty

    def and_then(*given: Any) -> ledger.Emptied | None:
        part = empty(*given)
        if part is None:
            new.append(with_a_file(seat))
        return part

    monkeypatch.setattr(ledger, "empty", and_then)
    retention.erase(ticket_of(seat))
    files = feature("files", "models").File.objects
    assert list(files.values_list("place", "state")) == [(new[0].place, "ready")]
    for job in table.claim(["file-gone"], 10):
        table.carry_out(job)
    storage = feature("files", "storage")
    there = [storage.stored().exists(storage.name_of(one.place, "original")) for one in (old, *new)]
    assert there == [False, True]


def test_who_has_come_back_before_its_turn_keeps_all_of_it(ada: User) -> None:
    seat = over(ada, "Long ago", 31)
    found = ticket_of(seat)
    says(seat, "I am back")
    retention.erase(found)
    assert bodies(seat)[0] == "Long ago"
    assert "I am back" in bodies(seat)


def test_mails_by_an_address_go_with_the_last_who_has_it(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who isn't verified is another contact in each conversation."""
    asked: list[str] = []

    def of_address(email: str) -> list[Any]:
        asked.append(email)
        return []

    holds = seam.Holds("fake", lambda _: 0, lambda _: [], of_address)
    monkeypatch.setattr(seam, "_holds", {"fake": holds})
    old, open_one = (
        over(ada, "Long ago", 31, email="a@example.com"),
        opened("A", "Now", email="A@example.com"),
    )
    retention.erase(ticket_of(old))
    assert not asked
    sets(seated(ada, open_one), "resolved")
    ago(open_one, 31)
    retention.erase(ticket_of(open_one))
    assert asked == ["A@example.com"]


def test_what_is_said_later_goes_later(ada: User) -> None:
    seat = over(ada, "Long ago", 31)
    retention.erase(ticket_of(seat))
    assert not retention.due("", 30).exists()
    says(seat, "Again")
    sets(seated(ada, seat), "resolved")
    assert not retention.due("", 30).exists()
    ago(seat, 31)
    assert list(retention.due("", 30)) == [ticket_of(seat)]


def test_a_name_goes_with_the_last_conversation(ada: User) -> None:
    first, second = over(ada, "One", 50), over(ada, "Two", 10)
    contact = ticket_of(first).contact
    Ticket.objects.filter(pk=second.ticket).update(contact=contact)
    retention.erase(ticket_of(first))
    assert Contact.objects.get(pk=contact.pk).name == "Who said One"
    retention.erase(ticket_of(second))
    assert Contact.objects.get(pk=contact.pk).name == f"#{contact.pk}"


def test_copies_are_of_another_conversation(ada: User) -> None:
    merge = feature("merge", "actions")
    old, new = opened("Carla", "It broke."), opened("Carla", "Again.")
    merge.merging(seated(ada, old), uuid4(), new.public_id, True)()
    says(old, "Hello?")
    ago(old, 31)
    assert list(retention.due("", 30)) == [ticket_of(old)], "what was merged has an age, too"
    retention.erase(ticket_of(old))
    assert bodies(old)[0] == ""
    assert "Hello?" in bodies(new)


def test_each_site_has_its_own(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    models, known = feature("sites", "models"), feature("sites", "known")
    models.Site.objects.all().delete()
    here, there = (models.Site.objects.create(name=name) for name in ("Here", "There"))
    monkeypatch.setattr(known.known, "get", lambda: {one.key: known.shown(one) for one in (here, there)})
    monkeypatch.setattr(sites, "_lists", [(known.every, known.places)])
    own, other = over(ada, "Own", 100), over(ada, "Other", 100)
    models.SiteTicket.objects.create(ticket=ticket_of(other), site=there)
    assert [place.name for place in retention.places()] == ["Here", "There"]
    [seen] = retention.preview({there.key: 90})
    assert (seen.place.name, seen.count) == ("There", 1)
    assert [one.count for one in retention.preview({here.key: 90, there.key: 200})] == [1, 0]
    retention.save({there.key: 90, here.key: None})
    retention.look()
    work()
    assert (bodies(own)[0], bodies(other)[0]) == ("Own", "")


def test_it_is_seen_before_it_is_saved(client: Client, ada: User) -> None:
    for days in (400, 500):
        over(ada, f"{days}", days)
    make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "root", "password": PASSWORD})
    assert 'value="save"' not in client.get(PAGE).content.decode(), "first it is shown"
    oldest = Ticket.objects.order_by("last_event_at")[0].last_event_at
    shown = client.post(PAGE, {"days-": "365", "act": "preview"}).content.decode()
    assert f"This would erase 2 conversations, the oldest of {oldest.day} {oldest:%B %Y}." in shown
    assert 'value="save"' in shown
    assert not Retention.objects.exists()
    assert Event.objects.exclude(body="").exists()
    assert "Nothing would be erased by now." in client.post(PAGE, {"days-": "501"}).content.decode()
    for wrong in ("0", "99999999999"):
        refused = client.post(PAGE, {"days-": wrong, "act": "save"}).content.decode()
        assert "field-error" in refused
        assert 'value="save"' not in refused
    assert client.post(PAGE, {"days-": "365", "act": "save"})["Location"] == PAGE
    assert Retention.objects.get().days == 365
    [line] = Line.objects.filter(what=retention.CHANGED)
    assert (line.by, line.before, line.after) == ("root", {"days": None}, {"days": 365})
    assert "365 days after" in client.get("/agent/settings/privacy/").content.decode()
    client.post(PAGE, {"days-": "", "act": "save"})
    assert not Retention.objects.exists()
