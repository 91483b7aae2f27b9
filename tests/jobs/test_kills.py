"""Jobs and reactions outlive their workers. `make jobs-soak` runs the same with 10,000 jobs and 50 kills."""

import random
from pathlib import Path

import pytest

from tests.jobs.kills import SETTINGS, Desk, Outcome, run

pytestmark = pytest.mark.integration


def outcome_of(folder: Path, database: str | None, settings: str = SETTINGS) -> Outcome:
    with Desk(folder, database, settings) as desk:
        return run(desk, jobs=200, kills=3, dice=random.Random(7))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_each_job_has_its_effect_whoever_is_killed(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("postgresql").new_database() if database == "postgresql" else None
    outcome = outcome_of(tmp_path, url)
    assert outcome.sound, outcome


def test_a_job_that_is_deleted_apart_from_its_effect_is_found_out(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, None, "tests.jobs.deleted_apart")
    assert outcome.doubled_inside, outcome
