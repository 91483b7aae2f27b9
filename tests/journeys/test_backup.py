"""A backup is taken while people write, and another desk, on the other database, goes on from there."""

import asyncio
from pathlib import Path

import pytest

from tests.cast import Customer
from tests.postgresql import Server
from tests.seated import feature
from tests.stack import Stack

pytestmark = pytest.mark.integration


async def test_from_sqlite_to_postgresql_and_back(
    shared_stack: Stack, postgresql: Server, tmp_path: Path
) -> None:
    customer = await Customer.opens_ticket(shared_stack, body="It broke.")
    backup, again, back = tmp_path / "backup", tmp_path / "again", tmp_path / "back"
    async with customer.page() as carla:
        taking = asyncio.create_task(
            asyncio.to_thread(shared_stack.manage, "manage.py", "backup", str(backup))
        )
        said = 0
        while not taking.done():
            said += 1
            await carla.acked(await carla.says(customer.ticket, f"Message {said}"))
        assert "rows of" in await taking
    moved = Stack(tmp_path, postgresql.new_database())
    assert "Restored" in moved.manage("manage.py", "restore", str(backup))
    moved.manage("manage.py", "backup", str(again))
    here = Stack(tmp_path / "here")
    here.folder.mkdir()
    assert "Restored" in here.manage("manage.py", "restore", str(again))
    here.manage("manage.py", "backup", str(back))
    reader = feature("backup", "archive").Reader
    assert reader(backup).members == reader(again).members == reader(back).members
    try:
        moved.start("valkey")
        moved.start("web")
        there = Customer(moved, "Carla", customer.ticket, customer.token)
        bodies = [event["body"] for event in await there.events()]
        assert bodies == ["It broke.", *(f"Message {number}" for number in range(1, len(bodies)))]
        assert len(bodies) <= said + 1
        assert (await there.says("And on.")).json()["seq"] == len(bodies) + 1
    finally:
        moved.__exit__()
