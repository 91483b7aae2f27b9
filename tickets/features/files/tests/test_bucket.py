"""Files in a bucket, of a server that speaks S3: written, read in parts, away, and gone with their ticket."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.cast import Agent, Customer
from tests.stack import Stack
from tests.uploads import Upload, picture

pytestmark = pytest.mark.integration

BUCKET = "holdfast-files"
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
ERASE = "from tickets.models import Ticket; Ticket.objects.get(public_id='{}').delete()"


class Bucket:
    def __init__(self) -> None:
        self.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        own = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "us-east-1"}
        self.client: Any = boto3.client("s3", endpoint_url=self.endpoint, **own)
        self.client.create_bucket(Bucket=BUCKET)

    def names(self) -> list[str]:
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=BUCKET).get("Contents", ())]

    def kept(self) -> dict[str, bytes]:
        """By variant; nothing may be on its way out meanwhile."""
        return {Path(name).name: self._read(name) for name in self.names()}

    def _read(self, name: str) -> bytes:
        content: bytes = self.client.get_object(Bucket=BUCKET, Key=name)["Body"].read()
        return content


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    bucket = Bucket()
    yield bucket
    bucket.server.stop()


@pytest.fixture
def site(bucket: Bucket, tmp_path: Path) -> Iterator[Stack]:
    with Stack(tmp_path, S3_BUCKET=BUCKET, S3_ENDPOINT=bucket.endpoint, **KEYS) as stack:
        stack.start("jobs")
        yield stack


async def test_files_are_kept_in_a_bucket(site: Stack, bucket: Bucket) -> None:
    carla = await Customer.opens_ticket(site)
    chris, ada = await Customer.opens_ticket(site, "Chris"), await Agent.signs_in(site)
    upload = Upload(carla, os.urandom(3_000_000))
    await upload.goes_on()
    assert (await upload.is_said(str(uuid4()))).status_code == 201
    await upload.is_whole(ada, chris)
    assert bucket.kept() == {"original": upload.data}
    part = await upload.read(Range="bytes=2000000-2000099")
    assert (part.status_code, part.content) == (206, upload.data[2_000_000:2_000_100])
    await gone(site.manage, carla)
    await asyncio.to_thread(site.wait_until, lambda: not bucket.names(), "its file to go with the ticket")
    assert not [one for one in (site.folder / "files").rglob("*") if one.is_file()], "nor on this disk"


async def test_a_picture_in_a_bucket_that_is_away_for_a_while(site: Stack, bucket: Bucket) -> None:
    carla = await Customer.opens_ticket(site)
    upload = Upload(carla, picture((800, 600)), "shot.jpg")
    await upload.goes_on()
    await upload.is_said(str(uuid4()))
    await upload.is_ready()
    kept = bucket.kept()
    assert (await upload.read("thumbnail")).content == kept["thumbnail"]
    assert (await upload.read("original")).content == kept["original"]
    bucket.server.stop()
    away = await upload.read("original")
    assert (away.status_code, away.json()["code"], "Retry-After" in away.headers) == (
        503,
        "unavailable",
        True,
    )
    assert (await carla.says("And words?")).status_code == 201


async def gone(manage: Any, customer: Customer) -> None:
    await asyncio.to_thread(manage, "manage.py", "shell", "-c", ERASE.format(customer.ticket))
