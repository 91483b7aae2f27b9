"""Jobs outlive their workers. `make jobs-soak` runs the same with 10,000 jobs and 50 kills."""

import random
from pathlib import Path

import pytest

from tests.jobs.kills import Desk, run

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_each_job_has_its_effect_whoever_is_killed(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("postgresql").new_database() if database == "postgresql" else None
    with Desk(tmp_path, url) as desk:
        outcome = run(desk, jobs=400, kills=3, dice=random.Random(7))
    assert outcome.sound, outcome
