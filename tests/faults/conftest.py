from collections.abc import Iterator

import pytest

from tests.faults.parts import FULL_LENGTH, Shaken


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The soak goes over both databases with all kinds of deaths; `make faults` tries each row on both."""
    left_out = [] if FULL_LENGTH else [item for item in items if is_told_by_the_other(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def is_told_by_the_other(story: pytest.Item) -> bool:
    callspec = getattr(story, "callspec", None)
    on = callspec.params.get("shaken") if callspec else None
    return on == "postgresql" and story.get_closest_marker("either_database") is not None


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def shaken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shaken]:
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").new_database()
    with Shaken(tmp_path_factory.mktemp("shaken"), url) as stack:
        yield stack


@pytest.fixture
def desk(shaken: Shaken) -> Shaken:
    """One desk per database for all these tests, whole when each of them starts."""
    shaken.mend()
    return shaken
