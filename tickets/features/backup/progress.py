"""What somebody sees who waits at a terminal: a line every two seconds."""

import time
from collections.abc import Callable
from typing import Final

EVERY: Final = 2.0  # seconds

Say = Callable[[str], object]


class Progress:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.began = self._said = time.monotonic()

    def of(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            self.say(f"{what}: {done:,} of {total:,}, {self.seconds:.0f} s")

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began
