from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from bench.tutorial import alive

SOCKETS = "sockets"
PING = PONG = b"\x01"


class PageConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(SOCKETS, self.channel_name)
        await alive.mark(self.channel_name)
        await self.accept()

    async def disconnect(self, _: int) -> None:
        await self.channel_layer.group_discard(SOCKETS, self.channel_name)
        await alive.forget(self.channel_name)

    async def receive(self, *, bytes_data: bytes | None = None, **_: str | None) -> None:
        if bytes_data == PONG:
            await alive.mark(self.channel_name)

    async def heartbeat_ping(self, _: dict[str, Any]) -> None:
        await self.send(bytes_data=PING)

    async def heartbeat_close(self, _: dict[str, Any]) -> None:
        await self.close(4408)
