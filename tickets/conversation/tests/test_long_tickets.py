"""Long tickets are read from their end, and another log is known for another."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.seated import notes, says
from tickets.conversation import timeline
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.wire.frames import LONG_GAP, PAGE_EVENTS

pytestmark = pytest.mark.django_db


def grown_to(seat: Seat, length: int) -> None:
    """The ticket with `length` messages: written by hand, since a sender takes minutes."""
    have = Event.objects.filter(ticket=seat.ticket).count()
    Event.objects.bulk_create(
        Event(
            ticket_id=seat.ticket,
            seq=n,
            public_seq=n,
            client_id=uuid4(),
            kind="message",
            role="customer",
            body=f"#{n}",
        )
        for n in range(have + 1, length + 1)
    )
    Ticket.objects.filter(pk=seat.ticket).update(last_seq=length, last_public_seq=length)


def seqs(events: list[dict[str, int]]) -> list[int]:
    return [event["seq"] for event in events]


def test_a_long_gap_begins_at_the_newest_page_for_who_asks(carla: Seat) -> None:
    grown_to(carla, LONG_GAP + 1)
    page = timeline.page_after(carla, 0, newest=True)
    assert page.anew
    assert not page.more
    assert seqs(page.events) == list(range(LONG_GAP + 2 - len(page.events), LONG_GAP + 2))
    assert 1 < len(page.events) <= PAGE_EVENTS


def test_a_shorter_gap_and_who_does_not_ask_come_in_order(carla: Seat) -> None:
    grown_to(carla, LONG_GAP)
    for page in (timeline.page_after(carla, 0, newest=True), timeline.page_after(carla, 0)):
        assert not page.anew
        assert page.more
        assert page.events[0]["seq"] == 1


def test_the_older_ones_come_page_by_page_without_a_hole(carla: Seat) -> None:
    grown_to(carla, LONG_GAP + 500)
    shown = seqs(timeline.page_after(carla, 0, newest=True).events)
    more = True
    while more:
        page = timeline.page_before(carla, shown[0])
        shown, more = seqs(page["events"]) + shown, page["more"]
    assert shown == list(range(1, LONG_GAP + 501))


def test_earlier_pages_hide_notes_from_the_customer(carla: Seat, ada: Seat) -> None:
    notes(ada, "Not for Carla.")
    says(ada, "For Carla.")
    assert [e["body"] for e in timeline.page_before(carla, 9)["events"]] == ["It broke.", "For Carla."]
    assert len(timeline.page_before(ada, 9)["events"]) == 3
    assert timeline.page_before(carla, 1) == {"ticket": carla.public_id, "events": [], "more": False}


@pytest.mark.parametrize("length", [300, 3_000])
def test_no_page_costs_more_queries_in_a_longer_ticket(carla: Seat, length: int) -> None:
    grown_to(carla, length)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        timeline.page_after(carla, length - 10, newest=True)
        timeline.page_before(carla, length)
    assert len(asked) == 4


def test_another_log_is_known_for_another(carla: Seat, ada: Seat) -> None:
    mine = says(carla, "Still smoking.")
    same = timeline.page_after(carla, mine.seq, mine.id)
    assert (same.anew, same.events) == (False, [])
    for last in (uuid4(), UUID(int=0)):
        other = timeline.page_after(carla, mine.seq, last)
        assert other.anew
        assert seqs(other.events) == [1, 2]
    beyond = timeline.page_after(carla, 41, mine.id)
    assert beyond.anew
    assert seqs(beyond.events) == [1, 2]


def test_another_log_that_is_long_begins_at_its_end(carla: Seat) -> None:
    grown_to(carla, LONG_GAP + 100)
    page = timeline.page_after(carla, LONG_GAP + 90, uuid4(), newest=True)
    assert page.anew
    assert page.last_seq == LONG_GAP + 100
