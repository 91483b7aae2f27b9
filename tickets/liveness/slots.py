"""The sockets of a web process, in as many slots as an interval has ticks, and those of their signs
of life that are still to be written."""

from collections import defaultdict
from collections.abc import Collection
from typing import Protocol

from tickets import metrics


class Socket(Protocol):
    id: str

    async def ping(self) -> None: ...
    async def expire(self, heard: int | None) -> None: ...
    def tickets(self) -> list[str]: ...


class Slots:
    def __init__(self, count: int) -> None:
        self.count = count
        self._sockets: list[dict[str, Socket]] = [{} for _ in range(count)]
        self._slot_of: dict[str, int] = {}
        self._answered: dict[int, dict[str, int]] = defaultdict(dict)
        self._left: dict[int, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._slot_of)

    def add(self, socket: Socket, tick: int) -> None:
        slot = min(range(self.count), key=lambda slot: len(self._sockets[slot]))
        self._sockets[slot][socket.id] = socket
        self._slot_of[socket.id] = slot
        metrics.SOCKETS.set(len(self))
        self.lives(socket.id, tick)

    def lives(self, socket: str, tick: int) -> None:
        self._answered[self._slot_of[socket]][socket] = tick

    def remove(self, socket: str) -> None:
        slot = self._slot_of.pop(socket, None)
        if slot is None:
            return
        del self._sockets[slot][socket]
        metrics.SOCKETS.set(len(self))
        self._answered[slot].pop(socket, None)
        self._left[slot].append(socket)

    def forget(self, socket: str) -> None:
        """One that isn't here has a mark: it would be judged, and counted, for ever."""
        for slot in range(self.count):
            self._left[slot] += [socket]

    def find(self, socket: str) -> Socket | None:
        slot = self._slot_of.get(socket)
        return None if slot is None else self._sockets[slot][socket]

    def at(self, slot: int) -> Collection[Socket]:
        return self._sockets[slot].values()

    def tickets(self, slot: int) -> set[str]:
        return {ticket for socket in self.at(slot) for ticket in socket.tickets()}

    # — signs of life —

    def all_live(self, tick: int) -> None:
        """After a gap: who was missed is not dead."""
        for slot, sockets in enumerate(self._sockets):
            self._answered[slot] = dict.fromkeys(sockets, tick)

    def take_unwritten(self) -> tuple[dict[int, dict[str, int]], dict[int, list[str]]]:
        """By slot, each socket's newest sign of life, and who went."""
        answered, self._answered = self._answered, defaultdict(dict)
        left, self._left = self._left, defaultdict(list)
        return {slot: ticks for slot, ticks in answered.items() if ticks}, left

    def marked(self, slot: int, tick: int) -> dict[str, int]:
        return dict.fromkeys(self._sockets[slot], tick)

    def write_again(self, slot: int, marked: dict[str, int]) -> None:
        """A socket without a mark would never be closed."""
        for socket in marked.keys() & self._sockets[slot].keys():
            self._answered[slot].setdefault(socket, marked[socket])
