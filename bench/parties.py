"""Who is measured: each a web process, a worker and a Valkey of its own, on this machine."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection, socket
from types import TracebackType
from typing import Final, Self
from uuid import uuid4

import httpx
import psutil

from support_site.run import valkey

ROOT: Final = Path(__file__).resolve().parents[1]
PATIENCE: Final = 30.0  # seconds until a part must be up
OPENING: Final = 8  # tickets at once


@dataclass(frozen=True)
class Party:
    name: str
    checkout: Path
    web: list[str]
    worker: list[str]
    first: list[str] = field(default_factory=list)
    opens_tickets: bool = False


def holdfast(name: str = "holdfast", checkout: Path = ROOT) -> Party:
    return Party(
        name,
        checkout,
        first=["-m", "support_site.run.prepare"],
        web=["-m", "support_site.server"],
        worker=["manage.py", "heartbeat"],
        opens_tickets=True,
    )


TUTORIAL: Final = Party(
    "tutorial",
    ROOT,
    web=["-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", "{port}", "bench.tutorial.asgi:application"],
    worker=["-m", "bench.tutorial.beat"],
)


class Running:
    """A party's processes, from nothing."""

    def __init__(self, party: Party, interval: int) -> None:
        self.party = party
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.parts: dict[str, psutil.Popen] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.folder = Path(self._folder.name)
        self._socket = self.folder / "valkey.sock"
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
        self.variables = inherited | {
            "DATA_DIR": str(self.folder),
            "REDIS_URL": f"unix://{self._socket}",
            "PORT": str(self.port),
            "HEARTBEAT_INTERVAL": str(interval),
            "RATE_LIMITS": "off",
            "AGENT_PASSWORD": "nobody signs in",
        }

    def __enter__(self) -> Self:
        try:
            self.start("valkey", valkey.command(self._socket, self.folder))
            asyncio.run(valkey.answers(self._socket))
            if self.party.first:
                self.start("first", [sys.executable, *self.party.first])
                assert self.parts.pop("first").wait(PATIENCE) == 0, self.words()
            for part, words in (("web", self.party.web), ("worker", self.party.worker)):
                self.start(part, [sys.executable, *(word.format(port=self.port) for word in words)])
            self._until_serving()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def start(self, part: str, command: list[str]) -> None:
        with (self.folder / "log").open("ab") as log:
            self.parts[part] = psutil.Popen(
                command, cwd=self.party.checkout, env=self.variables, stdout=log, stderr=log
            )

    def _until_serving(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert time.monotonic() < deadline, self.words()
                time.sleep(0.05)
            else:
                return

    def words(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in self.parts.values():
            part.kill()
            part.wait()
        self._folder.cleanup()

    # — what is measured —

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time that each part has used."""
        return {name: sum(part.cpu_times()[:2]) for name, part in self.parts.items()}

    def memory(self) -> dict[str, int]:
        """Resident bytes of each part."""
        return {name: part.memory_info().rss for name, part in self.parts.items()}

    # — who comes —

    def hellos(self, sockets: int, tickets: int) -> list[str]:
        """What each page says first. A ticket has one customer, who may have several tabs."""
        if not self.party.opens_tickets:
            return [""] * sockets
        opened = asyncio.run(self._open_tickets(min(tickets, sockets)))
        return [opened[page % len(opened)] for page in range(sockets)]

    async def _open_tickets(self, count: int) -> list[str]:
        few = asyncio.Semaphore(OPENING)
        async with httpx.AsyncClient(base_url=self.origin, timeout=PATIENCE) as http:

            async def opened(number: int) -> str:
                opening = {"id": str(uuid4()), "name": f"Customer {number}", "body": "Hello?"}
                async with few:
                    answer = await http.post("/api/tickets", json=opening)
                ticket = answer.raise_for_status().json()
                place = {"ticket": ticket["ticket"], "after": 0, "token": ticket["token"]}
                return json.dumps({"type": "hello", "v": 1, "tickets": [place]})

            return await asyncio.gather(*(opened(number) for number in range(count)))

    @contextmanager
    def crowd(self, hellos: list[str]) -> Iterator["Pages"]:
        crowd = {"port": self.port, "path": "/ws/", "origin": self.origin, "hellos": hellos}
        command = [sys.executable, "-m", "bench.load"]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                pages = Pages(process)
                pages.say(json.dumps(crowd))
                assert pages.hear() == "ready", f"the pages could not connect; {self.words()}"
                yield pages
            finally:
                process.kill()


class Pages:
    """The generator, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def counts(self) -> dict[str, int]:
        self.say("")
        counts: dict[str, int] = json.loads(self.hear())
        return counts


def free_port() -> int:
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
