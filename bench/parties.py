"""Who is measured: each a web process, a worker and a Valkey of its own, on this machine."""

import argparse
import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from socket import create_connection
from types import TracebackType
from typing import Any, Final, Self

import psutil
import redis

from bench import dialects
from bench.dialects import Dialect, Place, hello
from bench.load import Crowd
from support_site.run import valkey
from tests.stack import free_port

ROOT: Final = Path(__file__).resolve().parents[1]
NODE_WS: Final = ROOT / "bench" / "node_ws"
SOCKET_IO_PAGE: Final = ROOT / "bench" / "socket_io"
PATIENCE: Final = 120.0  # seconds until a part must be up, on a machine that may be busy with others
PARTS: Final = ("web", "worker", "valkey", "jobs")

PASSWORD: Final = "a-password-for-measures"


@dataclass(frozen=True)
class Party:
    name: str
    web: list[str]
    dialect: Dialect
    worker: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    checkout: Path = ROOT
    valkey: bool = True
    opens_tickets: bool = False
    path: str = "/ws/"

    def installed(self) -> bool:
        """Whether `bin/setup bench` has brought what it needs."""
        match self.name:
            case "socketio":
                modules = all(find_spec(name) for name in ("socketio", "uvicorn"))
                return modules and (SOCKET_IO_PAGE / "node_modules").is_dir()
            case "node-ws":
                return (NODE_WS / "node_modules").is_dir()
            case _:
                return True


def holdfast(name: str = "holdfast", checkout: Path = ROOT) -> Party:
    return Party(
        name,
        checkout=checkout,
        first=[sys.executable, "-m", "support_site.run.prepare"],
        web=[sys.executable, "-m", "support_site.server"],
        worker=[sys.executable, "manage.py", "heartbeat"],
        opens_tickets=True,
        dialect=dialects.HOLDFAST,
    )


_DAPHNE: Final = [sys.executable, "-m", "daphne", "-v", "0", "-b", "{host}", "-p", "{port}"]
TUTORIAL: Final = Party(
    "tutorial",
    web=[*_DAPHNE, "bench.tutorial.asgi:application"],
    worker=[sys.executable, "-m", "bench.tutorial.beat"],
    dialect=dialects.ROOMS,
)
SOCKET_IO: Final = Party(
    "socketio",
    web=[sys.executable, "-m", "bench.socket_io.server"],
    path="/socket.io/?EIO=4&transport=websocket",
    dialect=dialects.SOCKET_IO,
)
NODE: Final = Party(
    "node-ws",
    web=[str(ROOT / "bin" / "node"), str(NODE_WS / "server.js")],
    dialect=dialects.ROOMS,
    valkey=False,
)
OTHERS: Final = (TUTORIAL, SOCKET_IO, NODE)
NAMES: Final = ("holdfast", *(party.name for party in OTHERS))


def whom(parser: argparse.ArgumentParser) -> None:
    """Its options for `parties`."""
    parser.add_argument("--only", choices=(*NAMES, "against"), nargs="+", help="these parties")
    parser.add_argument("--against", type=Path, help="another checkout of ours, measured by turns too")


def parties(only: list[str] | None = None, against: Path | None = None) -> list[Party]:
    """Those that are asked for, or all; what isn't installed ends it with a word."""
    other = [holdfast("against", against.resolve())] if against else []
    chosen = [party for party in (holdfast(), *other, *OTHERS) if not only or party.name in only]
    missing = [party.name for party in chosen if not party.installed()]
    if missing:
        raise SystemExit(f"{', '.join(missing)}: run `bin/setup bench` first, or choose with --only")
    return chosen


@dataclass(frozen=True)
class Filled:
    places: list[Place]  # each a customer's
    cookie: str  # the agent's


