"""Who hears of a conversation while no desk of theirs is open: the seam between who tells them, and who gives
tickets away."""

from collections.abc import Callable, Collection

Reached = Callable[[Collection[int]], Collection[int]]

_by: list[Reached] = []


def by(reached: Reached) -> None:
    """The seam, when a feature's app is ready: of these agents, by primary key, those whom it reaches now. It
    runs on a database thread, every second, in two queries at most."""
    if reached not in _by:
        _by.append(reached)


def of(agents: Collection[int]) -> frozenset[int]:
    return frozenset(agent for reached in _by for agent in reached(agents)) if agents else frozenset()
