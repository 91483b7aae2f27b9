"""Who is writing is told to the others, now and then."""

import pytest

from tests.fakes import Layer
from tickets.features.typing import actions
from tickets.people.access import Seat
from tickets.wire import announce, groups
from tickets.wire.limits import TYPING

pytestmark = pytest.mark.django_db(transaction=True)


async def test_typing_is_told_now_and_then(carla: Seat, ada: Seat, announced: Layer) -> None:
    for _ in range(200):
        await actions.typing(carla, "her socket")
    await actions.typing(ada, "his socket")
    await announce.drained()
    assert len(announced.sent) == 2 * (TYPING.burst + 1), "to both sides"


async def test_typing_goes_to_the_others(carla: Seat, announced: Layer) -> None:
    await actions.typing(carla, "her socket")
    await announce.drained()
    assert [(m["group"], m["but"]) for m in announced.sent] == [
        (groups.agents_of(carla.public_id), "her socket"),
        (groups.customer_of(carla.public_id), "her socket"),
    ]


async def test_of_a_note_agents_alone_are_told_and_only_by_agents(
    carla: Seat, ada: Seat, announced: Layer
) -> None:
    await actions.typing(ada, "her socket", "note")
    await actions.typing(carla, "her socket", "note")
    await announce.drained()
    [told] = announced.sent
    assert told["group"] == groups.agents_of(carla.public_id)
    assert '"kind":"note"' in told["frame"]
