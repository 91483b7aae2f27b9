"""The desk's list: who waits, how long, and what is new to the agents."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.seated import (
    SUPERVISOR,
    assigns,
    feature,
    make_agent,
    notes,
    opened,
    reads,
    says,
    seated,
    sets,
    ticket_of,
)
from tickets.conversation import statements, timeline
from tickets.conversation.ledger import Written
from tickets.conversation.timeline import Asked
from tickets.desk import queue, views
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada_person(ada_herself: User) -> Person:
    return access.person_of(ada_herself)


def names(person: Person, view: str) -> list[str]:
    return [row["name"] for row in queue.page(person, view)["rows"]]


def waits_since(seat: Seat, minute: int | None) -> None:
    at = None if minute is None else f"2026-11-22T18:{minute:02}Z"
    Ticket.objects.filter(pk=seat.ticket).update(waiting_since=at)


def test_each_view_shows_its_tickets_and_the_counts_agree(ada_herself: User, ada_person: Person) -> None:
    bob = make_agent("bob", "Bob")
    opened("Carla", "Hi")
    chris, dora, emil = (opened(name, "Hi") for name in ("Chris", "Dora", "Emil"))
    assigns(seated(bob, chris), ada_herself)
    assigns(seated(bob, dora), bob)
    sets(seated(bob, emil), "resolved")
    shown = {view: set(names(ada_person, view)) for view in ("unassigned", "mine", "open", "resolved")}
    assert shown == {
        "unassigned": {"Carla"},
        "mine": {"Chris"},
        "open": {"Carla", "Chris", "Dora"},
        "resolved": {"Emil"},
    }
    counts = {view.name: len(shown.get(view.name, ())) for view in views.in_order()}
    assert queue.counts(ada_person) == counts
    assert queue.counts(access.person_of(bob))["mine"] == 1


def test_who_waits_longest_comes_first_and_who_does_not_wait_last(ada_person: Person) -> None:
    for name, minute in (("Carla", 30), ("Nobody waits", None), ("Chris", 10), ("Dora", 20)):
        waits_since(opened(name, "Hi"), minute)
    assert names(ada_person, "open") == ["Chris", "Dora", "Carla", "Nobody waits"]


def test_resolved_ones_come_newest_first(ada_herself: User, ada_person: Person) -> None:
    seats = [opened(name, "Hi") for name in ("first", "second", "third")]
    for minute, seat in enumerate(seats):
        sets(seated(ada_herself, seat), "resolved")
        Ticket.objects.filter(pk=seat.ticket).update(last_event_at=f"2026-11-22T18:{minute:02}Z")
    assert names(ada_person, "resolved") == ["third", "second", "first"]


def test_pages_of_a_hundred_each_ticket_once(ada_person: Person) -> None:
    for number in range(queue.ROWS * 2 + 1):
        waits_since(opened(f"{number}", "Hi"), number % 60)
    seen: list[str] = []
    before = None
    for more in (True, True, False):
        page = queue.page(ada_person, "open", before)
        assert page["more"] == more
        assert len(page["rows"]) <= queue.ROWS
        seen += [row["ticket"] for row in page["rows"]]
        before = page["rows"][-1]["cursor"]
    assert len(seen) == len(set(seen)) == queue.ROWS * 2 + 1
    assert queue.page(ada_person, "open", before)["rows"] == []


def test_counts_stop_at_their_limit(ada_person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", 3)
    for number in range(5):
        opened(f"{number}", "Hi")
    assert queue.counts(ada_person)["open"] == 3


@pytest.mark.parametrize(("view", "before"), [("all", None), ("", None), ("open", "x"), ("open", "-1")])
def test_nonsense_is_refused(ada_person: Person, view: str, before: str | None) -> None:
    with pytest.raises(Refused) as refused:
        queue.page(ada_person, view, before)
    assert refused.value.code == "bad_field"


def test_unread_are_the_customers_messages_that_no_agent_has_read(carla: Seat, ada: Seat, bob: Seat) -> None:
    def unread() -> int:
        count: int = queue.row(carla.public_id)["unread"]
        return count

    assert unread() == 1
    says(carla, "More")
    notes(ada, "Hm.")
    says(ada, "Hello")
    sets(ada, "resolved")
    assert unread() == 2, "what agents say and do is nothing new to them"
    reads(bob, 1)
    assert unread() == 1
    reads(ada, 5)
    assert unread() == 0
    says(carla, "Again")
    assert unread() == 1


def test_the_last_word_is_shown_by_its_beginning(carla: Seat, ada: Seat) -> None:
    says(carla, "é" * 141)
    last = queue.row(carla.public_id)["last"]
    assert (last["kind"], last["role"], last["name"]) == ("message", "customer", "Carla")
    assert last["body"] == "é" * 140
    notes(ada, "A note")
    sets(ada, "resolved")
    assert queue.row(carla.public_id)["last"]["body"] == "A note", "a status is no word"


def test_a_row_has_what_the_contract_says(ada_herself: User, ada_person: Person) -> None:
    seat = opened("Carla", "Hi", email="carla@example.com", subject="Toaster")
    assigns(seated(ada_herself, seat), ada_herself)
    row = queue.row(seat.public_id)
    assert row["assignee"] == {"username": "ada", "name": "Ada", "key": str(ada_herself.pk)}
    assert (row["email"], row["subject"], row["head"]) == ("carla@example.com", "Toaster", 2)
    contract = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text()
    documented = contract.split("\nA row: ", 1)[1].split("Views:", 1)[0]
    for field in queue.page(ada_person, "open")["rows"][0]:
        assert f"`{field}`" in documented, field


def test_the_row_of_no_ticket_is_not_found() -> None:
    with pytest.raises(Refused) as refused:
        queue.row("nowhere")
    assert refused.value.code == "not_found"


@pytest.mark.usefixtures("nothing_gets_old")
def test_a_page_costs_the_same_few_queries_however_many_tickets(
    ada_person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        seat = opened(f"{number}", "Hi")
        says(seat, "More")
    queue.page(ada_person, "open")  # what a process asks once in a while
    with django_assert_max_num_queries(8):
        queue.page(ada_person, "open")


def test_to_name_the_assignee_and_the_author_of_a_message_is_one_query(
    carla: Seat, ada: Seat, ada_herself: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assigns(ada, make_agent("bob", "Bob"))
    written = says(ada, "Hello")
    with django_assert_num_queries(1):
        statements.introduce(written.ticket, written.events[0])
        row = queue.excerpt(written.events[0], written.ticket)
        assert (row["name"], timeline.about(written.ticket)["assignee"]) == ("Ada", "Bob")
    customers = says(carla, "Hi")
    with django_assert_num_queries(1):
        statements.introduce(customers.ticket, customers.events[0])
        assert timeline.about(customers.ticket)["assignee"] == "Bob"
        assert customers.events[0].agent is None


def test_live_rows_and_listed_rows_are_the_same(carla: Seat, ada_person: Person) -> None:
    [listed] = queue.page(ada_person, "open")["rows"]
    assert listed.items() >= queue.row(ticket_of(carla).public_id).items()


def test_a_row_made_from_what_was_just_written_is_the_one_in_the_database(
    carla: Seat, ada: Seat, ada_herself: User
) -> None:
    def same(written: Written) -> bool:
        [asked] = queue.rows([carla.public_id], SUPERVISOR)
        return queue.row_after(written.ticket, written.events) == asked == queue.row(carla.public_id)

    assert same(says(carla, "More"))
    assert same(assigns(ada, ada_herself)), "no word: the last one is Carla's"
    reads(ada, 1)
    assert same(notes(ada, "Hm."))
    assert same(says(ada, "Hello"))
    assert same(sets(ada, "resolved")), "no word: the last one is Ada's"
    assert same(says(carla, "Again")), "which reopens it: two events"


# — what the page can't count or find by itself —


def test_an_agent_who_opens_a_ticket_gets_its_row(
    carla: Seat, chris: Seat, ada: Seat, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chris_as_ada = Seat(chris.ticket, chris.public_id, ada.person)
    with django_assert_max_num_queries(10):
        pages = queue.pages_after([Asked(ada, 0), Asked(chris_as_ada, 0), Asked(carla, 0)])
    shown = [page and page.as_dict().get("row") for page in pages]
    assert shown == [queue.row(carla.public_id), queue.row(chris.public_id), None]


def test_who_calls_is_counted_whatever_the_view(
    carla: Seat, ada: Seat, bob: Seat, ada_herself: User, ada_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, bobs, done, read = (opened(name, "Hi") for name in ("mine", "Bob's", "done", "read"))
    assigns(seated(ada_herself, mine), ada_herself)
    assigns(seated(ada_herself, bobs), User.objects.get(username="bob"))
    sets(seated(ada_herself, done), "resolved")
    reads(seated(ada_herself, read), 1)
    for view in ("unassigned", "mine", "open", "resolved"):
        assert queue.page(ada_person, view)["calling"] == 2, "Carla's, and mine"
    monkeypatch.setattr(queue, "MOST_COUNTED", 1)
    assert queue.calling(ada_person) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's plan is by what it has counted")
def test_who_calls_is_looked_up_among_those_who_wait(ada_person: Person) -> None:
    feature("assignment", "lists")  # with views of whom they are for
    asked = list[tuple[str, Any]]()  # as it is asked: with its values in it, the plan is another

    def seen(execute: Callable[..., Any], sql: str, values: Any, *more: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, *more)

    with connection.execute_wrapper(seen):
        queue.all_counts(ada_person)
    sql, values = asked[-1]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert plan.count("ticket_waiting (status=? AND assignee_id=? AND waiting_since>?)") == 2


def test_words_are_found_beyond_the_first_page_in_any_case(
    ada_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_views", dict(views._views))
    views.register(views.View("elsewhere", "Elsewhere", 99, done=True))
    found = opened("Élodie Żak", "Hi", email="elodie@example.com", subject="Müller GmbH")
    for number in range(queue.ROWS):
        opened(f"{number}", "Hi")
    for words in ("élodie", "ŻAK ÉLO", "example.com", "müller żak", "  MÜLLER  "):
        answer = queue.found(ada_person, "open", words)
        assert [row["ticket"] for row in answer["rows"]] == [found.public_id], words
    nothing = queue.found(ada_person, "elsewhere", "élodie")
    assert (nothing["rows"], nothing["looked_at"]) == ([], 0)
    assert queue.found(ada_person, "open", "nowhere %")["looked_at"] == queue.ROWS + 1
    assert len(queue.found(ada_person, "open", "")["rows"]) == queue.ROWS
