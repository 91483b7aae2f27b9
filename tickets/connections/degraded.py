"""What else isn't as it should be: the seam for features that need more than Redis and a database."""

import asyncio
from collections.abc import Callable
from typing import Final

Look = Callable[[], str]

_looks: Final[dict[str, Look]] = {}


def register(part: str, look: Look) -> None:
    """`look`: what is wrong with that part and what to do, in words for who runs the desk; empty: nothing.
    It is asked on a thread with each `/readyz`, which names it under `degraded`: the process can serve."""
    if _looks.setdefault(part, look) is not look:
        raise ValueError(f"two features look after {part}")


async def parts() -> dict[str, str]:
    told = await asyncio.to_thread(lambda: {part: look() for part, look in _looks.items()})
    return {part: words for part, words in told.items() if words}
