"""Python's collector of cycles, told what a web process is like: many objects that stay."""

import gc
from typing import Final

# New objects until the youngest are looked at, and how often that happens until the next
# generation is. With Python's own (700, 10, 10) the coming of 5,000 pages makes it look at
# everything a dozen times, a quarter of a second in the end, in which nobody is served.
SELDOM: Final = (5_000, 10, 10)


WAVE: Final = 500  # connections that came: what they hold will stay for long

_came = 0


def collect_seldom() -> None:
    """To be called when all modules are there: they are looked at never again."""
    _set_aside()
    gc.set_threshold(*SELDOM)


def one_came() -> None:
    """A connection: with each wave of them, what is there by then is set aside. What is looked at next is
    therefore little, however many stay. For this a connection that ends must leave no circle behind."""
    global _came  # noqa: PLW0603
    _came += 1
    if _came % WAVE == 0:
        _set_aside()


def _set_aside() -> None:
    gc.collect()
    gc.freeze()
