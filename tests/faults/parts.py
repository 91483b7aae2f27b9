"""What tests do to the processes of a desk, and what they read from them."""

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults import world
from tests.faults.points import inside_file
from tests.stack import Stack

POOLS = 4  # descriptors that come and go with connections to Valkey and the database
SETTINGS = "tests.faults.settings"
FULL_LENGTH = "FULL_LENGTH" in os.environ  # `make faults`: no lease, grace or outage is shortened


class Shaken(Stack):
    """A desk that remembers which of its parts run with a fault of their own."""

    def __init__(self, folder: Path, database: str | None = None, **variables: str) -> None:
        usual = {"DJANGO_SETTINGS_MODULE": SETTINGS, "FAULTS_SEED": str(world.seed())}
        pace = {} if FULL_LENGTH else {"FAULTS": "hasty"}
        super().__init__(folder, database, **usual | pace | variables)
        self.faulty: set[str] = set()

    @property
    def on_postgresql(self) -> bool:
        return "DATABASE_URL" in self.variables

    def start(self, name: str, **variables: str) -> None:
        (self.faulty.add if variables else self.faulty.discard)(name)
        super().start(name, **variables)

    def mend(self) -> None:
        for name in ("valkey", "web", "worker"):
            if name in self.faulty:
                self.kill(name)
            if self.parts[name].poll() is not None:
                self.start(name)

    async def web_with(self, **variables: str) -> None:
        """From now on the web process runs with these, until it is started anew."""
        self.kill("web")
        await asyncio.to_thread(self.start, "web", **variables)

    @contextlib.contextmanager
    def another_web_with(self, **variables: str) -> Iterator[Stack]:
        same = {name: value for name, value in self.variables.items() if name != "PORT"}
        other = Stack(self.folder, **same | variables)
        try:
            other.start("web")
            yield other
        finally:
            other.__exit__()

    def web_pid(self) -> int:
        return self.parts["web"].pid


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a web process holds."""

    files: int  # descriptors
    tasks: int
    sockets: int
    groups: int
    members: int  # of all groups
    addresses: int  # sockets that count for one
    threads: int  # without the database's, which are few and stay
    kibibytes: int  # resident

    @classmethod
    def of(cls, desk: Shaken) -> "Footprint":
        process = Path("/proc") / str(desk.web_pid())
        inside = inside_file(desk.folder, desk.web_pid())
        inside.unlink(missing_ok=True)
        desk.kill("web", signal.SIGUSR1)
        desk.wait_until(inside.exists, "the process to tell what is inside")
        told = json.loads(inside.read_text())
        status = (process / "status").read_text()
        kibibytes = int(status.partition("VmRSS:")[2].split()[0])
        return cls(files=len(list((process / "fd").iterdir())), kibibytes=kibibytes, **told)

    def is_back_at(self, before: "Footprint") -> bool:
        names = ("tasks", "sockets", "groups", "members", "addresses", "threads")
        return self.files <= before.files + POOLS and all(
            getattr(self, name) <= getattr(before, name) for name in names
        )
