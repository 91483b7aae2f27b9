"""Uploads on a line and a server that die wherever it hurts: an acked message's files are whole, there once,
and read by exactly those who may read the message."""

import asyncio
import contextlib
import io
import json
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import psutil
import pytest
from django.conf import settings
from PIL import Image

from tests.cast import Agent, Customer
from tests.faults.parts import Shaken
from tests.faults.points import DEADLY
from tests.uploads import CHUNK, Upload, files_of, picture

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif("files" not in settings.FEATURES, reason="without the feature files"),
]


class People(NamedTuple):
    carla: Customer
    ada: Agent
    chris: Customer

    async def find_it_whole(self, upload: Upload) -> None:
        await upload.is_whole(self.ada, self.chris)


@pytest.fixture
def with_jobs(desk: Shaken) -> Iterator[Shaken]:
    desk.start("jobs")
    yield desk
    desk.kill("jobs")


@pytest.fixture
async def people(with_jobs: Shaken) -> People:
    return People(
        await Customer.opens_ticket(with_jobs),
        await Agent.of(with_jobs),
        await Customer.opens_ticket(with_jobs, "Chris"),
    )


async def test_the_web_process_dies_of_the_last_chunk_and_of_the_message(
    with_jobs: Shaken, people: People
) -> None:
    """Between the last chunk and `send`, and between `send` and its `ack`."""
    desk, upload, message = with_jobs, Upload.of(people.carla), str(uuid4())
    await desk.web_with(FAULTS="die_of_a_last_chunk")
    await upload.goes_on(upto=4 * CHUNK)
    assert (await upload.is_said(message)).json()["code"] == "not_ready"
    with pytest.raises(httpx.TransportError):
        await upload.goes_on()
    for moment in ("die_before_commit", "die_after_commit"):
        await desk.web_with(FAULTS=moment)
        assert await upload.begins() == len(upload.data)
        with pytest.raises(httpx.TransportError):
            await upload.is_said(message, DEADLY)
    await desk.web_with()
    acks = [await upload.is_said(message, DEADLY) for _ in range(2)]
    assert [ack.status_code for ack in acks] == [201, 201]
    assert acks[0].json() == acks[1].json()
    await people.find_it_whole(upload)


@pytest.mark.either_database
async def test_a_line_that_is_cut_in_each_chunk_and_before_each_answer(people: People) -> None:
    upload, message = Upload.of(people.carla, 200_000), str(uuid4())
    begun = json.dumps({"id": upload.id, "name": "data.bin", "size": len(upload.data)}).encode()
    async with unheard(upload, "POST", upload.at, begun):
        assert await upload.begins() == 0
    offset = 0
    while offset < len(upload.data):
        chunk = upload.data[offset : offset + CHUNK]
        at = f"{upload.at}/{upload.id}?offset={offset}"
        async with unheard(upload, "PUT", at, chunk, sent=len(chunk) - 1):
            assert await upload.begins() == offset
        async with unheard(upload, "PUT", at, chunk):
            while await upload.begins() == offset:
                await asyncio.sleep(0.01)
        offset = await upload.begins()
        assert offset == min(len(upload.data), int(at.partition("=")[2]) + CHUNK)
    said = json.dumps({"id": message, "body": "", "files": [upload.id]}).encode()
    async with unheard(upload, "POST", f"/api/tickets/{people.carla.ticket}/messages", said):
        while not await files_of(people.carla):
            await asyncio.sleep(0.01)
    assert (await upload.is_said(message)).status_code == 201
    await people.find_it_whole(upload)


@contextlib.asynccontextmanager
async def unheard(
    upload: Upload, method: str, path: str, body: bytes, sent: int | None = None
) -> AsyncIterator[None]:
    """So many bytes of a call go, and then the line is cut: nobody hears an answer."""
    site = urlsplit(upload.customer.stack.origin)
    headers = {"Host": site.netloc, "Content-Length": str(len(body)), **upload.customer.bearer}
    lines = (f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()))
    _, writer = await asyncio.open_connection(site.hostname, site.port)
    writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode() + body[:sent])
    await writer.drain()
    yield
    writer.transport.abort()


