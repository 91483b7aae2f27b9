from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from django.test import AsyncClient, override_settings
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker, Settings

from support_site import environment, redis_hosts
from tests import emptied, processes
from tests.fakes import FakeMarks, Layer
from tests.postgresql import Server
from tests.stack import Stack
from tickets.redis import connect

pytest_plugins = ("tests.costs", "tests.marked")

# How long an example takes says more of the machine, which may be somebody else's for a second.
settings.register_profile("timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeless")


@pytest.fixture(scope="session", autouse=True)
def _quick_processes() -> Iterator[None]:
    with processes.quick():
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests empty every table when they end; that of the audit log lets nobody (tickets/audit/tests).
    PostgreSQL drops no database that a thread of some test is still connected to."""
    from tickets.audit import kept

    with django_db_blocker.unblock():
        kept.let_go()
    emptied.quickly()
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity {others}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever writes the database runs on PostgreSQL too: `pytest -m database`."""
    for item in items:
        if item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def _duty_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What derives more of the desk reads the database by itself, in the midst of a test's transaction."""
    monkeypatch.setattr("tickets.presence.expected._makers", [])


@pytest.fixture(autouse=True)
def _no_way_out_for_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is one the desk's settings say: it would be looked for in the midst of any test."""
    monkeypatch.setattr("tickets.letters._posts", [])


@pytest.fixture
def plain_static_files(settings: Settings, tmp_path: Path) -> None:
    """As files lie: a page can be rendered without having collected them."""
    settings.STATIC_ROOT = tmp_path
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
async def browser(async_client: AsyncClient, redis: FakeMarks) -> AsyncIterator[AsyncClient]:
    """It calls the API in this process."""
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """What is a quarter of a second by intent takes none."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Layer:
    """The channel layer, in memory."""
    layer = Layer()
    for module in ("hub", "announce"):
        monkeypatch.setattr(f"tickets.wire.{module}.get_channel_layer", lambda: layer)
    monkeypatch.setattr("tickets.wire.hub.RETRY", 0.01)
    return layer


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real one, with nothing beside it."""
    folder = tmp_path_factory.mktemp("valkey")
    stack = Stack(folder)
    try:
        stack.start("valkey")
        yield environment.embedded_redis_url(folder)
    finally:
        stack.__exit__()


@pytest.fixture
async def real_redis(valkey: str) -> AsyncIterator[Any]:
    """An empty one, and a client for it."""
    with override_settings(REDIS=redis_hosts.options(valkey)):
        client = connect()
    await client.flushall()
    yield client
    await client.aclose()


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> FakeMarks:
    """What Redis holds, in memory."""
    marks = FakeMarks()
    monkeypatch.setattr("tickets.redis.client", lambda: marks)
    for module in ("liveness.web", "liveness.worker", "presence.people"):
        monkeypatch.setattr(f"tickets.{module}.marks", lambda: marks)
    for module in ("seats", "people", "worker"):
        monkeypatch.setattr(f"tickets.presence.{module}.presence_store", lambda: marks)
    monkeypatch.setattr("tickets.connections.report.report_store", lambda: marks)
    return marks
