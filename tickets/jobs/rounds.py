"""What every process of jobs looks for each second, beside its jobs: what follows from who is there."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.db import close_old_connections

from tickets.database import part_from

log = logging.getLogger(__name__)

EVERY: Final = 1.0  # seconds
PATIENCE: Final = 8.0  # seconds, at the end of the process

Look = Callable[[], None]
_looks: dict[str, Look] = {}


def register(name: str, look: Look) -> None:
    """The seam, when a feature's app is ready. On a thread of its own, in any number of processes at once and
    killed anywhere: so what it does rests on conditional writes, and what it asks first, and mostly finds
    nothing, is quick and writes nothing. What has a time of its own is a job (`tickets.jobs.table`)."""
    if _looks.setdefault(name, look) != look:
        raise ValueError(f"two looks are called {name}")


class Rounds:
    """Made on the loop of the process."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(len(_looks) or 1, thread_name_prefix="rounds")
        self._ended = asyncio.Event()
        self._looking = [asyncio.create_task(self._again(*one)) for one in _looks.items()]

    async def _again(self, name: str, look: Look) -> None:
        while not self._ended.is_set():
            await asyncio.get_running_loop().run_in_executor(self._threads, _look, name, look)
            await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(EVERY):
                await self._ended.wait()
        except TimeoutError:
            return

    async def end(self) -> None:
        self._ended.set()
        if self._looking:
            await asyncio.wait(self._looking, timeout=PATIENCE)
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look(name: str, look: Look) -> None:
    try:
        look()
    except Exception as error:
        part_from(error)
        log.warning("%s: %s, and is tried again", name, error)
    finally:
        close_old_connections()
