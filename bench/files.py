"""What uploads cost those who talk beside them, and how fast a large file is read, beside a bare
servestatic: by turns in one run, so that what else the machine does falls on all alike.

    python -m bench.files
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final

import psutil

from bench.machine import in_words
from bench.messages import order
from bench.parties import ROOT, Generator, Running, holdfast, more_files
from bench.table import percentile, table
from bench.uploaders import Order, Page
from tests.stack import free_port

INTERVAL: Final = 10  # seconds between two pings
MIB: Final = 1024 * 1024
LARGEST: Final = {"FILE_MB": "128", "FILES_OF_DAY_MB": "1000000", "FILES_OF_TICKET_MB": "1000000"}
ASKED: Final = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{more}\r\n"


class Memory:
    """How much larger a process gets than it was, looked at often."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self.grown = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        ended = threading.Event()
        before = self._process.memory_info().rss

        def look() -> None:
            while not ended.wait(0.02):
                self.grown = max(self.grown, self._process.memory_info().rss - before)

        watching = threading.Thread(target=look)
        watching.start()
        yield
        ended.set()
        watching.join()


@dataclass
class Turns:
    ack: list[float] = field(default_factory=list)  # milliseconds
    arrived: int = 0  # bytes
    seconds: float = 0.0


def talks(talkers: Generator, turns: Turns, asked: argparse.Namespace, uploaders: Generator | None) -> None:
    if uploaders:
        uploaders.say(json.dumps(asked.seconds + 1))
        time.sleep(1)
    talk = talkers.asked({"rate": asked.rate, "seconds": asked.seconds})
    assert len(talk["shown"]) == talk["due"], "not all messages came"
    turns.ack += talk["ack"]
    if uploaders:
        turns.arrived += json.loads(uploaders.hear())["arrived"]
        turns.seconds += asked.seconds + 1


def uploads(running: Running, asked: argparse.Namespace) -> list[list[str]]:
    """Those who talk, without and with uploads, by turns."""
    without, with_them = Turns(), Turns()
    pages = running.filled(asked.pages).places
    told = asdict(order(running, 100, 5))
    with (
        running.crowd(running.hellos(asked.sockets)),
        running.generator("bench.talk", told) as talkers,
        running.generator(
            "bench.uploaders", asdict(Order(running.port, pages, asked.size * MIB))
        ) as uploaders,
    ):
        time.sleep(INTERVAL)
        memory = Memory(running.parts["web"])
        for _ in range(asked.turns):
            talks(talkers, without, asked, None)
            with memory.watched():
                talks(talkers, with_them, asked, uploaders)
    ratio = percentile(with_them.ack, 0.99) / percentile(without.ack, 0.99)
    return [
        row("without", without, "", ""),
        row(f"{asked.pages} pages upload", with_them, f"{ratio:.2f}", f"{memory.grown / MIB:.1f}"),
    ]


def row(name: str, turns: Turns, ratio: str, grown: str) -> list[str]:
    times = [f"{percentile(turns.ack, part):.1f}" for part in (0.5, 0.95, 0.99)]
    arrived = [f"{turns.arrived / MIB:,.0f}", f"{turns.arrived / MIB / (turns.seconds or 1):.1f}"]
    return [name, *times, ratio, *(arrived if turns.arrived else ["", ""]), grown]


HEAD: Final = (
    "",
    "ms to ack\np50",
    "\np95",
    "\np99",
    "\nratio",
    "MiB\narrived",
    "a\nsecond",
    "web grew\nMiB",
)


def read(port: int, path: str, more: str = "") -> float:
    """Seconds for all of it."""
    began, buffer = time.monotonic(), bytearray(MIB)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(ASKED.format(path=path, port=port, more=more).encode())
        begin = line.recv_into(buffer)
        head = bytes(buffer[:begin]).partition(b"\r\n\r\n")[0].decode()
        assert " 200 " in head.splitlines()[0], head
        while line.recv_into(buffer):
            pass
    return time.monotonic() - began


def large_file(running: Running, size: int) -> tuple[str, str]:
    """One that was uploaded and checked: its address, and who asks."""
    [place] = running.filled(1).places
    page = Page(running.port, place, os.urandom(size))
    id, _ = page.one()
    while page.state(id) != "ready":
        time.sleep(0.1)
    return f"/f/{place['ticket']}/{id}/original", f"Authorization: Bearer {place['token']}\r\n"


@contextmanager
def bare(folder: Path) -> Iterator[int]:
    """A servestatic for a folder alone; its port."""
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-v", "0", "-p", str(port), "bench.bare_static:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"BARE_FOLDER": str(folder)})
    try:
        while True:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.05)
        yield port
    finally:
        server.kill()
        server.wait()


def downloads(running: Running, asked: argparse.Namespace) -> list[list[str]]:
    path, bearer = large_file(running, asked.large * MIB)
    [stored] = (running.folder / "files" / "stored").rglob("original")
    ours: list[float] = []
    theirs: list[float] = []
    memory = Memory(running.parts["web"])
    with bare(stored.parent) as port:
        for _ in range(asked.turns + 1):
            with memory.watched():
                ours.append(read(running.port, path, bearer))
            theirs.append(read(port, "/original"))
    our_rate, their_rate = (
        asked.large / median(times[1:]) for times in (ours, theirs)
    )  # 1st: into the cache
    return [
        ["Holdfast", f"{our_rate:,.0f}", f"{our_rate / their_rate:.2f}", f"{memory.grown / MIB:.1f}"],
        ["bare servestatic", f"{their_rate:,.0f}", "1", ""],
    ]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10, help="a turn of those who talk")
    parser.add_argument("--rate", type=float, default=50, help="messages a second")
    parser.add_argument("--sockets", type=int, default=1000, help="beside, idle")
    parser.add_argument("--pages", type=int, default=10, help="that upload at once")
    parser.add_argument("--size", type=int, default=10, help="MiB of each of their files")
    parser.add_argument("--large", type=int, default=100, help="MiB of the file that is read")
    return parser.parse_args()


def main() -> None:
    asked = options()
    party = holdfast()
    with_jobs = replace(party, jobs=[party.worker[0], "manage.py", "jobs"])
    more_files()
    print(in_words([party]), flush=True)
    with Running(party, INTERVAL, **LARGEST) as running:
        rows = uploads(running, asked)
    print(
        f"\n{asked.turns} turns of {asked.seconds:g} s each way, {asked.rate:g} messages a second, ", end=""
    )
    print(f"{asked.sockets:,} pages beside with a ping each {INTERVAL} s")
    print(table(HEAD, rows), flush=True)
    with Running(with_jobs, INTERVAL, **LARGEST) as running:
        rows = downloads(running, asked)
    print(f"\na file of {asked.large} MiB, read {asked.turns} times by turns")
    print(table(("", "MiB a second", "ratio", "web grew\nMiB"), rows))


if __name__ == "__main__":
    main()
