"""Nobody answers over another agent's reply without having seen it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.seated import bodies, log_of, notes, says
from tickets.conversation import actions, kinds
from tickets.conversation.ledger import Written
from tickets.conversation.limits import UNLIMITED
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire import frames

pytestmark = pytest.mark.django_db


def answers(
    seat: Seat, seen: int | None, body: str = "Hello", kind: str = kinds.MESSAGE, **more: Any
) -> Written:
    asked = {} if seen is None else {"seen": seen}
    id = more.get("id") or uuid4()
    return actions.message(seat, id, body, kind, {}, UNLIMITED, asked)()


def refused(seat: Seat, seen: int, id: UUID | None = None) -> dict[str, Any]:
    with pytest.raises(Refused) as refusal:
        answers(seat, seen, id=id)
    assert refusal.value.code == "newer_reply"
    return refusal.value.more


def test_a_reply_over_another_agent_s_is_refused_with_that_reply(ada: Seat, bob: Seat) -> None:
    written = answers(bob, 1, "It is on its way.")
    more = refused(ada, 1)
    assert more["seq"] == written.seq
    assert (more["event"]["body"], more["event"]["author"]["name"]) == ("It is on its way.", "Bob")
    assert bodies(ada) == ["It broke.", "It is on its way."]


def test_who_has_seen_it_says_it_anyway_with_the_same_id(ada: Seat, bob: Seat) -> None:
    id = uuid4()
    answers(bob, 1)
    refused(ada, 1, id)
    assert answers(ada, 2, id=id).seq == 3
    assert answers(ada, 1, id=id).seq == 3, "an id that was acknowledged is, whatever was seen"


def test_others_words_than_another_agent_s_reply_are_in_nobody_s_way(
    ada: Seat, bob: Seat, carla: Seat
) -> None:
    says(carla, "Are you there?")
    notes(bob, "I look into it.")
    answers(ada, 1, "One")
    answers(ada, 1, "Two")
    answers(bob, 5, "A note over it", kinds.NOTE)
    assert len(log_of(ada)) == 6


def test_without_it_nothing_is_compared_and_a_customer_s_says_nothing(
    ada: Seat, bob: Seat, carla: Seat
) -> None:
    answers(bob, 1)
    answers(ada, None)
    answers(carla, 1)
    assert len(log_of(ada)) == 4


def test_what_was_seen_of_another_log_counts_as_nothing(ada: Seat, bob: Seat) -> None:
    answers(bob, 1)
    assert refused(ada, 99)["seq"] == 2


def test_it_stands_in_no_event(ada: Seat, carla: Seat) -> None:
    answers(ada, 1)
    assert "data" not in log_of(ada)[-1]
    assert Event.objects.get(seq=2).data == {}
    assert "data" not in log_of(carla)[-1]


def test_a_reply_on_what_is_the_newest_costs_no_query_more(
    ada: Seat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        answers(ada, 1)


def test_the_frame_takes_a_number_and_words_are_needed_all_the_same() -> None:
    send = '{"type":"send","id":"0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01","ticket":"c","body":"%s","seen":%s}'
    assert frames.passing(frames.parse(send % ("Hi", 3))) == {"seen": 3}
    assert frames.carried(frames.parse(send % ("Hi", 3))) == {}
    for bad in (("Hi", '"3"'), ("Hi", -1), ("Hi", "1.5"), ("", 3)):
        with pytest.raises(Refused) as refusal:
            frames.parse(send % bad)
        assert refusal.value.code == "bad_field"
