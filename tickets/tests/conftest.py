from collections.abc import Iterator
from pathlib import Path

import pytest

from tickets.tests.postgresql import Server
from tickets.tests.stack import Stack


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def shared_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One running desk for all stories that break nothing."""
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """A desk of the test's own, to kill parts of."""
    with Stack(tmp_path) as stack:
        yield stack


@pytest.fixture(params=["sqlite", "postgresql"])
def stack_on_each(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stack]:
    """The same on both databases."""
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").new_database()
    with Stack(tmp_path, url) as stack:
        yield stack
