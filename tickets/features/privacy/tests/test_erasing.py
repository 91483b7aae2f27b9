"""A person is erased, and found nowhere afterwards: not in the database's files, nor beside them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from support_site import stored_files
from tests.fakes import Layer
from tests.seated import bodies, feature, log_of, make_agent, notes, opened, says, seated, ticket_of
from tickets.conversation import erasing as seam
from tickets.conversation import ledger, reactions
from tickets.conversation.ledger import Opening
from tickets.features.privacy import erasing, jobs, remembered, scrubbing
from tickets.features.privacy.models import Erasure
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = {
    name: f"{name}{uuid4().hex}"
    for name in ("Said", "Noted", "File", "Raw", "Called", "Mail", "Answer", "Error")
}


@pytest.fixture(autouse=True)
def _quietly(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    settings.FILES_DIR = tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "files" / "stored")}
    yield
    scrubbing.cut_log()


@pytest.fixture
def person() -> Seat:
    """All that can be kept of somebody."""
    seat = opened(SECRETS["Called"], f"x {SECRETS['Said']} y", email=f"{SECRETS['Mail']}@example.com")
    says(seat, f"{SECRETS['Said']} and a long one {'word ' * 1_000} {SECRETS['Said']}")
    notes(seated(make_agent("ada", "Ada"), seat), f"Is {SECRETS['Noted']}")
    return seat


def contact_of(seat: Seat) -> Contact:
    return ticket_of(seat).contact


def erase(seat: Seat) -> dict[str, int]:
    erasure = jobs.begin(contact_of(seat), "ada")
    went = jobs.carry_out(erasure)
    jobs.done(erasure, went)
    scrubbing.scrub()
    return went


def a_file(seat: Seat, name: str, content: bytes) -> Any:
    models, storage = feature("files", "models"), feature("files", "storage")
    written = says(seat, "See this.")
    event = Event.objects.get(client_id=written.id)
    about = {"ticket_id": seat.ticket, "client_id": uuid4(), "role": "customer", "size": len(content)}
    file = models.File.objects.create(**about, event=event, name=name, state="ready")
    path = storage.stored().path(storage.name_of(file.place, "original"))
    Path(path).parent.mkdir(parents=True)
    Path(path).write_bytes(content)
    return file


def in_rows() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            rows += cursor.fetchall()
    return repr(rows)


def in_files(folder: Path) -> list[tuple[str, str]]:
    """Where each secret stands, as grep would find it, in any case; and on SQLite in the database's files."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        paths += [path for path in database.parent.glob(f"{database.name}*") if path.is_file()]
    contents = [(path.name, path.read_bytes().lower()) for path in paths]
    return [
        (name, secret)
        for name, content in contents
        for secret in SECRETS.values()
        if secret.lower().encode() in content
    ]


def react() -> None:
    while reactions.catch_up():
        pass


def test_it_is_found_nowhere(person: Seat, chris: Seat, tmp_path: Path) -> None:
    a_file(person, f"{SECRETS['File']}.txt", f"In it: {SECRETS['File']}".encode())
    arrive, models = feature("mail", "arrive"), feature("mail", "models")
    arrive.stored(f"From: {SECRETS['Mail']}@example.com\n\n{SECRETS['Raw']}".encode(), "x@example.com")
    models.Mail.objects.update(ticket=person.ticket, subject=SECRETS["Raw"])
    raw = models.Mail.objects.create(
        direction="in", message_id="m", sender=f"{SECRETS['Mail'].upper()}@example.com", state="held"
    )
    feature("prechat", "models").Answers.objects.create(
        ticket_id=person.ticket, values=[{"v": SECRETS["Answer"]}]
    )
    table.enqueue("rating-ask", {"ticket": person.ticket, "resolution": 1}, key="k", wait=timedelta(days=1))
    Job.objects.filter(key="k").update(error=SECRETS["Error"])
    react()
    scrubbing.cut_log()
    before = {secret for _, secret in in_files(tmp_path)}
    if connection.vendor == "sqlite":
        assert before == set(SECRETS.values()), "each of them can be found"
    assert all(secret in in_rows() for name, secret in SECRETS.items() if name not in ("File", "Mail"))
    went = erase(person)
    assert (went["conversations"], went["messages"], went["files"], went["mails"]) == (1, 4, 1, 2)
    assert in_files(tmp_path) == []
    rows = in_rows().lower()
    assert not [secret for secret in SECRETS.values() if secret.lower() in rows]
    assert bodies(chris) == ["It smokes."]
    raw.refresh_from_db()
    assert raw.state == "dropped"
    assert erase(person)["messages"] == 0


