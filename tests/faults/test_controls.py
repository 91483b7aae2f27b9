"""A check that can't fail proves nothing: with each part of the claim broken on purpose, the same
people, faults and checker find exactly that."""

import asyncio
from collections.abc import Iterator
from typing import Final

import pytest

from tests.faults.checker import report
from tests.faults.parts import SETTINGS, Shaken
from tests.faults.points import DEADLY
from tests.faults.world import World
from tests.patience import SIGN

pytestmark = pytest.mark.integration

BROKEN: Final = {  # the module of `broken`, and the invariant that it breaks
    "no_catch_up": "unshown",
    "seq_by_time": "holes",
    "no_audience_filter": "leaked",
    "ack_before_commit": "acked",
    "no_deduplication": "doubled",  # last: it takes the constraints away
}
NO_LONGER: Final = 5.0  # seconds; the real bound is 30, but what is broken here never heals


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shaken]:
    with Shaken(tmp_path_factory.mktemp("control")) as stack:
        yield stack


async def what_is_found(desk: Shaken, settings: str) -> tuple[World, set[str], str]:
    """Everybody types, half of all announcements get lost, and the process dies between a commit and
    its ack."""
    broken = {"DJANGO_SETTINGS_MODULE": settings, "FAULTS": "noisy"}
    deadly = broken | {"FAULTS": "noisy,die_after_commit"}
    await desk.web_with(**deadly)
    async with World(desk) as world:
        async with world.typing():
            await world.more_acks(40)
            world.says(world.customers[0], world.tickets[0].id, words=DEADLY)
            await asyncio.to_thread(desk.parts["web"].wait, SIGN)
            await world.restarts(**broken)
            await world.more_acks(40)
        found = await world.settled(within=NO_LONGER)
    return world, {finding.invariant for finding in found}, report(found)


async def test_with_nothing_broken_nothing_is_found(control: Shaken) -> None:
    _, invariants, words = await what_is_found(control, SETTINGS)
    assert not invariants, words


@pytest.mark.parametrize("name", BROKEN)
async def test_what_is_broken_is_found(control: Shaken, name: str) -> None:
    world, invariants, words = await what_is_found(control, f"tests.faults.broken.{name}")
    print(name, words.partition("\n  ")[0].replace("\n", ", "))
    assert BROKEN[name] in invariants, f"FAULTS_SEED={world.seed}\n{words}"
