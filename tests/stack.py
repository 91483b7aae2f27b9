"""The real thing, part by part: Valkey, daphne and the worker as processes that a test can
kill, freeze and start again. Nothing here pretends."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self
from urllib.request import urlopen

from redis import Redis

from support_site.environment import embedded_redis_url
from support_site.run import valkey
from tests import prepared
from tests.patience import PART
from tests.processes import Python, output

ROOT = Path(__file__).resolve().parents[1]
STATIC_ROOT = ROOT / ".data" / "test" / "static"  # collected once for all desks
COMMANDS = {
    "web": ["-m", "support_site.server"],
    "worker": ["manage.py", "heartbeat"],
    "jobs": ["manage.py", "jobs"],
    "mail": ["manage.py", "mail"],
}
PASSWORD = "a-password-for-tests"


class Stack:
    """`database`: a postgres:// URL, or None for SQLite in `folder`."""

    def __init__(self, folder: Path, database: str | None = None, **variables: str) -> None:
        self.folder, self.port, self.code = folder, free_port(), ROOT
        self.origin = f"http://127.0.0.1:{self.port}"
        self.socket = f"ws://127.0.0.1:{self.port}/ws/"
        self.log = folder / "parts.log"
        self.ways = [free_port() for _ in range(3)]  # ports for proxies: addresses of the desk as well
        inherited = {k: v for k, v in os.environ.items() if k not in ("REDIS_URL", "DATABASE_URL")}
        self.variables = inherited | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "HEARTBEAT_INTERVAL": "2",
            "RATE_LIMITS": "off",
            "AGENT_PASSWORD": PASSWORD,
            "STATIC_ROOT": str(STATIC_ROOT),
            **variables,
        }
        if database:
            self.variables["DATABASE_URL"] = database
        self.parts: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        try:
            self.start("valkey")
            self.prepare()
            self.start("web")
            self.start("worker")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for name in reversed(self.parts):  # Valkey, that others need, was the first
            self.kill(name, signal.SIGCONT)
            self.kill(name)

    @contextlib.contextmanager
    def another_web(self, **variables: str) -> Iterator["Stack"]:
        """A second web process of the same desk, at an address of its own."""
        same = {name: value for name, value in self.variables.items() if name != "PORT"}
        other = Stack(self.folder, **(same | variables))
        try:
            other.start("web")
            yield other
        finally:
            other.__exit__()

    def valkey(self) -> Redis:
        """A client of the desk's Valkey, to look or to meddle."""
        client: Redis = Redis.from_url(embedded_redis_url(self.folder), decode_responses=True)
        return client

    @property
    def valkey_path(self) -> Path:
        return valkey.socket_path(embedded_redis_url(self.folder))

    @property
    def environment(self) -> dict[str, str]:
        """Of its processes: known by its own addresses, and by those of the ways to it."""
        origins = [
            self.origin,
            f"http://localhost:{self.port}",
            *map("http://127.0.0.1:{}".format, self.ways),
        ]
        return {"PUBLIC_URL": ",".join(origins)} | self.variables

    def prepare(self) -> None:
        """The schema and the first agent, which are alike at most desks, and the static files."""
        if not prepared.copied(self.code, self.variables):
            self.manage("-m", "support_site.run.prepare")
            prepared.keep(self.code, self.variables)

    def start(self, name: str, **variables: str) -> None:
        """Start a part and wait until it serves. A "second worker" is a worker too."""
        kind, environment = name.rsplit(maxsplit=1)[-1], self.environment | variables
        with self.log.open("ab") as log:
            if kind == "valkey":
                valkey.own_folder(self.valkey_path)
                command = valkey.command(self.valkey_path, self.folder)
                self.parts[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            else:
                self.parts[name] = Python(COMMANDS[kind], self.code, environment, stdout=log, stderr=log)
        if name == "web":
            self.wait_until(self.answers, "the web process to answer")
        if name == "valkey":
            self.wait_until(self.valkey_listens, "Valkey to listen")

    def manage(self, *arguments: str) -> str:
        return output(arguments, self.code, self.environment)

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        part = self.parts[name]
        with contextlib.suppress(ProcessLookupError):
            part.send_signal(number)
        if number in (signal.SIGKILL, signal.SIGTERM):
            part.wait(PART)

    @contextlib.contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        self.kill(name, signal.SIGSTOP)
        try:
            yield
        finally:
            self.kill(name, signal.SIGCONT)

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.origin}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def valkey_listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.valkey_path)) == 0

    def wait_until(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PART
        while not true():
            assert time.monotonic() < deadline, f"waited for {what}; {self.words()[-3000:]}"
            time.sleep(0.05)

    def words(self, since: int = 0) -> str:
        """Everything that the parts have said, or what came after the first `since` letters."""
        return self.log.read_text(errors="replace")[since:]


_ports: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody else is given while this process lives, whether its server is up or not.

    It stays bound; who sets SO_REUSEADDR, as servers do, may listen on it all the same."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", 0))
    _ports.append(bound)
    port: int = bound.getsockname()[1]
    return port
