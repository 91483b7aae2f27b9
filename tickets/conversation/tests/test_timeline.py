"""What a page has missed, in pages that a slow line can carry."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.seated import log_of, notes, opened, reads, says, ticket_of
from tickets.conversation import ledger, seams, timeline
from tickets.conversation.statements import ids_at
from tickets.conversation.timeline import Asked
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire.frames import PAGE_BYTES, PAGE_EVENTS

pytestmark = pytest.mark.django_db


def fill(seat: Seat, sizes: list[int], hidden: frozenset[int] = frozenset()) -> None:
    """A log of bodies of these sizes, written at once; `hidden` ones are Ada's notes."""
    Event.objects.filter(ticket=seat.ticket).delete()
    public, events = 0, []
    for seq, size in enumerate(sizes, start=1):
        note = seq in hidden
        public += not note
        events.append(
            Event(
                ticket_id=seat.ticket,
                seq=seq,
                public_seq=None if note else public,
                client_id=uuid4(),
                kind="note" if note else "message",
                role="customer",
                body="x" * size,
            )
        )
    Event.objects.bulk_create(events)
    Ticket.objects.filter(pk=seat.ticket).update(last_seq=len(sizes), last_public_seq=public)


def seqs(page: timeline.Page) -> list[int]:
    return [event["seq"] for event in page.events]


def test_a_page_has_at_most_200_events_and_says_that_there_is_more(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "PAGE_BYTES", 10**6)  # so that their number is what counts
    fill(carla, [1] * (2 * PAGE_EVENTS + 1))
    pages, after = [], 0
    while True:
        page = timeline.page_after(carla, after)
        pages.append(page)
        after = page.last_seq
        if not page.more:
            break
    assert [len(page.events) for page in pages] == [PAGE_EVENTS, PAGE_EVENTS, 1]
    assert [page.head for page in pages] == [401] * len(pages)
    assert [seq for page in pages for seq in seqs(page)] == list(range(1, 402))


def test_a_page_that_ends_at_the_head_has_no_more(carla: Seat) -> None:
    fill(carla, [1] * 3)
    page = timeline.page_after(carla, 1)
    assert (seqs(page), page.head, page.more) == ([2, 3], 3, False)


def test_an_event_larger_than_a_page_still_goes_out(carla: Seat) -> None:
    fill(carla, [8000 * 2 + 1000, 10, 10])
    first = timeline.page_after(carla, 0)
    assert (seqs(first), first.more) == ([1], True)
    assert seqs(timeline.page_after(carla, 1)) == [2, 3]


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from([1, 50, 3000, 8000]), min_size=1, max_size=40),
    st.frozensets(st.integers(1, 40), max_size=10),
)
def test_pages_are_bounded_and_together_the_whole_log(
    carla: Seat, ada: Seat, sizes: list[int], hidden: frozenset[int]
) -> None:
    fill(carla, sizes, hidden)
    shown = {ada: len(sizes), carla: len(sizes) - len(hidden & set(range(1, len(sizes) + 1)))}
    for seat, count in shown.items():
        after, read = 0, list[int]()
        while after < count:
            page = timeline.page_after(seat, after)
            size = len(json.dumps(page.events, ensure_ascii=False, separators=(",", ":")).encode())
            assert len(page.events) == 1 or size <= PAGE_BYTES
            assert page.more == (page.last_seq < count)
            read += seqs(page)
            after = page.last_seq
        assert read == list(range(1, count + 1))


@pytest.mark.parametrize("after", [3, 4, 2**31 - 1])
def test_beyond_the_head_is_as_at_the_head(carla: Seat, after: int) -> None:
    fill(carla, [1] * 3)
    page = timeline.page_after(carla, after)
    assert (page.events, page.head, page.more, page.last_seq) == ([], 3, False, 3)


def test_customers_see_no_note_and_no_trace_of_one(carla: Seat, ada: Seat) -> None:
    notes(ada, "secret")
    before = timeline.page_after(carla, 0).as_frame()
    notes(ada, "secret again")
    assert timeline.page_after(carla, 0).as_frame() == before
    says(ada, "Hello")
    frame = timeline.page_after(carla, 0).as_frame()
    assert "secret" not in frame
    assert [event["seq"] for event in json.loads(frame)["events"]] == [1, 2]


