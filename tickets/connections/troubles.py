"""What features have trouble with in the world outside, as the database has it: said by /readyz and on the
Connections page. What a process sees by itself is said by `degraded`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    feature: str
    part: str  # of it: a page says it by the key `<feature>.trouble.<part>`
    words: str  # what the outside world said, in English
    said: str  # the whole of it in English, for /readyz


Look = Callable[[], Iterable[Trouble]]
_looks: list[Look] = []


def with_troubles(look: Look) -> None:
    """The seam, when a feature's app is ready: what fails now. Asked by each probe, so by an index; on a
    database thread."""
    if look not in _looks:
        _looks.append(look)


def now() -> list[Trouble]:
    return [trouble for look in _looks for trouble in look()]