def test_what_a_merge_copied_goes_with_who_said_it(person: Seat, chris: Seat, tmp_path: Path) -> None:
    """Into another person's conversation, by that into a third, and where the two were taken apart again.
    What those others said stays."""
    merge, bob = feature("merge", "actions"), make_agent("bob", "Bob")
    third = opened("Cora", "It fell.")
    seats = [seated(bob, seat) for seat in (person, chris)]
    merge.merging(seats[0], uuid4(), chris.public_id, True)()
    merge.merging(seats[1], uuid4(), third.public_id, True)()
    says(person, f"Again {SECRETS['Raw']}")
    notes(seats[0], f"To note: {SECRETS['Answer']}")
    says(chris, "It still smokes.")
    merge.merging(seats[0], uuid4(), None, True)()
    react()
    for place in (chris, third):
        assert SECRETS["Raw"] in repr(bodies(place))
        assert SECRETS["Answer"] in repr(bodies(seated(bob, place)))
    erase(person)
    assert not [one for one in in_files(tmp_path) if one[1] in (SECRETS["Raw"], SECRETS["Answer"])]
    assert not [one for one in SECRETS.values() if one.lower() in in_rows().lower()]
    *_, of_agents = (one for one in log_of(seated(bob, third)) if one["kind"] == "erased")
    assert of_agents["data"] == {"seqs": [3, 4], "part": True}
    [said] = [one for one in log_of(third) if one["kind"] == "erased"]
    assert said["data"] == {"seqs": [2], "part": True}
    assert bodies(third) == ["It fell.", "", "It still smokes.", said["body"]]
    before = Event.objects.count()
    erase(person)
    assert Event.objects.count() == before, "and again there is nothing more to say"


def test_seqs_and_times_stay_and_each_side_hears_its_own_numbers(person: Seat, layer: Layer) -> None:
    ada = seated(make_agent("bob", "Bob"), person)
    says(person, "More")
    before, public = log_of(ada), log_of(person)
    erase(person)
    *kept, said = log_of(ada)
    same = ("seq", "id", "at", "kind")
    assert [[one[name] for name in same] for one in kept] == [[one[name] for name in same] for one in before]
    assert all((one["body"], one["data"]) == ("", {"erased": True}) for one in kept)
    assert (said["kind"], said["data"]) == ("erased", {"seqs": [1, 2, 3, 4]})
    *kept, said = log_of(person)
    assert [one["seq"] for one in kept] == [one["seq"] for one in public]
    assert said["data"] == {"seqs": [1, 2, 3]}, "without the note"
    number = f"#{contact_of(person).pk}"
    assert kept[0]["author"]["name"] == contact_of(person).name == number


def test_an_answer_that_was_lost_is_given_again(person: Seat) -> None:
    """An offline page sends once more what it had no answer for: it is stored, and so it forgets it."""
    id = uuid4()
    first = says(person, "Lost on the way", id)
    opening = Opening(uuid4(), "Opal", "Hello")
    written, token = ledger.open_ticket(opening)
    erase(person)
    again = says(person, "Lost on the way", id)
    assert (again.seq, again.events) == (first.seq, ())
    erase(access.seat(access.NOBODY, written.ticket.public_id, token))
    assert ledger.open_ticket(opening)[0].ticket == written.ticket
    notes(seated(make_agent("eve", "Eve"), person), "still", id)
    with pytest.raises(Refused, match="used for something else"):
        ledger.append(person, id, "note", "x", ledger.spoken)


def test_figures_stay(person: Seat) -> None:
    rating = feature("rating", "effects")
    Event.objects.filter(ticket=person.ticket, seq=2).update(
        kind=rating.RATING, body=SECRETS["Said"], data={"score": 5, "of": 5, "resolution": 1, "more": "x"}
    )
    erase(person)
    event = Event.objects.get(ticket=person.ticket, seq=2)
    assert (event.body, event.data) == ("", {"score": 5, "of": 5, "resolution": 1, "erased": True})