def test_a_page_tells_how_the_ticket_stands(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seams, "_stands", [])
    seams.with_ticket(lambda ticket: {"letters": len(ticket.subject)})
    frame = json.loads(timeline.page_after(carla, 0).as_frame())
    about = {"customer", "subject", "letters"}
    assert frame.keys() == {"type", "ticket", "events", "head", "more", *about}
    assert (frame["type"], frame["customer"], frame["letters"]) == ("events", "Carla", len(frame["subject"]))
    assert frame["events"][0].keys() == {"seq", "id", "kind", "author", "body", "at"}


def test_agents_are_told_what_customers_dont_see(carla: Seat, ada: Seat) -> None:
    says(ada, "Hello")
    notes(ada, "secret")
    assert [event.get("hidden") for event in log_of(ada)] == [None, None, True]
    assert not [event for event in log_of(carla) if "hidden" in event]


def test_an_event_names_its_author_as_others_know_them(carla: Seat, ada: Seat) -> None:
    says(ada, "Hello")
    authors = [event["author"] for event in log_of(carla)]
    key = str(ada.person.agent)
    assert authors == [{"role": "customer", "name": "Carla"}, {"role": "agent", "name": "Ada", "key": key}]


def test_times_are_rfc_3339_in_utc_with_milliseconds(carla: Seat) -> None:
    [event] = log_of(carla)
    Event.objects.update(at="2026-11-22T20:49:00.123456+02:00")
    [event] = log_of(carla)
    assert event["at"] == "2026-11-22T18:49:00.123Z"


def test_marks_come_with_the_page_in_the_readers_numbering(carla: Seat, ada: Seat) -> None:
    assert {seq for *_, seq in timeline.page_after(carla, 0).marks} == {0}
    notes(ada, "hidden")
    says(ada, "Hello")
    ledger.mark(carla, "delivered", 1)
    reads(ada, 3)
    reads(carla, 2)
    customer, agents = {"role": "customer", "name": "Carla"}, {"role": "agent", "name": ""}
    assert timeline.page_after(carla, 0).marks == (
        ("delivered", customer, 1),
        ("delivered", agents, 0),
        ("read", customer, 2),
        ("read", agents, 2),
    )
    assert timeline.page_after(ada, 0).marks == (
        ("delivered", customer, 1),
        ("delivered", agents, 0),
        ("read", customer, 3),
        ("read", agents, 3),
    )


def test_live_pages_say_the_same_as_the_log(carla: Seat, ada: Seat) -> None:
    written = [says(ada, "One"), notes(ada, "Two"), says(carla, "Three")]
    for seat, public in ((ada, False), (carla, True)):
        for each in written:
            [event] = each.events
            if public and event.public_seq is None:
                continue
            live = timeline.live_page(event, each.ticket, timeline.about(each.ticket), public=public)
            assert live.events == [row for row in log_of(seat) if row["id"] == str(each.id)]
            assert live.head == live.events[0]["seq"]


def test_a_ticket_that_went_is_not_found() -> None:
    carla = opened("Carla", "x")
    ticket_of(carla).delete()
    with pytest.raises(Refused) as refused:
        timeline.page_after(carla, 0)
    assert refused.value.code == "not_found"


def test_whether_it_is_the_same_log_is_asked_once_for_all(
    django_assert_num_queries: DjangoAssertNumQueries, carla: Seat, ada: Seat
) -> None:
    says(carla, "one")
    notes(ada, "hidden")
    says(carla, "two")
    theirs, ours = log_of(carla), log_of(ada)
    asked = [
        Asked(seat, event["seq"], UUID(last))
        for seat, log in ((carla, theirs), (ada, ours))
        for event in log
        for last in (event["id"], str(uuid4()))
    ]
    asked += [Asked(carla, 0, uuid4()), Asked(carla, len(theirs) + 9, uuid4()), Asked(ada, 1)]
    with django_assert_num_queries(2):  # in each numbering
        others = timeline._of_another_log(asked)
    wrong = [one for number, one in enumerate(asked[:-3]) if number % 2]
    assert others == {*wrong, asked[-2]}


@pytest.mark.parametrize("field", ["seq", "public_seq"])
def test_it_is_found_without_going_through_all_events(carla: Seat, field: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("as SQLite explains it")
    with CaptureQueriesContext(connection) as queries:
        ids_at({(carla.ticket, 1), (carla.ticket, 2)}, field)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert any(f"ticket_id=? AND {field}=?" in step for step in plan), plan
