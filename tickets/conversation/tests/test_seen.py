"""How long a message takes until it is on the other side's page."""

import pytest

from tests.counted import Added
from tests.seated import notes, says
from tickets import metrics
from tickets.conversation import actions
from tickets.database import in_database
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)


async def test_it_is_told_of_the_others_messages_while_the_page_was_there(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "look_at_age", metrics.Sampled(every=0))

    def write() -> None:
        says(carla, "before Ada came")
        says(carla, "one")
        notes(ada, "her own")
        says(ada, "her own, too")
        says(carla, "two")

    await in_database(write)
    added = Added()
    await actions.mark_delivered(ada, 6, live_since=2)
    assert added("holdfast_send_to_seen_seconds_count") == 2
    assert 0 <= added("holdfast_send_to_seen_seconds_sum") < 60
    await actions.mark_delivered(ada, 6, live_since=2)
    assert added("holdfast_send_to_seen_seconds_count") == 2, "the mark didn't move"
    await actions.mark_delivered(carla, 5)
    assert added("holdfast_send_to_seen_seconds_count") == 2, "by HTTP: nobody knows since when"


async def test_of_many_at_once_one_is_looked_at(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "look_at_age", metrics.Sampled(every=3600))
    await in_database(lambda: [says(carla, "one"), says(carla, "two")])
    added = Added()
    await actions.mark_delivered(ada, 2, live_since=1)
    await actions.mark_delivered(ada, 3, live_since=2)
    assert added("holdfast_send_to_seen_seconds_count") == 1
