"""The channel layer of channels-redis, with the patience to wait for a message, and one round trip
for all that is to be said at once.

Its own looks ten times a second whether one has come, and to be woken is most of what a web
process does without sockets: a fifth of a heartbeat's cost at 1,000 (docs/performance.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from channels_redis import pubsub

LOOKS: Final = 1.0  # seconds between two; each also asks a silent Redis whether it is there


class Connection(pubsub.RedisSingleShardConnection):
    def _ensure_redis(self) -> None:
        if self._redis is None:
            super()._ensure_redis()
            look = self._pubsub.get_message

            async def wait(**asked: Any) -> Any:
                return await look(**asked | {"timeout": LOOKS})

            self._pubsub.get_message = wait

    async def publish_all(self, messages: Iterable[tuple[str, bytes]]) -> None:
        async with self._lock:
            self._ensure_redis()
            async with self._redis.pipeline(transaction=False) as pipe:
                for channel, message in messages:
                    pipe.publish(channel, message)
                await pipe.execute()

    async def subscribe_all(self, channels: Iterable[str]) -> None:
        async with self._lock:
            if new := [channel for channel in channels if channel not in self._subscribed_to]:
                self._ensure_redis()
                self._ensure_receiver()
                await self._pubsub.subscribe(*new)
                self._subscribed_to.update(new)


vars(pubsub)["RedisSingleShardConnection"] = Connection


class ChannelLayer(pubsub.RedisPubSubChannelLayer):
    async def groups_add(self, groups: Iterable[str], channel: str) -> None:
        """`group_add` for each."""
        layer = self._get_layer()
        by_shard: dict[Connection, list[str]] = defaultdict(list)
        for group in groups:
            name = layer._get_group_channel_name(group)
            layer.groups.setdefault(name, set()).add(channel)
            by_shard[layer._get_shard(name)].append(name)
        for shard, names in by_shard.items():
            await shard.subscribe_all(names)

    async def send_groups(self, messages: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """`group_send` for each, in this order within its group."""
        layer = self._get_layer()
        by_shard: dict[Connection, list[tuple[str, bytes]]] = defaultdict(list)
        for group, message in messages:
            channel = layer._get_group_channel_name(group)
            by_shard[layer._get_shard(channel)].append((channel, self.serialize(message)))
        for shard, published in by_shard.items():
            await shard.publish_all(published)
