"""Turns at what is dear: few threads have one at once, a few more wait, the rest are told to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class NoTurn(Exception):
    """Too many want one."""


class Turns:
    """`patience`: seconds that one waits."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._turns = BoundedSemaphore(at_once)
        self._places = BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        with _held(self._places, 0), _held(self._turns, self._patience):
            yield


@contextmanager
def _held(semaphore: BoundedSemaphore, patience: float) -> Iterator[None]:
    if not semaphore.acquire(timeout=patience):
        raise NoTurn
    try:
        yield
    finally:
        semaphore.release()
