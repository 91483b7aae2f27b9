"""A line that is slow and cut every few seconds, as on a train; and how many bytes went up over it."""

import asyncio
import contextlib
import threading
from typing import Final, Self

RATE: Final = 120_000  # bytes a second, up, of all connections together
CUT_EVERY: Final = 2.5  # seconds
PIECE: Final = 4096  # bytes


class SlowLine:
    def __init__(self, far: int, near: int) -> None:
        self.far, self.near = far, near
        self.sent = 0
        self.cuts = 0
        self.is_bad = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._open: set[asyncio.StreamWriter] = set()
        self._free_at = 0.0  # when what was sent so far is through

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.near)
        self._cutting = asyncio.create_task(self._cut())

    async def _end(self) -> None:
        self._cutting.cancel()
        self._server.close()
        self._abort()
        await asyncio.sleep(0.1)  # each connection sees its end

    async def _cut(self) -> None:
        while True:
            await asyncio.sleep(CUT_EVERY)
            if self.is_bad:
                self.cuts += 1
                self._abort()

    def _abort(self) -> None:
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.far)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        with contextlib.suppress(OSError):
            await asyncio.gather(self._up(reader, far_writer), self._down(far_reader, writer))

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(PIECE):
                if self.is_bad:
                    self.sent += len(data)
                    await self._through(len(data))
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()

    async def _through(self, size: int) -> None:
        now = self._loop.time()
        self._free_at = max(now, self._free_at) + size / RATE
        await asyncio.sleep(self._free_at - now)

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()
