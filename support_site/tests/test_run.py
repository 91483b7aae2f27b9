"""`make run` as it is typed: one clear line where it can't, and nothing left behind where it could."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.patience import PART
from tests.stack import PASSWORD, ROOT, STATIC_ROOT, free_port

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def no_nohup() -> Iterator[None]:
    """Where the tests were started with it, SIGHUP is ignored by all that they start."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(processes: list[psutil.Process]) -> bool:
    return not any(map(alive, processes))


class Start:
    def __init__(self, data_dir: Path, **variables: str) -> None:
        self.port = free_port()
        self.output = data_dir.parent / f"output-{self.port}"
        inherited = {k: v for k, v in os.environ.items() if k not in ("REDIS_URL", "DATABASE_URL")}
        variables = {
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "STATIC_ROOT": str(STATIC_ROOT),
        } | variables
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "support_site.run"],
                cwd=ROOT,
                env=inherited | {"AGENT_PASSWORD": PASSWORD} | variables,
                stdout=output,
                stderr=output,
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PART
        while not true():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def ready(self) -> "Start":
        self.wait_until(lambda: "Holdfast is ready." in self.said())
        return self

    def parts(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if alive(child)]

    def part(self, word: str) -> psutil.Process:
        return next(part for part in self.parts() if word in " ".join(part.cmdline()))

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PART)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Start]:
    start = Start(data_dir).ready()
    yield start
    start.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ends_everything_that_it_started(data_dir: Path, number: signal.Signals) -> None:
    start = Start(data_dir).ready()
    parts = start.parts()
    assert len(parts) == 4
    assert f"agent, password {PASSWORD}" in start.said()
    began = time.monotonic()
    assert start.end(number) == 0
    assert time.monotonic() - began < 10
    assert gone(parts)


@pytest.mark.edge
@pytest.mark.parametrize(("host", "there"), [("[::1]", ["[::1]"]), ("::", ["127.0.0.1", "[::1]"])])
def test_serves_ipv6_alone_or_both(data_dir: Path, host: str, there: list[str]) -> None:
    start = Start(data_dir, HOST=host).ready()
    try:
        assert f"customers  http://{there[0]}:{start.port}/\n" in start.said()
        for name in there:
            origin = f"http://{name}:{start.port}"
            with urlopen(f"{origin}/accounts/login/") as answer:
                assert answer.status == 200
            with connect(f"ws://{name}:{start.port}/ws/", origin=Origin(origin)) as socket:
                socket.send('{"type": "hello", "v": 1, "tickets": []}')
                assert '"code":4401' in socket.recv(timeout=PART)
    finally:
        assert start.end(signal.SIGTERM) == 0
    assert "starting it again" not in start.said()


def test_starts_again_what_dies(desk: Start) -> None:
    for word in ("valkey-server", "support_site.server", "heartbeat", "manage.py jobs"):
        dead = desk.part(word)
        dead.kill()
        desk.wait_until(lambda dead=dead: gone([dead]) and len(desk.parts()) == 4)  # type: ignore[misc]
    assert desk.said().count("ended (SIGKILL), starting it again") == 4


def test_cleans_up_after_a_killed_start(data_dir: Path) -> None:
    killed = Start(data_dir).ready()
    orphans = killed.parts()
    killed.end(signal.SIGKILL)
    assert not gone(orphans)
    start = Start(data_dir, PORT=str(killed.port)).ready()
    assert "ended 4 processes that a killed start had left behind" in start.said()
    assert gone(orphans)
    assert start.end(signal.SIGTERM) == 0


def test_can_be_ended_before_it_is_ready(data_dir: Path) -> None:
    start = Start(data_dir)
    start.wait_until(lambda: "preparing" in start.said())
    parts = start.parts()
    assert start.end(signal.SIGTERM) == 0
    assert gone(parts)


def refusal(start: Start) -> str:
    """What it says when it can't, without the progress before it."""
    assert start.process.wait(PART) == 1
    lines = [line for line in start.said().splitlines() if not line.startswith("holdfast ")]
    assert len(lines) == 1, start.said()
    return lines[0]


def test_a_second_start_on_the_same_folder_is_refused(desk: Start, data_dir: Path) -> None:
    assert refusal(Start(data_dir)).startswith("DATA_DIR: another `make run`")


def test_a_port_in_use_is_named(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert refusal(Start(data_dir, PORT=port)) == (
            f"PORT: can't listen on 127.0.0.1:{port}: Address already in use."
        )


def test_a_file_that_is_no_database_is_named(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700, exist_ok=True)
    (data_dir / "holdfast.sqlite3").write_text("This is a letter.")
    line = refusal(Start(data_dir))
    assert line == "DATABASE_URL: can't reach the database: file is not a database"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_DIR", "/proc/nowhere"),
        ("HEARTBEAT_INTERVAL", "never"),
        ("REDIS_URL", "redis://127.0.0.1:1"),
        ("DATABASE_URL", "postgres://holdfast:secret@127.0.0.1:1/holdfast"),
        ("DATABASE_URL", "sqlite:////proc/nowhere"),
        ("AGENT_PASSWORD", "short"),  # other weak ones: tickets/tests/test_seed_agent.py
    ],
)
def test_what_it_can_not_use_is_named(data_dir: Path, name: str, value: str) -> None:
    line = refusal(Start(data_dir, **{name: value}))
    assert line.startswith(f"{name}: ")
    assert "secret@" not in line
