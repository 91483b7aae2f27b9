"""Token buckets: how much of something one address, sender or socket may do or hold."""

import time
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    burst: float  # at once
    per_second: float  # and then


class Bucket:
    """Turner's token bucket. A refusal takes no token, or several who each come back when they
    were told to would refuse each other for ever; it lengthens what the next one is told."""

    __slots__ = ("_at", "_level", "_rate", "_tokens")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate, self._at = rate, now
        self._tokens = rate.burst
        self._level = rate.burst  # tokens, less one for each refusal: how hard it is pressed

    def take(self, now: float) -> float:
        """Take one at `now` (monotonic seconds). Returns the seconds to wait: 0, it's yours."""
        new = (now - self._at) * self._rate.per_second
        self._tokens = min(self._rate.burst, self._tokens + new)
        self._level = max(min(self._rate.burst, self._level + new) - 1, -self._rate.burst)
        self._at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0.0
        return (1 - self._level) / self._rate.per_second  # those refused before come first

    def give_back(self) -> None:
        self._tokens = min(self._rate.burst, self._tokens + 1)
        self._level = min(self._rate.burst, self._level + 1)

    @property
    def overrun(self) -> bool:
        """A whole burst was refused without a pause: this is no mistake any more."""
        return self._level <= -self._rate.burst

    def full(self, now: float) -> bool:
        return self._level + (now - self._at) * self._rate.per_second >= self._rate.burst


class Tally:
    """For what is too small to ask a clock each time: only each `burst` of them is timed."""

    __slots__ = ("_count", "_rate", "_since")

    def __init__(self, rate: Rate) -> None:
        self._rate, self._count, self._since = rate, 0, time.monotonic()

    def add(self) -> bool:
        """Whether there are too many, for longer than a burst."""
        self._count += 1
        if self._count < self._rate.burst:
            return False
        now = time.monotonic()
        took, self._since, self._count = now - self._since, now, 0
        return took * self._rate.per_second < self._rate.burst


class Quota:
    """How many of something each key may hold at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: Counter[str] = Counter()

    def take(self, key: str) -> bool:
        if self._held[key] >= self._most:
            return False
        self._held[key] += 1
        return True

    def give_back(self, key: str) -> None:
        self._held[key] -= 1
        if not self._held[key]:
            del self._held[key]

    def __len__(self) -> int:
        """Of all keys."""
        return self._held.total()


class Buckets:
    """One bucket for each key, forgotten when it is full again."""

    MOST = 10_000

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: dict[str, Bucket] = {}

    def take(self, key: str, now: float) -> float:
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self.MOST:
                self._forget_full(now)
            bucket = self._buckets[key] = Bucket(self._rate, now)
        return bucket.take(now)

    def give_back(self, key: str) -> None:
        if bucket := self._buckets.get(key):
            bucket.give_back()

    def _forget_full(self, now: float) -> None:
        self._buckets = {k: b for k, b in self._buckets.items() if not b.full(now)}
