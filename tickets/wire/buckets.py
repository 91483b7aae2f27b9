"""Token buckets: how much of something one address, sender or socket may do or hold."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


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


class Volume:
    """How much of something that stays, like bytes on a disk: so much at once, and as much again over
    `seconds`. What is refused lengthens nobody's wait."""

    __slots__ = ("_at", "_left", "_most", "_seconds")

    def __init__(self, most: float, seconds: float, now: float) -> None:
        self._most, self._seconds = most, seconds
        self._left, self._at = float(most), now

    def wait(self, amount: float, now: float) -> float:
        """Seconds until there is room for so much."""
        self._refill(now)
        return max(0.0, amount - self._left) * self._seconds / self._most

    def take(self, amount: float) -> None:
        self._left -= amount

    def give_back(self, amount: float) -> None:
        self._left = min(self._most, self._left + amount)

    def full(self, now: float) -> bool:
        self._refill(now)
        return self._left >= self._most

    def _refill(self, now: float) -> None:
        self._left = min(self._most, self._left + (now - self._at) * self._most / self._seconds)
        self._at = now


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

    @property
    def keys(self) -> int:
        """How many hold any."""
        return len(self._held)


class Fills(Protocol):
    def full(self, now: float) -> bool: ...


B = TypeVar("B", bound=Fills)


class PerKey(Generic[B]):
    """One bucket for each key, forgotten when it is full again."""

    MOST = 10_000

    def __init__(self, make: Callable[[float], B]) -> None:
        self._make, self._forgot_at = make, float("-inf")
        self._buckets: dict[str, B] = {}

    def of(self, key: str, now: float) -> B:
        bucket = self._buckets.get(key)
        if bucket is None:
            # At most once a second, or each new key would look through all that aren't full.
            if len(self._buckets) >= self.MOST and now - self._forgot_at >= 1:
                self._forget_full(now)
            bucket = self._buckets[key] = self._make(now)
        return bucket

    def _forget_full(self, now: float) -> None:
        self._buckets = {k: b for k, b in self._buckets.items() if not b.full(now)}
        self._forgot_at = now


class Buckets(PerKey[Bucket]):
    def __init__(self, rate: Rate) -> None:
        super().__init__(lambda now: Bucket(rate, now))

    def take(self, key: str, now: float) -> float:
        return self.of(key, now).take(now)

    def give_back(self, key: str) -> None:
        if bucket := self._buckets.get(key):
            bucket.give_back()


class Volumes(PerKey[Volume]):
    def __init__(self, most: float, seconds: float) -> None:
        super().__init__(lambda now: Volume(most, seconds, now))