class Running:
    """A party's processes, from nothing. `variables` are set for all of them."""

    def __init__(self, party: Party, interval: int, **variables: str) -> None:
        self.party = party
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.parts: dict[str, psutil.Popen] = {}
        self._spent: dict[tuple[str, int], float] = {}  # part and process -> seconds, as last seen
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.folder = Path(self._folder.name)
        self._socket = self.folder / "valkey.sock"
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
        self.variables = inherited | {
            "DATA_DIR": str(self.folder),
            "REDIS_URL": f"unix://{self._socket}",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "HEARTBEAT_INTERVAL": str(interval),
            "RATE_LIMITS": "off",
            "AGENT_PASSWORD": PASSWORD,
            **variables,
        }

    def __enter__(self) -> Self:
        try:
            if self.party.valkey:
                self._start("valkey", valkey.command(self._socket, self.folder))
                asyncio.run(valkey.answers(self._socket))
            if self.party.first:
                self._start("first", self.party.first)
                assert self.parts.pop("first").wait(PATIENCE) == 0, self.words()
            self.start_web()
            if self.party.worker:
                self._start("worker", self.party.worker)
            if self.party.jobs:
                self._start("jobs", self.party.jobs)
            self._until_serving()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def start_web(self) -> None:
        host = self.variables["HOST"]
        self._start("web", [word.format(host=host, port=self.port) for word in self.party.web])

    def _start(self, part: str, command: list[str]) -> None:
        with (self.folder / "log").open("ab") as log:
            self.parts[part] = psutil.Popen(
                command, cwd=self.party.checkout, env=self.variables, stdout=log, stderr=log
            )

    def restart_web(self, number: signal.Signals) -> None:
        """End the web process and start it again at once, as `make run` does."""
        web = self.parts["web"]
        web.send_signal(number)
        web.wait(PATIENCE)
        self.start_web()

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
        """Seconds of processor time that each part has used, those that ended included."""
        for name, part in self.parts.items():
            with suppress(psutil.NoSuchProcess):
                self._spent[name, part.pid] = sum(part.cpu_times()[:2])
        return {part: sum(s for (name, _), s in self._spent.items() if name == part) for part in PARTS}

    def memory(self) -> dict[str, int]:
        """Resident bytes of each part."""
        return {part: self.parts[part].memory_info().rss if part in self.parts else 0 for part in PARTS}

    def redis(self) -> closing[redis.Redis]:
        return closing(redis.Redis.from_url(self.variables["REDIS_URL"]))

    @contextmanager
    def redis_commands(self) -> Iterator[Callable[[], tuple[int, int]]]:
        """Asks for the commands that Valkey has done so far, but for these questions, and for
        the bytes that it has heard."""
        if not self.party.valkey:
            yield lambda: (0, 0)
            return
        asked = -1
        with self.redis() as client:

            def so_far() -> tuple[int, int]:
                nonlocal asked
                asked += 1
                stats: Any = client.info("stats")
                return stats["total_commands_processed"] - asked, stats["total_net_input_bytes"]

            yield so_far

    # — who comes —

    def hellos(self, sockets: int, tickets: int | None = None) -> list[str]:
        """What each page says first. A ticket has one customer, who may have several tabs."""
        if not self.party.opens_tickets:
            return [self.party.dialect.hello] * sockets
        filled = self.filled(min(tickets or sockets, sockets))
        opened = [hello(place) for place in filled.places]
        return [opened[page % len(opened)] for page in range(sockets)]

    def filled(self, count: int) -> "Filled":
        """That many new tickets, and an agent; of a party that has none, rooms."""
        if not self.party.opens_tickets:
            return Filled([{"ticket": f"room-{number}"} for number in range(count)], cookie="")
        done = subprocess.run(
            [sys.executable, "-P", str(self.party.checkout / "bench" / "fill.py"), str(count)],
            cwd=self.party.checkout,
            env=self.variables | {"PYTHONPATH": str(self.party.checkout)},
            stdout=subprocess.PIPE,
            check=True,
        )
        answer = json.loads(done.stdout)
        places = [{"ticket": ticket, "after": 0, "token": token} for ticket, token in answer["tickets"]]
        return Filled(places, answer["cookie"])

    @contextmanager
    def crowd(self, hellos: list[str], *, returns: bool = False) -> Iterator["Generator"]:
        """Pages that have opened their sockets, and answer every ping."""
        party = self.party
        crowd = Crowd(
            self.port,
            party.path,
            self.origin,
            hellos,
            party.dialect.caught_up,
            party.dialect.opcode,
            party.dialect.ping,
            party.dialect.pong,
            returns,
            twin=returns and party.opens_tickets,
        )
        with self.generator("bench.load", asdict(crowd)) as pages:
            yield pages

    @contextmanager
    def generator(self, module: str, order: Mapping[str, Any]) -> Iterator["Generator"]:
        """A process of its own that takes an order and says `ready`."""
        with subprocess.Popen(
            [sys.executable, "-m", module], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                generator = Generator(process)
                generator.say(json.dumps(order))
                assert generator.hear() == "ready", f"the pages could not connect; {self.words()}"
                yield generator
            finally:
                process.kill()


class Generator:
    """What makes the load, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def asked(self, question: Any = "") -> dict[str, Any]:
        self.say(json.dumps(question) if question else "")
        return self.asked_before()

    def asked_before(self) -> dict[str, Any]:
        """The answer to what was said."""
        answer: dict[str, Any] = json.loads(self.hear())
        return answer


def more_files() -> None:
    """A socket is a file, here and in every process that we start."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
