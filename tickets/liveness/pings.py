"""A tick's pings, spread over its second: all at once, they and then their pongs would jam the loop."""

import asyncio
import logging
from typing import Final

from tickets.liveness import rules
from tickets.liveness.slots import Socket

log = logging.getLogger(__name__)

AT_ONCE: Final = 50  # pings in a row: some 2 ms, and as much for their pongs


async def ping_in_turn(sockets: list[Socket]) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for start in range(0, len(sockets), AT_ONCE):
        due = begun + rules.SPREAD * start / len(sockets)
        await asyncio.sleep(due - loop.time())
        for socket in sockets[start : start + AT_ONCE]:
            try:
                await socket.ping()
            except Exception:
                log.exception("a ping could not be sent")
