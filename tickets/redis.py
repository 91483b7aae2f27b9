"""The connection to Redis that the stores of a process share. Nobody else imports `redis`.

Keys begin with KEY. Each store says in a table at its head which ones are its own:
`liveness.marks` the ticks, leases and marks, `presence.store` who is where, `connections.store`
what processes tell of themselves. Errors of the connection are their callers' to bear.
"""

import contextlib
import logging
from collections.abc import Collection
from typing import Any, Final

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.sentinel import Sentinel
from redis.exceptions import RedisError, ResponseError

from tickets.per_loop import per_loop

__all__ = ["KEY", "NONSENSE", "RedisError", "client", "connect", "evicts", "holds", "mend", "throw_away"]

log = logging.getLogger(__name__)

KEY: Final = "holdfast:"
AT_ONCE: Final = 1_000  # keys that are looked through in a command
NONSENSE: Final = (ValueError, TypeError, KeyError, RecursionError)  # what reading a value may raise

_types: dict[str, str] = {}  # by what stands before a key's second colon


def connect() -> Any:  # redis-py's types don't know decode_responses: answers are str
    options = settings.REDIS | {"decode_responses": True, "health_check_interval": 0}
    if "address" in options:
        return Redis.from_url(options.pop("address"), **options)
    manager: Any = Sentinel  # untyped
    sentinels = manager(options.pop("sentinels"), sentinel_kwargs=options.pop("sentinel_kwargs"))
    return sentinels.master_for(options.pop("master_name"), **options)


client = per_loop(connect)


async def evicts() -> str | None:
    """By which policy Redis throws keys away when its memory is full, if it does. Not from
    CONFIG GET, which many forbid."""
    try:
        policy = (await client().info("memory")).get("maxmemory_policy")
    except ResponseError:  # forbidden, too: nobody can tell
        return None
    return None if policy in (None, "noeviction") else str(policy)


def holds(type: str, *names: str) -> None:
    """What a store's keys are, as Redis calls it."""
    _types.update(dict.fromkeys(names, type))


async def mend(error: Exception) -> None:
    """A command met something of another kind under a key of ours, that of an older version perhaps: it
    is thrown away, and the key written anew like any that vanished."""
    if not isinstance(error, ResponseError) or "WRONGTYPE" not in str(error):
        return
    redis = client()
    with contextlib.suppress(RedisError):
        async for key in redis.scan_iter(f"{KEY}*", count=AT_ONCE):
            ours = _types.get(key.removeprefix(KEY).partition(":")[0])
            if ours and (found := await redis.type(key)) not in (ours, "none"):
                await redis.delete(key)
                log.warning("%s was a %s and no %s: thrown away, to be written anew", key, found, ours)


async def throw_away(redis: Any, keys: Collection[str]) -> None:
    """Something in each of them is nonsense: they are written anew like any that vanished."""
    if keys:
        log.warning("%s: there was nonsense in it. Thrown away, to be written anew", ", ".join(sorted(keys)))
        await redis.delete(*keys)
