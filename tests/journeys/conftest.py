from collections.abc import Iterator

import pytest

from tests.postgresql import Server
from tests.stack import Stack


@pytest.fixture(scope="package")
def breakable_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        stack.start("jobs")
        yield stack


@pytest.fixture
def mended(breakable_stack: Stack) -> Stack:
    """For faults that heal: one desk for all their stories, whole when each of them starts."""
    stack = breakable_stack
    for name in ("valkey", "web", "worker"):
        if stack.parts[name].poll() is not None:
            stack.start(name)
    with stack.valkey() as valkey:
        stack.wait_until(lambda: valkey.exists("holdfast:leader") == 1, "a worker to lead")
    return stack


@pytest.fixture(scope="package")
def postgresql_stack(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """As the shared one, on PostgreSQL, which is the stricter database: it takes no NUL."""
    with Stack(tmp_path_factory.mktemp("stack"), postgresql.new_database()) as stack:
        yield stack


@pytest.fixture(params=["shared_stack", "postgresql_stack"], ids=["sqlite", "postgresql"])
def shared_on_each(request: pytest.FixtureRequest) -> Stack:
    """A running desk on each database, for stories that break nothing."""
    stack: Stack = request.getfixturevalue(request.param)
    return stack


@pytest.fixture(scope="package")
def strict_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A desk that counts: RATE_LIMITS=on, as it is by default."""
    with Stack(tmp_path_factory.mktemp("stack"), RATE_LIMITS="on") as stack:
        yield stack
