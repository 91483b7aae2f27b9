"""Uploads on real servers, whatever is killed: an acked message's files are whole, and there once.

The pages here are written from docs/protocol.md and know nothing of the server's code.
"""

import asyncio
import hashlib
import io
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil
import pytest
from PIL import Image

from tests.cast import Agent, Customer, Frame, http_client
from tests.stack import Stack

pytestmark = pytest.mark.integration

CHUNK = 64 * 1024  # bytes


class Upload:
    """One file on its way, as any client would send it."""

    def __init__(self, customer: Customer, data: bytes, name: str = "data.bin") -> None:
        self.customer, self.data, self.name, self.id = customer, data, name, str(uuid4())
        self.at = f"/api/tickets/{customer.ticket}/files"

    def http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.customer.stack.origin, headers=self.customer.bearer, timeout=20
        )

    async def begins(self) -> int:
        async with self.http() as http:
            told = {"id": self.id, "name": self.name, "size": len(self.data)}
            answer = await http.post(self.at, json=told)
        assert answer.status_code == 201, answer.text
        assert answer.json()["id"] == self.id
        offset: int = answer.json()["offset"]
        return offset

    async def sends(self, offset: int, size: int = CHUNK) -> httpx.Response:
        async with self.http() as http:
            chunk = self.data[offset : offset + size]
            return await http.put(f"{self.at}/{self.id}?offset={offset}", content=chunk)

    async def goes_on(self, upto: int | None = None) -> None:
        """From where the server says, chunk by chunk."""
        offset = await self.begins()
        while offset < (len(self.data) if upto is None else upto):
            answer = await self.sends(offset)
            assert answer.status_code == 200, answer.text
            offset = answer.json()["offset"]

    async def state(self) -> Frame:
        async with self.http() as http:
            answer = await http.get(f"{self.at}/{self.id}")
            assert answer.status_code == 200, answer.text
            head = await http.head(f"{self.at}/{self.id}")
            assert head.headers["Upload-Offset"] == str(answer.json()["offset"])
        told: Frame = answer.json()
        return told

    async def is_said(self, message: str, body: str = "") -> httpx.Response:
        async with self.http() as http:
            said = {"id": message, "body": body, "files": [self.id]}
            return await http.post(f"/api/tickets/{self.customer.ticket}/messages", json=said)

    async def read(self, variant: str = "original", **headers: str) -> httpx.Response:
        async with self.http() as http:
            return await http.get(f"/f/{self.customer.ticket}/{self.id}/{variant}", headers=headers)

    async def is_ready(self) -> Frame:
        async with asyncio.timeout(30):
            while (told := await self.state())["state"] == "checking":
                await asyncio.sleep(0.1)
        return told


async def files_of(customer: Customer) -> list[Frame]:
    """Of all its messages, in order."""
    return [one for event in await customer.events() for one in event.get("files", ())]


@asynccontextmanager
async def uploading(stack: Stack, size: int = 300_000) -> AsyncIterator[Upload]:
    yield Upload(await Customer.opens_ticket(stack), os.urandom(size))


@pytest.fixture
def with_jobs(stack_on_each: Stack) -> Stack:
    stack_on_each.start("jobs")
    return stack_on_each


async def test_the_web_process_is_killed_wherever_an_upload_stands(with_jobs: Stack) -> None:
    stack = with_jobs

    async def killed() -> None:
        stack.kill("web")
        await asyncio.to_thread(stack.start, "web")

    async with uploading(stack) as upload:
        message = str(uuid4())
        await upload.goes_on(upto=2 * CHUNK)
        await killed()
        assert (await upload.is_said(message)).json()["code"] == "not_ready"
        await upload.goes_on(upto=4 * CHUNK)
        stack.kill("web", signal.SIGSTOP)  # the last chunk gets no answer …
        last = asyncio.create_task(upload.sends(4 * CHUNK))
        await asyncio.sleep(0.3)
        await killed()
        with pytest.raises(httpx.TransportError):
            await last
        await upload.goes_on()
        await killed()  # … and between the last chunk and `send`
        stack.kill("web", signal.SIGSTOP)
        said = asyncio.create_task(upload.is_said(message))
        await asyncio.sleep(0.3)
        await killed()  # between `send` and its `ack`
        with pytest.raises(httpx.TransportError):
            await said
        acks = [await upload.is_said(message) for _ in range(2)]
        assert [ack.status_code for ack in acks] == [201, 201]
        assert acks[0].json() == acks[1].json()
        [file] = await files_of(upload.customer)
        assert (file["id"], file["size"]) == (upload.id, 300_000)
        await upload.is_ready()
        assert (await upload.read()).content == upload.data


