"""Fields that features add to events are asked for once a page, and once with a commit."""

import json
from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.fakes import Layer
from tests.seated import says
from tickets.conversation import actions, details, timeline
from tickets.models import Event
from tickets.people.access import Seat
from tickets.wire import announce

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before(carla: Seat, ada: Seat) -> Seat:
    for number in range(30):
        says(carla, f"Message {number}")
    return ada


def words(events: Sequence[Event], public: bool) -> dict[int, dict[str, object]]:
    """One query, as a feature's own table would take; of a greeting there is nothing to say."""
    asked = Event.objects.filter(pk__in=[event.pk for event in events]).exclude(body="It broke.")
    return {event.pk: {"letters": len(event.body), "for_all": public} for event in asked}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(details, "_details", [])
    details.with_events(words)
    details.with_events(words)


def queries(seat: Seat) -> tuple[int, list[timeline.Row]]:
    with CaptureQueriesContext(connection) as made:
        events = timeline.page_after(seat, 0).events
    return len(made), events


def test_a_page_is_one_query_more_however_many_events(
    before: Seat, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {seat.is_agent: queries(seat) for seat in (before, carla)}
    assert len(plain[True][1]) == 31
    monkeypatch.setattr(details, "_details", [words])
    for seat in (before, carla):
        count, events = queries(seat)
        assert count == plain[seat.is_agent][0] + 1
        assert events[1]["letters"] == len("Message 0")
        assert events[1]["for_all"] is not seat.is_agent
        assert "letters" not in events[0]
    earlier = timeline.page_before(carla, 5)["events"]
    assert [event.get("letters") for event in earlier] == [None, 9, 9, 9]


def test_nothing_new_is_no_query_more(before: Seat, asked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            timeline.page_after(before, 31)
        return len(made)

    count = queries()
    monkeypatch.setattr(details, "_details", [])
    assert queries() == count


async def test_what_is_announced_has_them_too(carla: Seat, announced: Layer, asked: None) -> None:
    await actions.send(carla, uuid4(), "Hello?")
    await announce.drained()
    told = [json.loads(message["frame"]) for message in announced.sent if message["type"] == "event"]
    assert [page["events"][0]["letters"] for page in told] == [6, 6]
    assert [page["events"][0]["for_all"] for page in told] == [False, True]


async def test_one_that_fails_undoes_no_message(
    carla: Seat, announced: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(events: Sequence[Event], public: bool) -> dict[int, dict[str, object]]:
        raise ZeroDivisionError

    monkeypatch.setattr(details, "_details", [breaks])
    assert (await actions.send(carla, uuid4(), "Hello?")).seq == 2
    assert "committed, but not announced" in caplog.text
