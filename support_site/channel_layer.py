"""The channel layer of channels-redis, with the patience to wait for a message.

Its own looks ten times a second whether one has come, and to be woken is most of what a web
process does without sockets: a fifth of a heartbeat's cost at 1,000 (docs/performance.md).
"""

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


vars(pubsub)["RedisSingleShardConnection"] = Connection


class ChannelLayer(pubsub.RedisPubSubChannelLayer):
    pass
