"""When a job that failed is tried again. Pure: the dice are handed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

LEASE: Final = timedelta(seconds=30)  # renewed at a third; so long a killed worker's jobs wait
# Seconds between tries to write down what was done outside. With what each waits for another writer it is
# about a lease: then the job is somebody else's.
PAUSES: Final = (0.1, 0.3, 1.0, 2.0)
FIRST: Final = 5.0  # seconds
FACTOR: Final = 3.0
CAP: Final = 6 * 3600.0  # seconds
JITTER: Final = 0.25  # of the wait, either way
TRIES: Final = 10  # over some ten hours


def backoff(tries: int, random: Callable[[], float]) -> timedelta:
    """The wait after the `tries`-th failure (1, 2, …). `random`: 0 ≤ r < 1."""
    wait = min(CAP, FIRST * FACTOR ** min(tries - 1, 20))
    return timedelta(seconds=wait * (1 - JITTER + 2 * JITTER * random()))
