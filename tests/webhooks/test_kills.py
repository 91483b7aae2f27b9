"""A receiver that dies at random has the whole log in the end. `make webhooks-soak` sends 2,000 messages."""

import random
from pathlib import Path

import pytest

from tests.webhooks.kills import Desk, outcome, run

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_receiver_has_the_log_and_each_ticket_in_its_order(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("postgresql").new_database() if database == "postgresql" else None
    with Desk(tmp_path, url) as desk:
        found = run(desk, messages=150, kills=3, dice=random.Random(7))
    assert found.sound, found
    assert found.events == 150


def test_what_is_wrong_is_found_out() -> None:
    log = [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    good = outcome(log, ["a 1 x", "a 1 x", "b 1 w", "a 2 y", "a 3 z"], 0, 0)
    assert good.sound
    assert good.again == 1
    assert outcome(log, ["a 1 x", "a 2 y", "a 3 z"], 0, 0).missing == 1
    assert outcome(log, ["a 1 x", "a 3 z", "a 2 y", "b 1 w"], 0, 0).out_of_order
    assert outcome(log, ["a 1 x", "a 2 y", "a 1 x", "a 3 z", "b 1 w"], 0, 0).out_of_order
    assert outcome(log, ["a 1 x", "a 1 v", "a 2 y", "a 3 z", "b 1 w"], 0, 0).renamed == 1
    assert outcome(log, ["a 1 x", "a 2 y", "a 3 z", "b 1 w", "c 1 q"], 0, 0).strange == 1
