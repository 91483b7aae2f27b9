"""What a small table had a moment ago, so that no page waits for the database to know how it looks."""

import time
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save

FRESH: Final = 3.0  # seconds
AWAY: Final = 60.0  # the same while the database is away: one page waits for it, and the others don't

T = TypeVar("T")


class Lately(Generic[T]):
    """`read`: synchronous, on a database thread; `at_first`: what pages have while it could never be read."""

    def __init__(self, read: Callable[[], T], at_first: T) -> None:
        self._read, self._last = read, at_first
        self._asked, self._answered = float("-inf"), False  # monotonic seconds
        self._was_read = False

    def get(self) -> T:
        if time.monotonic() > self._asked + (FRESH if self._answered else AWAY):
            if self._was_read:  # else who comes meanwhile reads it as well: there is nothing to go on with
                self._asked, self._answered = time.monotonic(), False
            try:
                return self._look()
            except DatabaseError:  # pages look as they did
                self._asked, self._answered = time.monotonic(), False
        return self._last

    def surely(self) -> T:
        """For what is more than looks: as it was a moment ago, and never as it is before it was read. Raises
        DatabaseError."""
        return self.get() if self._was_read else self._look()

    def _look(self) -> T:
        self._last = self._read()
        self._asked, self._answered, self._was_read = time.monotonic(), True, True
        return self._last

    def changed(self, **_: Any) -> None:
        """In this process, at once; in others, in a moment."""
        self._asked = float("-inf")

    def follow(self, model: str) -> None:
        """`model`: as Django's signals know it, "sites.Site"."""
        for saved in (post_save, post_delete):
            saved.connect(self.changed, sender=model)
