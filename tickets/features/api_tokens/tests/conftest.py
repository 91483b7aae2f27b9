from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient

from tests.fakes import FakeMarks


@pytest.fixture
async def program(async_client: AsyncClient, redis: FakeMarks) -> AsyncIterator[AsyncClient]:
    """It has no cookie, and no token yet."""
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database
