"""What somebody sees who waits at a terminal: how far it is. Where nobody watches, nothing."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

SOON: Final = 1.0  # seconds: what takes less is told when it is done
OFTEN, SELDOM = 0.2, 2.0  # seconds between two words: on a terminal, and where each is a line of its own
CLEARED: Final = "\r\x1b[K"
# Set by who passes our lines on to a terminal (`make run`), and by who wants them in a log.
LINES: Final = "PROGRESS"

Clock = Callable[[], float]


class Progress:
    """`stream`: a command's `self.stdout`, or a file."""

    def __init__(self, stream: Any, clock: Clock = time.monotonic) -> None:
        self.stream, self._clock = stream, clock
        self._terminal = bool(stream.isatty())
        self._watched = self._terminal or os.environ.get(LINES) == "lines"
        self._every = OFTEN if self._terminal else SELDOM
        self._began = clock()
        self._due = self._began + (SOON if self._terminal else SELDOM)
        self._shown = False

    def of(self, what: str, done: int, total: int) -> None:
        now = self._clock()
        if self._watched and now >= self._due:
            self._due = now + self._every
            self._show(f"{what}: {done:,} of {total:,}, {self.seconds:.0f} s")

    def at(self, what: str) -> None:
        """Begins with something that says nothing until it is over."""
        if self._watched:
            self._show(what)

    def say(self, line: str) -> None:
        """Whether somebody watches or not."""
        self.clear()
        self._write(f"{line}\n")

    def clear(self) -> None:
        if self._shown and self._terminal:
            self._write(CLEARED)
        self._shown = False

    def _show(self, line: str) -> None:
        self._shown = True
        self._write(f"{CLEARED}{line}" if self._terminal else f"{line}\n")

    def _write(self, text: str) -> None:
        # Of Django's own: it ends what it is given with a line, unless it is told the end.
        if hasattr(self.stream, "ending"):
            self.stream.write(text, ending="")
        else:
            self.stream.write(text)
        self.stream.flush()

    @property
    def seconds(self) -> float:
        return self._clock() - self._began


@contextmanager
def shown(stream: Any) -> Iterator[Progress]:
    """What goes wrong is said on a line of its own, too."""
    progress = Progress(stream)
    try:
        yield progress
    finally:
        progress.clear()
