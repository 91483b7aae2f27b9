"""One process that is to be there: started, its words passed on, started again when it dies."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Callable
from pathlib import Path

from support_site.run.leftovers import Leftovers
from tickets import progress

ROOT = Path(__file__).resolve().parents[2]
QUICK_DEATH = 5.0  # seconds: who lives shorter waits before the next try
LONGEST_WAIT = 10.0  # seconds between two tries
LAST_WORDS = 1.0  # seconds to read what a dead part had still said
LINE_BYTES = 1 << 20

Hear = Callable[[str], None]

# Progress as lines that we pass on, if somebody watches us.
ENVIRONMENT = (
    os.environ | {"PYTHONUNBUFFERED": "1"} | ({progress.LINES: "lines"} if sys.stdout.isatty() else {})
)


def say(name: str, line: str) -> None:
    # Who reads us may be gone (`make run | head`), and the disk with our log full.
    with contextlib.suppress(OSError):
        print(f"{name:<9} | {line}", flush=True)


class Part:
    def __init__(
        self, name: str, command: list[str], leftovers: Leftovers, patience: float, hear: Hear | None = None
    ) -> None:
        self.name = name
        self.command = command
        self.leftovers = leftovers
        self.patience = patience  # seconds between SIGTERM and SIGKILL
        self.hear: Hear = hear or (lambda line: say(name, line))
        self.process: asyncio.subprocess.Process | None = None
        self.keeper: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.keeper = asyncio.create_task(self._keep())

    async def _keep(self, clock: Callable[[], float] = time.monotonic) -> None:
        quick_deaths = 0
        while True:
            born = clock()
            ended = await self._run()
            quick_deaths = quick_deaths + 1 if clock() - born < QUICK_DEATH else 0
            pause = min(LONGEST_WAIT, 0.25 * 2**quick_deaths) if quick_deaths > 1 else 0.0
            say(self.name, f"{ended}, starting it again" + (f" in {pause:g} s" if pause else ""))
            await asyncio.sleep(pause)

    async def _run(self) -> str:
        """Until it ends: how. Whatever goes wrong in it, the next try comes."""
        try:
            return f"ended ({how(await self.run_once())})"
        except Exception as error:
            await self.end_process()
            return f"could not be run ({error})"

    async def run_once(self) -> int:
        # A session of its own: the terminal's Ctrl-C is for us, and we end the parts in order.
        self.process = await asyncio.create_subprocess_exec(
            *self.command,
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,
            limit=LINE_BYTES,
        )
        self.leftovers.add(self.process.pid)
        words = asyncio.create_task(self._pass_on(self.process))
        code = await self.process.wait()
        await asyncio.wait({words}, timeout=LAST_WORDS)
        self.leftovers.drop(self.process.pid)
        return code

    async def _pass_on(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # a line without an end: its head is lost, the next one isn't
                continue
            if not line:
                return
            self.hear(line.decode(errors="replace").rstrip())

    async def end(self) -> None:
        """SIGTERM, patience, SIGKILL; and whatever it may have started goes with it."""
        if self.keeper:
            self.keeper.cancel()
        await self.end_process()

    async def end_process(self) -> None:
        if self.process is None:
            return
        if self.process.returncode is None:
            _signal(self.process.pid, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), self.patience)
        _signal(self.process.pid, signal.SIGKILL)
        await self.process.wait()
        self.leftovers.drop(self.process.pid)


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]
