"""Pages that upload one file after the other, each chunk by chunk, as ours do on a line that is quick.

Reads one line of JSON, the `Order`, and prints `ready`. From then on it takes a line of JSON, a number of
seconds, uploads for so long and answers with how many bytes arrived.
"""

import asyncio
import json
import math
import os
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, Final
from uuid import uuid4

from bench.dialects import Place

CHUNK: Final = 192 * 1024  # bytes, as static/js/features/files/more/upload.js


@dataclass(frozen=True)
class Order:
    port: int
    pages: list[Place]  # one ticket each
    size: int  # bytes of a file


class Page:
    """On a thread of its own."""

    def __init__(self, port: int, place: Place, content: bytes) -> None:
        self.http, self.content = HTTPConnection("127.0.0.1", port, timeout=60), content
        self.bearer = {"Authorization": f"Bearer {place['token']}"}
        self.at = f"/api/tickets/{place['ticket']}/files"

    def upload(self, until: float) -> int:
        """One file after the other. Returns how many bytes have arrived."""
        arrived = 0
        while time.monotonic() < until:
            arrived += self.one(until)[1]
        return arrived

    def one(self, until: float = math.inf) -> tuple[str, int]:
        """Its id, and how much of it has arrived."""
        id, offset = str(uuid4()), 0
        begun = json.dumps({"id": id, "name": "data.bin", "size": len(self.content)})
        self._ask("POST", self.at, begun.encode(), {"Content-Type": "application/json"})
        while offset < len(self.content) and time.monotonic() < until:
            chunk = self.content[offset : offset + CHUNK]
            offset = self._ask("PUT", f"{self.at}/{id}?offset={offset}", chunk)["offset"]
        return id, offset

    def state(self, id: str) -> str:
        return str(self._ask("GET", f"{self.at}/{id}", None)["state"])

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str] | None = None) -> Any:
        self.http.request(method, path, body, self.bearer | (headers or {}))
        answer = self.http.getresponse()
        told = json.loads(answer.read())
        if answer.status not in (200, 201):
            raise SystemExit(f"{method} {path}: {answer.status} {told}")
        return told


async def main() -> None:
    loop = asyncio.get_running_loop()
    order = Order(**json.loads(sys.stdin.readline()))
    content = os.urandom(order.size)
    pages = [Page(order.port, place, content) for place in order.pages]
    pages[0].one(time.monotonic())  # a process loads what answers calls with the first of them
    print("ready", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        until = time.monotonic() + json.loads(line)
        arrived = await asyncio.gather(*(asyncio.to_thread(page.upload, until) for page in pages))
        print(json.dumps({"arrived": sum(arrived)}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
