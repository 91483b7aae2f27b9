"""How late this process's event loop gets to what is due: what a blocking call costs everybody."""

import asyncio
from typing import Final

from tickets import metrics
from tickets.per_loop import per_loop

EVERY: Final = 0.5  # seconds


class LoopLag:
    def __init__(self) -> None:
        self._worst = 0.0
        self._task = asyncio.create_task(self._run(), name="loop lag")

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + EVERY
            await asyncio.sleep(EVERY)
            lag = max(0.0, loop.time() - due)
            self._worst = max(self._worst, lag)
            metrics.LOOP_LAG.observe(lag)

    def worst(self) -> float:
        """Seconds, since it was last asked."""
        worst, self._worst = self._worst, 0.0
        return worst


loop_lag = per_loop(LoopLag)
