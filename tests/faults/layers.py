"""A channel layer that behaves as badly as a network may: half of what is sent gets lost, a
quarter comes twice, a quarter is overtaken by what was sent after it. Ticks alone are spared."""

import asyncio
import os
import random
from collections.abc import Iterable
from typing import Any, Final

from support_site.channel_layer import ChannelLayer

LOST: Final = 0.5
DOUBLED: Final = 0.75  # up to here; the rest is late
LATEST: Final = 0.5  # seconds


class Noisy(ChannelLayer):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._chance = random.Random(os.environ.get("FAULTS_SEED"))
        self._late: set[asyncio.Task[None]] = set()

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if message["type"] == "tick":
            await self._really_send(group, message)
            return
        fate = self._chance.random()
        if LOST <= fate < DOUBLED:
            await self._really_send(group, message)
            await self._really_send(group, message)
        elif fate >= DOUBLED:
            late = asyncio.create_task(self._send_late(group, message, self._chance.uniform(0, LATEST)))
            self._late.add(late)
            late.add_done_callback(self._late.discard)

    async def send_groups(self, messages: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Each has a fate of its own."""
        for group, message in messages:
            await self.group_send(group, message)

    async def _send_late(self, group: str, message: dict[str, Any], wait: float) -> None:
        await asyncio.sleep(wait)
        await self._really_send(group, message)

    async def _really_send(self, group: str, message: dict[str, Any]) -> None:
        await self._get_layer().group_send(group, message)
