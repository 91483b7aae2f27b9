"""Several web processes at one address (WEB_PROCESSES), under one that starts again what dies. On SIGHUP it
replaces them one at a time: the next is asked to end when the new one in the place of the last listens.

Each has a listening socket of its own, and the system deals out who comes. The one above keeps them: who
comes while a process is missing waits for the next in its place, and is not refused.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Final

from django.conf import settings

QUICK_DEATH: Final = 5.0  # seconds: who lives shorter waits before the next try
LONGEST_WAIT: Final = 10.0  # seconds between two tries
PATIENCE: Final = 60.0  # seconds in which one that is to replace another comes up
LISTENS: Final = b"1"
ONE: Final = "--process"  # its number, and the file that listens: it is one of several


def wanted() -> int:
    """How many; 0 in the settings: as many as there are cores for us."""
    return settings.WEB_PROCESSES or len(os.sched_getaffinity(0))


class Process:
    """One that is there. Its standard input is a line between us: it says that it listens, and hears it when
    we are gone."""

    def __init__(self, child: asyncio.subprocess.Process, line: socket.socket) -> None:
        self.child, self.line = child, line
        self.born = time.monotonic()

    async def listens(self) -> bool:
        """Waits for it. False: it ended instead."""
        return await asyncio.get_running_loop().sock_recv(self.line, 1) == LISTENS

    async def kept_from_listening(self) -> str:
        """Waits for PATIENCE. Returns why it doesn't, if so."""
        try:
            async with asyncio.timeout(PATIENCE):
                return "" if await self.listens() else "ended instead of coming up"
        except TimeoutError:
            return f"did not come up within {PATIENCE:g} s"

    async def ended(self) -> int:
        code = await self.child.wait()
        self.line.close()
        return code

    async def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        with contextlib.suppress(ProcessLookupError):
            self.child.send_signal(by)
        return await self.ended()


def command(number: int, listener: int) -> list[str]:
    one = (ONE, str(number), str(listener))
    return [sys.executable, "-m", "support_site.server", settings.WEB_SERVER, *one]


class Place:
    """Always has a process."""

    def __init__(self, number: int, listener: socket.socket) -> None:
        self.number, self.listener = number, listener.fileno()
        self.process: Process

    async def fill(self) -> bool:
        self.process = await self._started()
        return await self.process.listens()

    async def _started(self) -> Process:
        """Raises OSError. What was begun then hears its end by its line."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs, contextlib.ExitStack() as unless_started:
            unless_started.callback(ours.close)
            child = await asyncio.create_subprocess_exec(
                *command(self.number, self.listener), stdin=theirs.fileno(), pass_fds=(self.listener,)
            )
            unless_started.pop_all()
            return Process(child, ours)

    async def keep(self) -> None:
        quick_deaths = 0
        while True:
            watched = self.process
            code = await watched.ended()
            if watched is not self.process:
                continue  # it was replaced
            quick_deaths = quick_deaths + 1 if time.monotonic() - watched.born < QUICK_DEATH else 0
            pause = min(LONGEST_WAIT, 0.25 * 2**quick_deaths) if quick_deaths > 1 else 0.0
            print(f"Web process {self.number} ended ({code}), starting it again", flush=True)
            await asyncio.sleep(pause)
            await self._start_again(watched)

    async def _start_again(self, dead: Process) -> None:
        """Without one, who is dealt to this place waits for ever. It may be replaced meanwhile."""
        while self.process is dead:
            try:
                new = await self._started()
            except OSError as error:
                print(f"Web process {self.number} could not be started ({error}), trying again", flush=True)
                await asyncio.sleep(LONGEST_WAIT)
                continue
            if self.process is dead:
                self.process = new
            else:
                await new.end()

    async def replace(self) -> str:
        """Returns why the old one stays, if it does."""
        try:
            new = await self._started()
        except OSError as error:
            return f"could not be started ({error})"
        if why := await new.kept_from_listening():
            await new.end(signal.SIGKILL)
            return why
        old, self.process = self.process, new
        await old.end()
        return ""


class Places:
    def __init__(self, listeners: Sequence[socket.socket]) -> None:
        self.all = [Place(number, listener) for number, listener in enumerate(listeners)]
        self.tasks: set[asyncio.Task[None]] = set()
        self.replacing = asyncio.Lock()
        self.over = asyncio.Event()

    async def serve(self) -> bool:
        """Until it is told to end. Returns whether it failed."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.over.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._run(self.replace()))
        failed = not all(await asyncio.gather(*(place.fill() for place in self.all)))
        if not failed:
            for place in self.all:
                self._run(place.keep())
            await self.over.wait()
        for task in self.tasks:
            task.cancel()
        codes = await asyncio.gather(*(place.process.end() for place in self.all))
        return failed or any(code not in (0, -signal.SIGTERM) for code in codes)

    def _run(self, act: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(act)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def replace(self) -> None:
        async with self.replacing:
            for place in self.all:
                if why := await place.replace():
                    print(f"Web process {place.number} {why}: all stay", flush=True)
                    return
            print("All web processes are new", flush=True)


def serve(listeners: Sequence[socket.socket]) -> bool:
    return asyncio.run(Places(listeners).serve())


def one_of_several() -> Callable[[], object]:
    """For such a process: → what says that it listens. Ends it in order when its parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return lambda: os.write(0, LISTENS)


def _end_with_parent() -> None:
    with contextlib.suppress(ConnectionResetError):  # what we said was never read
        os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
