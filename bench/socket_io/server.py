import os
from typing import Any

import socketio
import uvicorn

from bench.socket_io.desk import Named

INTERVAL = int(os.environ["HEARTBEAT_INTERVAL"])  # seconds
SOCKETS = "sockets"

desk = socketio.AsyncServer(
    async_mode="asgi",
    client_manager=socketio.AsyncRedisManager(os.environ["REDIS_URL"]),
    transports=["websocket"],
    cors_allowed_origins="*",
    ping_interval=INTERVAL,
    ping_timeout=INTERVAL,
)


async def came(sid: str, _: dict[str, Any]) -> None:
    await desk.enter_room(sid, SOCKETS)


async def join(sid: str, room: str) -> None:
    await desk.enter_room(sid, room)


async def relay(sid: str, message: dict[str, str]) -> str:
    """To the others in the room; what is returned goes to the sender, in the acknowledgement."""
    await desk.emit("message", message, room=message["room"], skip_sid=sid)
    return message["id"]


def main() -> None:
    desk.on("connect", came)
    desk.on("join", join)
    desk.on("message", relay)
    desk.register_namespace(Named("/named"))
    uvicorn.run(
        socketio.ASGIApp(desk),
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        loop="uvloop",
        ws="websockets-sansio",
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
