"""A file on its way, as any client would send it: written from docs/protocol.md, knowing nothing of the
server's code."""

import asyncio
import io
import os
from typing import Self
from uuid import uuid4

import httpx
from PIL import Image

from tests.cast import Agent, Customer, Frame, http_client
from tests.patience import SIGN

CHUNK = 64 * 1024  # bytes


class Upload:
    def __init__(self, customer: Customer, data: bytes, name: str = "data.bin") -> None:
        self.customer, self.data, self.name, self.id = customer, data, name, str(uuid4())
        self.at = f"/api/tickets/{customer.ticket}/files"

    @classmethod
    def of(cls, customer: Customer, size: int = 300_000) -> Self:
        return cls(customer, os.urandom(size))

    def http(self) -> httpx.AsyncClient:
        return http_client(self.customer.stack.origin, headers=self.customer.bearer)

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
        async with asyncio.timeout(SIGN):
            while (told := await self.state())["state"] == "checking":
                await asyncio.sleep(0.1)
        return told

    async def is_whole(self, agent: Agent, stranger: Customer) -> None:
        """Once in the log, and read byte by byte by exactly those who may read its message."""
        assert [one["id"] for one in await files_of(self.customer)] == [self.id]
        assert (await self.is_ready())["state"] == "ready"
        at = f"/f/{self.customer.ticket}/{self.id}/original"
        readers = [(self.customer.bearer, True), (agent.cookie, True), (stranger.bearer, False), ({}, False)]
        async with http_client(self.customer.stack.origin) as http:
            for headers, may in readers:
                answer = await http.get(at, headers=headers)
                assert answer.status_code == (200 if may else 404), headers
                assert (answer.content == self.data) == may


async def files_of(customer: Customer) -> list[Frame]:
    """Of all its messages, in order."""
    return [one for event in await customer.events() for one in event.get("files", ())]


def picture(size: tuple[int, int] = (4000, 3000)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
