"""What lies between a browser and the desk and may fail: the faults' proxy, without `await`."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from tests.faults.proxy import Proxy

T = TypeVar("T")


class Network:
    def __init__(self, far: int, near: int) -> None:
        self.origin = f"http://127.0.0.1:{near}"
        self.proxy = Proxy(("127.0.0.1", far), ("127.0.0.1", near))
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        self._wait(self.proxy.__aenter__())
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self.proxy.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def do(self, act: Callable[[Proxy], T]) -> T:
        """In the proxy's own loop."""

        async def acts() -> T:
            return act(self.proxy)

        return self._wait(acts())

    @contextmanager
    def out(self) -> Iterator[None]:
        """A black hole. Its old connections are gone when it ends."""
        self.do(lambda proxy: proxy.swallows.update(("up", "down")))
        yield
        self.do(lambda proxy: proxy.swallows.difference_update(("up", "down")))
        self.do(lambda proxy: proxy.cut_all(reset=True))
