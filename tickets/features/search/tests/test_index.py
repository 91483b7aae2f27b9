"""What is looked in follows the log: by reactions, corrections, deletions, and anew."""

from collections import deque
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.seated import assigns, make_agent, notes, opened, says, seated, sets, ticket_of
from tickets.features.search import index
from tickets.features.search.management.commands.reindex import Command
from tickets.features.search.models import Searched
from tickets.features.search.tests.conftest import Search, indexed
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def index_is_whole(db: None) -> object:
    """After each story SQLite's index holds what the table holds: no ghost, no hole."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_letters(search_letters, rank) VALUES ('integrity-check', 1)")


def kinds_of(seat: Seat) -> list[str]:
    return list(Searched.objects.filter(ticket=seat.ticket).order_by("pk").values_list("kind", flat=True))


def test_messages_and_notes_are_looked_in_and_each_ticket_once(carla: Seat, ada: Seat) -> None:
    notes(ada, "A known fault.")
    sets(ada, "resolved")
    says(carla, "Thanks")
    indexed()
    assert sorted(kinds_of(carla)) == ["message", "message", "note", "ticket"]


def test_an_event_reacted_to_twice_is_found_once(carla: Seat, search: Search) -> None:
    search("broke")
    Ticket.objects.update(reacted_seq=0)
    assert len(search("broke")) == 1


def test_a_corrected_name_e_mail_and_subject(carla: Seat, chris: Seat, search: Search) -> None:
    contact = ticket_of(carla).contact
    contact.name, contact.email = "Karla Kolumna", "karla@example.org"
    contact.save()
    ticket = ticket_of(carla)
    ticket.subject = "Nachruf"
    ticket.save(update_fields=["subject"])
    for asked in ("kolumna", "karla@example.org", "nachruf", "from:kolumna broke"):
        assert [one["name"] for one in search(asked)] == ["Karla Kolumna"], asked
    assert not Searched.objects.filter(body__contains="carla").exists()
    assert not Job.objects.exists()


def test_all_tickets_of_a_contact_are_corrected_by_one_job(carla: Seat, chris: Seat, search: Search) -> None:
    contact = ticket_of(carla).contact
    Ticket.objects.update(contact=contact)
    indexed()
    for name in ("Caroline", "Karoline"):
        contact.name = name
        contact.save()
    assert Job.objects.count() == 1
    assert len(search("karoline")) == 2
    assert search("caroline") == []


def test_what_is_opened_costs_no_job(carla: Seat) -> None:
    assert not Job.objects.exists()


def test_a_deleted_ticket_is_found_no_more(carla: Seat, chris: Seat, search: Search) -> None:
    assert len(search("it")) == 0
    assert len(search("broke")) == 1
    ticket_of(carla).delete()
    assert search("broke") == search("carla") == []
    assert len(search("smokes")) == 1
    assert not Searched.objects.filter(ticket=carla.ticket).exists()


def test_one_that_goes_before_its_reaction(carla: Seat, search: Search) -> None:
    contact = ticket_of(carla).contact
    contact.save()
    ticket_of(carla).delete()
    assert search("broke") == []


def reindex() -> str:
    out = StringIO()
    call_command("reindex", stdout=out)
    return out.getvalue()


def test_reindex_writes_everything_anew(
    carla: Seat, chris: Seat, ada_herself: User, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "AT_ONCE", 2)
    ada = seated(ada_herself, carla)
    for number in range(5):
        notes(ada, f"Note {number}")
    indexed()
    before = list(Searched.objects.order_by("pk").values())
    Searched.objects.filter(kind="note").delete()
    Searched.objects.filter(kind="message").update(body="nonsense")
    told = reindex()
    assert list(Searched.objects.order_by("pk").values()) == before
    assert "7 messages and notes of 2 conversations" in told
    assert len(search("note")) == 5


def test_reindex_takes_away_what_nobody_announced(carla: Seat, chris: Seat, search: Search) -> None:
    says(carla, "Moved")
    indexed()
    Event.objects.filter(body="Moved").update(body="Erased", at="2020-01-01T00:00:00Z")
    Contact.objects.update(name="Nobody")
    gone = Ticket.objects.filter(pk=chris.ticket)
    Event.objects.filter(ticket=chris.ticket).delete()
    gone._raw_delete("default")
    reindex()
    assert search("moved") == search("carla") == search("smokes") == []
    assert [one["at"] for one in search("erased")] == ["2020-01-01T00:00:00.000Z"]
    assert set(Searched.objects.values_list("ticket", flat=True)) == {carla.ticket}


def test_reindex_of_nothing(db: None) -> None:
    assert "0 messages and notes of 0 conversations" in reindex()


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Something happens while `reindex` runs: after its first part."""

    def comes(what: Callable[[], object]) -> None:
        write, still = Command.write, [what]

        def written(command: Command, tickets: deque[index.Anew]) -> None:
            write(command, tickets)
            if still:
                still.pop()()

        monkeypatch.setattr(Command, "write", written)
        monkeypatch.setattr(index, "AT_ONCE", 2)

    return comes


Between = Callable[[Callable[[], object]], None]


def test_a_message_that_comes_while_reindex_runs_stays(carla: Seat, search: Search, between: Between) -> None:
    def meanwhile() -> None:
        says(carla, "Meanwhile")
        indexed()

    for number in range(4):
        says(carla, f"Message {number}")
    between(meanwhile)
    reindex()
    assert len(search("meanwhile")) == 1


def test_what_is_erased_while_reindex_runs_is_not_written_back(
    carla: Seat, chris: Seat, search: Search, between: Between
) -> None:
    """Of the second of two, which the first part knows of."""

    def erased() -> None:
        assert not Searched.objects.filter(ticket=chris.ticket).exists(), "it would be written again else"
        Event.objects.filter(ticket=chris.ticket).update(body="")
        Contact.objects.filter(tickets=chris.ticket).update(name="Erased")

    indexed()
    Searched.objects.all().delete()
    between(erased)
    reindex()
    assert len(search("broke")) == 1
    assert search("chris") == search("smokes") == []
    assert search("erased") != []


def test_an_assignment_is_not_looked_in(carla: Seat, ada: Seat, search: Search) -> None:
    assigns(ada, make_agent("grace", "Grace Hopper"))  # a name that no ticket's id can have in it
    opened("Dora", "Hello")
    assert search("hopper") == []
