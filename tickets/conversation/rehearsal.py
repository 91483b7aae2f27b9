"""Whether what is sent could be stored: asked by a message that is written and taken away again, and
not more often than needed."""

import asyncio
import time
from typing import Final

from tickets.conversation import ledger
from tickets.database import in_database
from tickets.database_trouble import last
from tickets.per_loop import per_loop
from tickets.refusals import Refused

EVERY: Final = 10.0  # seconds, while all is well
AGAIN: Final = 1.0  # seconds, after trouble
PATIENCE: Final = 1.0  # seconds that who asks waits for the answer; then it gets the one before


class Rehearsal:
    def __init__(self) -> None:
        self._at = float("-inf")
        self._met = 0  # how many troubles this process had met by then
        self._trouble = ""
        self._running: asyncio.Task[None] | None = None

    async def trouble(self) -> str:
        """In words; empty: all is well."""
        if self._is_due(time.monotonic()):
            self._at = time.monotonic()
            self._running = asyncio.create_task(self._run())
        if self._running and not self._running.done():
            await asyncio.wait({self._running}, timeout=PATIENCE)
        return self._trouble or (last.words if last.count != self._met else "")

    def _is_due(self, now: float) -> bool:
        if self._running and not self._running.done():
            return False
        doubt = self._trouble or last.count != self._met
        return now - self._at >= (AGAIN if doubt else EVERY)

    async def _run(self) -> None:
        try:
            await in_database(ledger.rehearse)
        except Refused:
            self._trouble = last.words
        else:
            self._trouble = ""
        self._met = last.count


rehearsal = per_loop(Rehearsal)
