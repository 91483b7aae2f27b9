"""Python's collector of cycles, told what a web process is like: many objects that stay."""

import gc
from typing import Final

# New objects until the youngest are looked at, and how often that happens until the next
# generation is. With Python's own (700, 10, 10) the coming of 5,000 pages makes it look at
# everything a dozen times, a quarter of a second in the end, in which nobody is served.
SELDOM: Final = (5_000, 10, 10)


def collect_seldom() -> None:
    """To be called when all modules are there: they are looked at never again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
