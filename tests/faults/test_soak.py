"""The soak of `make soak`, short: everything dies at random under load."""

import pytest

from tests.faults import world
from tests.faults.checker import report
from tests.faults.parts import Shaken
from tests.faults.soak import Soak

pytestmark = pytest.mark.integration


async def test_a_short_soak(desk: Shaken) -> None:
    table = await Soak(desk, messages=2_000, kills=10, tickets=50, seed=world.seed()).run()
    print(table.as_markdown())
    assert not table.findings, f"FAULTS_SEED={table.seed}\n{report(table.findings)}"
    assert table.acked == table.sent == 2_000
    assert table.kills.total() == 10
