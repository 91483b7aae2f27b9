"""The worker: each interval, ping everybody, and close who has not answered for two."""

import asyncio
import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.tutorial.settings")

import django

django.setup()

from channels.layers import get_channel_layer  # noqa: E402
from django.conf import settings  # noqa: E402

from bench.tutorial import alive  # noqa: E402
from bench.tutorial.consumers import SOCKETS  # noqa: E402

INTERVAL: float = settings.HEARTBEAT_INTERVAL


async def main() -> None:
    layer = get_channel_layer()
    assert layer is not None
    while True:
        silent = await alive.silent_since(time.time() - 2 * INTERVAL)
        # First: a ping that meets a closing socket raises, and ends its consumer without `disconnect`.
        await layer.group_send(SOCKETS, {"type": "heartbeat.ping"})
        for channel in silent:
            await layer.send(channel, {"type": "heartbeat.close"})
        if silent:
            await alive.forget(*silent)
        await asyncio.sleep(INTERVAL)


if __name__ == "__main__":
    asyncio.run(main())
