import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from bench.tutorial import alive

SOCKETS = "sockets"
PING = PONG = b"\x01"


class PageConsumer(AsyncWebsocketConsumer):
    rooms: tuple[str, ...] = ()

    async def connect(self) -> None:
        await self.channel_layer.group_add(SOCKETS, self.channel_name)
        await alive.mark(self.channel_name)
        await self.accept()

    async def disconnect(self, _: int) -> None:
        await self.channel_layer.group_discard(SOCKETS, self.channel_name)
        await alive.forget(self.channel_name)
        for room in self.rooms:
            await self.channel_layer.group_discard(room, self.channel_name)

    async def receive(self, *, bytes_data: bytes | None = None, text_data: str | None = None) -> None:
        if bytes_data == PONG:
            await alive.mark(self.channel_name)
        elif text_data:
            await self.heard(json.loads(text_data))

    async def heard(self, frame: dict[str, str]) -> None:
        match frame["type"]:
            case "join":
                await self.join(frame["room"])
            case "message":
                await self.relay(frame)

    async def join(self, room: str) -> None:
        self.rooms = (*self.rooms, room)
        await self.channel_layer.group_add(room, self.channel_name)
        await self.send(json.dumps({"type": "joined", "room": room}))

    async def relay(self, message: dict[str, str]) -> None:
        told = {"type": "chat.message", "message": message, "sender": self.channel_name}
        await self.channel_layer.group_send(message["room"], told)
        await self.send(json.dumps({"type": "ack", "id": message["id"]}))

    async def chat_message(self, told: dict[str, Any]) -> None:
        if told["sender"] != self.channel_name:
            await self.send(json.dumps(told["message"]))

    async def heartbeat_ping(self, _: dict[str, Any]) -> None:
        await self.send(bytes_data=PING)

    async def heartbeat_close(self, _: dict[str, Any]) -> None:
        await self.close(4408)
