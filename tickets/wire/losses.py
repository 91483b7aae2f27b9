"""Counts announcements that the layer lost, by what sockets had to read instead.

A head in a tick can overtake the announcement of the same event. So what was read is a
suspicion first, and counts when nothing has come `LATEST` seconds later. All sockets of a
group hear the same and read at the same time: an event counts once for each.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

from tickets import metrics
from tickets.per_loop import per_loop

LATEST: Final = 2.0  # seconds


class Losses:
    def __init__(self) -> None:
        self._missing: dict[str, set[int]] = {}  # group -> seqs

    def read(self, group: str, seqs: Iterable[int]) -> None:
        """These were handed out without an announcement."""
        missing = self._missing.setdefault(group, set())
        if new := set(seqs) - missing:
            missing |= new
            asyncio.get_running_loop().call_later(LATEST, self._given_up, group, new)

    def came(self, group: str, seq: int) -> None:
        if group in self._missing:
            self._missing[group].discard(seq)

    def _given_up(self, group: str, seqs: set[int]) -> None:
        missing = self._missing.get(group, set())
        metrics.REPAIRS.inc(len(seqs & missing))
        missing -= seqs
        if not missing:
            self._missing.pop(group, None)


losses = per_loop(Losses)
