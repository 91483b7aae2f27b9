"""Files on real servers: a picture from one side to the other, and who reads slowly. What they survive:
tests/faults/test_files.py."""

import asyncio
import os
from uuid import uuid4

import psutil
import pytest

from tests.cast import Agent, Customer, http_client
from tests.stack import Stack
from tests.uploads import Upload, picture

pytestmark = pytest.mark.integration


async def test_a_picture_on_the_other_side(stack: Stack) -> None:
    stack.start("jobs")
    customer = await Customer.opens_ticket(stack)
    agent = await Agent.signs_in(stack)
    upload = Upload(customer, picture((1200, 800)), "shot.jpg")
    await upload.goes_on()
    async with agent.page(customer.ticket) as desk, customer.page() as page:
        welcome = await page.gets("welcome")
        assert (welcome["limits"]["files"], welcome["limits"]["chunk"]) == (10, 262_144)
        await page.gets("events")
        await page.send(
            {"type": "send", "id": str(uuid4()), "ticket": customer.ticket, "body": "", "files": [upload.id]}
        )
        await page.gets("ack")
        for side in (page, desk):
            ready = await side.gets("file", ticket=customer.ticket, state="ready", id=upload.id)
            assert (ready["file"]["width"], ready["file"]["height"]) == (1200, 800)
        row = desk.of_type("queue")[-1]["ticket"]
        assert row["last"]["files"][0]["name"] == "shot.jpg"
    async with http_client(stack.origin, headers=agent.cookie) as http:
        at = f"/f/{customer.ticket}/{upload.id}/thumbnail"
        assert (await http.get(at)).headers["content-type"] == "image/webp"
    assert (await upload.read(Range="bytes=0-2")).content == b"\xff\xd8\xff"


async def test_who_reads_slowly_takes_no_memory_and_who_reads_gets_it(stack: Stack) -> None:
    """Else the server would hold for each of them whatever the kernel doesn't."""
    stack.start("jobs")
    upload = Upload(await Customer.opens_ticket(stack), os.urandom(20 * 1024 * 1024))
    offset = await upload.begins()
    while offset < len(upload.data):
        offset = (await upload.sends(offset, 256 * 1024)).json()["offset"]
    await upload.is_ready()
    web = psutil.Process(stack.parts["web"].pid)
    before = web.memory_info().rss
    asked = f"GET /f/{upload.customer.ticket}/{upload.id}/original HTTP/1.1\r\nHost: localhost\r\n"
    asked += f"Authorization: {upload.customer.bearer['Authorization']}\r\n\r\n"
    lines = []
    for _ in range(5):
        _, writer = await asyncio.open_connection("127.0.0.1", stack.port, limit=4096)
        writer.write(asked.encode())
        lines.append(writer)
    await asyncio.sleep(2)
    assert (await upload.read()).content == upload.data
    assert web.memory_info().rss - before < 24 * 1024 * 1024, "of 100 MiB that nobody reads"
    for writer in lines:
        writer.transport.abort()
