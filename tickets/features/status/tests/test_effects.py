"""What a change of status does, and what does one."""

from uuid import uuid4

import pytest

from tests.seated import log_of, notes, says, sets, ticket_of
from tickets.conversation import timeline
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_customer_who_writes_on_a_resolved_ticket_reopens_it(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    written = says(carla, "It broke again.")
    assert [(event.kind, event.body) for event in written.events] == [
        ("message", "It broke again."),
        ("status", "open"),
    ]
    assert ticket_of(carla).status == "open"
    assert [event["seq"] for event in log_of(carla)] == [1, 2, 3, 4]


def test_the_repeat_of_a_message_that_reopened_does_not_reopen_again(carla: Seat, ada: Seat) -> None:
    id = uuid4()
    sets(ada, "resolved")
    says(carla, "Again!", id)
    sets(ada, "resolved")
    says(carla, "Again!", id)
    assert ticket_of(carla).status == "resolved"


def test_agents_do_not_reopen_by_writing(ada: Seat) -> None:
    sets(ada, "resolved")
    says(ada, "By the way…")
    notes(ada, "Told them.")
    assert ticket_of(ada).status == "resolved"


@pytest.mark.parametrize("status", ["open", "resolved"])
def test_a_status_that_is_so_already_is_unchanged_and_leaves_nothing(ada: Seat, status: str) -> None:
    if status == "resolved":
        sets(ada, "resolved")
    before = (ticket_of(ada).last_seq, Event.objects.count())
    with pytest.raises(Refused) as refused:
        sets(ada, status)
    assert refused.value.code == "unchanged"
    assert (ticket_of(ada).last_seq, Event.objects.count()) == before


def test_a_repeated_status_is_answered_though_the_ticket_is_so_by_now(ada: Seat) -> None:
    id = uuid4()
    first = sets(ada, "resolved", id)
    assert sets(ada, "resolved", id).seq == first.seq


def test_nobody_waits_on_a_resolved_ticket_until_they_write(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    assert ticket_of(carla).waiting_since is None
    says(ada, "Done.")
    sets(ada, "open")
    assert ticket_of(carla).waiting_since is None
    sets(ada, "resolved")
    written = says(carla, "Wait")
    assert ticket_of(carla).waiting_since == written.at


def test_either_side_is_told_how_the_ticket_stands(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    for seat in (carla, ada):
        assert timeline.page_after(seat, 0).as_dict()["status"] == "resolved"