def test_it_goes_on_after_it_was_killed(person: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "SLICE", 1)
    holds = seam.Holds("broken", lambda _: 0, lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
    monkeypatch.setattr(seam, "_holds", {"broken": holds})
    with pytest.raises(ZeroDivisionError):
        erase(person)
    assert Erasure.objects.get().done_at is None
    monkeypatch.setattr(seam, "_holds", {})
    erase(person)
    erased = Event.objects.filter(ticket=person.ticket, kind="erased")
    assert [one.data["seqs"] for one in erased] == [[1], [2], [3]]


def test_what_comes_while_it_is_erased_is_held_by_nobody(
    person: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[str] = []

    def erase_what_is_held(ticket: Ticket) -> list[Any]:
        held.clear()
        return []

    def is_late(ticket: Ticket) -> list[Any]:
        if late:
            held.append(late.pop())
            says(person, "Late")
        return []

    late = ["a late file"]
    holds = [seam.Holds("held", lambda _: 0, erase_what_is_held), seam.Holds("late", lambda _: 0, is_late)]
    monkeypatch.setattr(seam, "_holds", {one.name: one for one in holds})
    erase(person)
    assert "Late" not in bodies(person)
    assert not held


def test_what_is_opened_or_asked_for_meanwhile_goes_too(
    person: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact, forgotten = contact_of(person), list[int]()
    monkeypatch.setattr("tickets.features.privacy.exports.forget_all_of", forgotten.append)
    before = erasing.Person.of(contact)
    later = opened("Somebody", "Opened since")
    Ticket.objects.filter(pk=later.ticket).update(contact=contact)
    erasing.erase(before)
    assert "Opened since" not in bodies(later)
    assert forgotten == [contact.pk] * 2


def test_a_backup_that_is_older_is_told(person: Seat, chris: Seat) -> None:
    """As `restore` calls it: with the file of the place it goes into."""
    jobs.carry_out(jobs.begin(contact_of(person), ""))
    [noted] = Erasure.objects.all()
    Event.objects.filter(ticket=person.ticket, seq=1).update(body=SECRETS["Said"], data={})
    Erasure.objects.all().delete()
    told: list[str] = []
    assert remembered.apply(told.append) == 1
    assert told == ["Erased again: 1 people, who were erased after the backup was taken."]
    assert bodies(person)[0] == ""
    assert bodies(chris) == ["It smokes."]
    assert [json.loads(line) for line in remembered.place().read_text().splitlines()] == [
        {"tickets": [person.public_id], "at": noted.asked_at.isoformat()}
    ]
    says(person, "Written since.")
    assert remembered.apply(told.append) == 0, "and a backup of what is here now knows it"
    assert bodies(person)[-1] == "Written since."


def test_what_is_written_after_an_erasure_is_not_erased_by_a_backup_that_knows_it(person: Seat) -> None:
    call_command("erase_person", person.public_id, yes=True)
    says(person, "Written since.")
    assert remembered.apply(str) == 0
    call_command("erase_person", again=remembered.place())
    assert bodies(person)[-1] == "Written since."


def test_one_that_an_earlier_release_noted_is_erased(person: Seat) -> None:
    remembered.place().parent.mkdir(parents=True, exist_ok=True)
    remembered.place().write_text(json.dumps({"tickets": [person.public_id]}) + "\n")
    assert remembered.apply(str) == 1


def test_a_file_that_isnt_there_is_said(person: Seat, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nobody was erased"):
        call_command("erase_person", again=tmp_path / "typo.jsonl")


def test_from_a_terminal(person: Seat, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("erase_person", person.public_id)
    assert "Nothing was erased" in capsys.readouterr().out
    assert bodies(person)[0]
    call_command("erase_person", f"{SECRETS['Mail'].upper()}@example.com", yes=True)
    told = capsys.readouterr().out
    assert "1 conversations, 3 messages" in told
    assert told.endswith("Erased: 1.\n")
    assert bodies(person)[0] == ""
    for who in ("nobody@example.com", "#" + "9" * 30, ""):
        with pytest.raises(CommandError):
            call_command("erase_person", who)


def test_asked_for_at_the_desk_a_job_does_it(person: Seat) -> None:
    jobs.ask(contact_of(person), "ada")
    jobs.ask(contact_of(person), "ada")
    assert jobs.under_way(contact_of(person).pk)
    for kind in (jobs.ERASING.name, jobs.SCRUBBING.name):
        [job] = table.claim([kind], 5)
        table.carry_out(job)
    assert bodies(person)[0] == ""
    assert Erasure.objects.get().counts["messages"] == 3, "asked for twice it is one"
    assert not jobs.under_way(contact_of(person).pk)


def test_a_thousand_messages_and_fifty_files_go_in_seconds(person: Seat) -> None:
    """5 s is the figure, of the clock; the bound is of the processor, for others may be at work beside."""
    ticket, ids = ticket_of(person), [uuid4() for _ in range(1_000)]
    rows = [
        Event(
            ticket=ticket,
            seq=n,
            public_seq=n + 1_000,
            client_id=id,
            kind="message",
            role="customer",
            body="w " * 80,
        )
        for n, id in enumerate(ids, 4)
    ]
    Event.objects.bulk_create(rows)
    type(ticket).objects.filter(pk=ticket.pk).update(last_seq=1_003, last_public_seq=2_003)
    for n in range(50):
        a_file(person, f"{n}.txt", b"x" * 10_000)
    index = feature("search", "index")
    index.write(index.rows_of(list(Event.objects.filter(ticket=ticket))))
    with CaptureQueriesContext(connection) as asked:
        went = erase(person)
    assert (went["messages"], went["files"]) == (1_053, 50)
    assert len(asked) < 1_053, "by hundreds, and not one by one"


def test_desks_are_told_when_nothing_finds_it_any_more(person: Seat, layer: Layer) -> None:
    """And not which it was: an agent may not see it."""
    erase(person)
    told = [message for message in layer.sent if message["type"] == "frame" and message["group"] == "desk"]
    assert [message["frame"] for message in told] == ['{"type":"erased"}']
