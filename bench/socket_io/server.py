import os
from typing import Any

import socketio
import uvicorn

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


def main() -> None:
    desk.on("connect", came)
    uvicorn.run(
        socketio.ASGIApp(desk),
        host="127.0.0.1",
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
