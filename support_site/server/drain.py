"""The end of a web process: nobody new, `bye` to all, and a while to leave."""

import asyncio
from collections.abc import Callable
from typing import Final

from tickets.process import process
from tickets.wire.admission import admission

PATIENCE: Final = 5.0  # seconds in which pages may leave
SETTLES: Final = 0.25  # seconds in which who was just taken in says what it wants
SPREAD: Final = 5.0  # seconds over which they come back, told in `bye`


async def drained(busy: Callable[[], int]) -> None:
    """Returns when `busy`, the number of what still runs, is 0, or PATIENCE is over."""
    process().state.drain(SPREAD)
    admission().turn_all_away()
    clock = asyncio.get_running_loop().time
    began = clock()
    while (busy() or clock() < began + SETTLES) and clock() < began + PATIENCE:
        await asyncio.sleep(0.05)
    await process().reporter.retire()
