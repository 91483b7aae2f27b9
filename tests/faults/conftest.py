from collections.abc import Iterator

import pytest

from tests.faults.parts import Shaken


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
