"""Who lives: a sorted set in Redis, channel name -> time of the last pong."""

import time
from typing import Any

from django.conf import settings
from redis.asyncio import BlockingConnectionPool, Redis

KEY = "alive"
MOST_CONNECTIONS = 50

redis = Redis(
    connection_pool=BlockingConnectionPool.from_url(
        settings.REDIS_URL, max_connections=MOST_CONNECTIONS, timeout=20, decode_responses=True
    )
)


async def mark(channel: str) -> None:
    await redis.zadd(KEY, {channel: time.time()})


async def forget(*channels: str) -> None:
    await redis.zrem(KEY, *channels)


async def silent_since(then: float) -> list[str]:
    silent: Any = await redis.zrangebyscore(KEY, "-inf", then)
    return list(silent)