async def test_chunks_that_come_twice_out_of_order_too_long_or_for_another(shared_stack: Stack) -> None:
    async with uploading(shared_stack, 100_000) as upload:
        assert await upload.begins() == 0
        assert (await upload.sends(0, 30_000)).json()["offset"] == 30_000
        for again in (0, 30_001, 29_999, 99_999):
            answer = await upload.sends(again, 30_000)
            assert (answer.status_code, answer.json()["code"], answer.json()["offset"]) == (
                409,
                "conflict",
                30_000,
            )
        upload.data += b"more"
        answer = await upload.sends(30_000, 100_000)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_long")
        upload.data = upload.data[:100_000]
        async with uploading(shared_stack) as strangers:
            strangers.id = upload.id
            assert (await strangers.sends(0)).status_code == 404
            strangers.at = upload.at
            assert (await strangers.sends(30_000)).status_code == 404
            assert (await strangers.is_said(str(uuid4()))).json()["code"] == "bad_field"
        assert (await upload.state())["offset"] == 30_000
        await upload.goes_on()
        assert (await upload.is_said(str(uuid4()))).status_code == 201


async def test_two_tabs_that_send_the_same_file(shared_stack: Stack) -> None:
    async with uploading(shared_stack, 1_000_000) as upload:
        await upload.begins()

        async def tab() -> None:
            offset = 0
            while offset < len(upload.data):
                offset = (await upload.sends(offset)).json()["offset"]

        await asyncio.gather(tab(), tab())
        hashed = hashlib.sha256(upload.data).hexdigest()
        parts = Path(shared_stack.variables["DATA_DIR"]) / "files" / "parts"
        assert hashed in {hashlib.sha256(part.read_bytes()).hexdigest() for part in parts.iterdir()}


def picture(size: tuple[int, int] = (4000, 3000)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


async def test_the_job_worker_is_killed_in_mid_thumbnail(stack: Stack) -> None:
    customer = await Customer.opens_ticket(stack)
    upload = Upload(customer, picture(), "shot.jpg")
    await upload.goes_on()
    assert (await upload.is_said(str(uuid4()))).status_code == 201
    stack.start("jobs")
    await asyncio.to_thread(
        stack.wait_until, lambda: bool(children(stack)), "the child that makes the picture"
    )
    stack.kill("jobs")
    assert (await upload.state())["state"] == "checking"
    stack.start("jobs")
    assert (await _within(60, upload))["state"] == "ready"
    [file] = await files_of(customer)
    assert (file["width"], file["height"], file["type"]) == (4000, 3000, "image/jpeg")
    thumbnail = await upload.read("thumbnail")
    with Image.open(io.BytesIO(thumbnail.content)) as image:
        assert image.size == (640, 480)


def children(stack: Stack) -> list[Any]:
    return psutil.Process(stack.parts["jobs"].pid).children(recursive=True)


async def _within(seconds: float, upload: Upload) -> Frame:
    """A dead worker's job is somebody else's after its lease."""
    async with asyncio.timeout(seconds):
        while (told := await upload.state())["state"] == "checking":
            await asyncio.sleep(0.5)
    return told


async def test_a_picture_on_the_other_side(with_jobs: Stack) -> None:
    customer = await Customer.opens_ticket(with_jobs)
    agent = await Agent.signs_in(with_jobs)
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
    async with http_client(with_jobs.origin, headers=agent.cookie) as http:
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