@pytest.mark.either_database
async def test_the_disk_is_full_in_mid_upload(with_jobs: Shaken, people: People) -> None:
    """Really: what the process writes may not grow beyond that. Nothing of the chunk stays."""
    upload, message = Upload.of(people.carla, 8_000_000), str(uuid4())
    room = 4_000_000
    with_jobs.wait_until(lambda: has_an_empty_log(with_jobs), "SQLite's log to be empty")
    with no_file_grows_beyond(room, of=with_jobs.web_pid()):
        offset = await upload.begins()
        while (answer := await upload.sends(offset, 192_000)).status_code == 200:
            offset = answer.json()["offset"]
        assert room - 192_000 < offset <= room
        assert (answer.status_code, answer.json()["code"]) == (507, "no_room")
        assert answer.headers["Retry-After"]
        assert (await upload.is_said(message)).json()["code"] == "not_ready"
        assert await upload.begins() == offset
        beside = await people.carla.says("Are you there?")
        assert beside.status_code == 201, "messages don't wait for files"
    await upload.goes_on()
    assert (await upload.is_said(message)).status_code == 201
    await people.find_it_whole(upload)


def has_an_empty_log(stack: Shaken) -> bool:
    """Else the limit may be reached by what earlier stories have left in it: some 4 MB, before SQLite begins
    it anew."""
    path = stack.folder / "holdfast.sqlite3"
    if not path.exists():
        return True
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as connection:
        [busy, _, _] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextlib.contextmanager
def no_file_grows_beyond(size: int, *, of: int) -> Iterator[None]:
    before = resource.prlimit(of, resource.RLIMIT_FSIZE)
    resource.prlimit(of, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(of, resource.RLIMIT_FSIZE, before)


@pytest.mark.either_database
async def test_chunks_that_come_twice_out_of_order_too_long_or_for_another(people: People) -> None:
    upload = Upload.of(people.carla, 100_000)
    assert await upload.begins() == 0
    assert (await upload.sends(0, 30_000)).json()["offset"] == 30_000
    for again in (0, 30_001, 29_999, 99_999):
        answer = await upload.sends(again, 30_000)
        conflict = (answer.status_code, answer.json()["code"], answer.json()["offset"])
        assert conflict == (409, "conflict", 30_000)
    upload.data += b"more"
    answer = await upload.sends(30_000, 100_000)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_long")
    upload.data = upload.data[:100_000]
    strangers = Upload.of(people.chris)
    strangers.id = upload.id
    assert (await strangers.sends(0)).status_code == 404
    strangers.at = upload.at
    assert (await strangers.sends(30_000)).status_code == 404
    assert (await strangers.is_said(str(uuid4()))).json()["code"] == "bad_field"
    assert (await upload.state())["offset"] == 30_000
    await upload.goes_on()
    assert (await upload.is_said(str(uuid4()))).status_code == 201
    await people.find_it_whole(upload)


async def test_two_tabs_that_send_the_same_file(people: People) -> None:
    upload, message = Upload.of(people.carla, 1_000_000), str(uuid4())
    await upload.begins()

    async def tab() -> httpx.Response:
        offset = 0
        while offset < len(upload.data):
            offset = (await upload.sends(offset)).json()["offset"]
        return await upload.is_said(message)

    acks = await asyncio.gather(tab(), tab())
    assert [ack.status_code for ack in acks] == [201, 201]
    assert acks[0].json() == acks[1].json()
    await people.find_it_whole(upload)


async def test_the_job_worker_is_killed_in_mid_thumbnail(with_jobs: Shaken) -> None:
    desk = with_jobs
    customer = await Customer.opens_ticket(desk)
    upload = Upload(customer, picture(), "shot.jpg")
    await upload.goes_on()
    assert (await upload.is_said(str(uuid4()))).status_code == 201
    await asyncio.to_thread(desk.wait_until, lambda: bool(children(desk)), "the child that makes it")
    desk.kill("jobs")
    assert (await upload.state())["state"] == "checking"
    desk.start("jobs")
    assert (await upload.is_ready())["state"] == "ready", "once the dead worker's lease has run out"
    [file] = await files_of(customer)
    assert (file["width"], file["height"], file["type"]) == (4000, 3000, "image/jpeg")
    with Image.open(io.BytesIO((await upload.read("thumbnail")).content)) as image:
        assert image.size == (640, 480)


def children(desk: Shaken) -> list[Any]:
    return psutil.Process(desk.parts["jobs"].pid).children(recursive=True)
