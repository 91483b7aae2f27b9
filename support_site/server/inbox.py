"""What came from a page and waits for its consumer."""

import asyncio
from collections.abc import Callable
from typing import Any

Message = dict[str, Any]


class Inbox:
    """An asyncio.Queue for one reader. That one's four deques take 3 KiB of every idle socket.
    `on_empty` is called when the reader has taken all there was and asks for more."""

    __slots__ = ("_messages", "_reader", "on_empty")

    def __init__(self, on_empty: Callable[[], None] | None = None) -> None:
        self.on_empty = on_empty
        self._messages: list[Message] = []
        self._reader: asyncio.Future[Message] | None = None

    def put_nowait(self, message: Message) -> None:
        if self._reader is None or self._reader.done():  # done: it was cancelled, or has one already
            self._messages.append(message)
        else:
            self._reader.set_result(message)

    def __len__(self) -> int:
        return len(self._messages)

    async def get(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        if self.on_empty:
            self.on_empty()
        self._reader = asyncio.get_running_loop().create_future()
        try:
            return await self._reader
        finally:
            self._reader = None
