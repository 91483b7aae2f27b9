from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient

from tests.fakes import FakeMarks
from tests.seated import feature


@pytest.fixture
async def program(async_client: AsyncClient, redis: FakeMarks) -> AsyncIterator[AsyncClient]:
    """It has no cookie, and no token yet."""
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database


@pytest.fixture
def sites(transactional_db: None) -> Iterator[Any]:
    """No test knows the sites of another."""
    known = feature("sites", "known").known
    known.changed()
    yield feature("sites", "models")
    known.changed()
