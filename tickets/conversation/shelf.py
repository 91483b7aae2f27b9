"""Files that no conversation has: the seam between a feature that needs some and the one that keeps files.
Without that one there are none.

The row and who may read it are the needing feature's; what arrives, its checks and its storage are the
keeper's, as of any file. `place` names it there, unguessable.
"""

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponseBase


class Away(Exception):
    """What checks files can't be asked right now."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Kept for good, unless there is a reason why not."""

    type: str
    ending: str = ""  # of what it was converted to
    reason: str = ""


class Keeper(Protocol):
    most: int  # that go with one message

    def begin(self, agent: int, place: str, size: int, lately: int) -> None:
        """Raises Refused. `lately`: bytes that the feature had begun within a day."""

    def shown(self, name: str) -> str:
        """A file's name without folders and tricks."""

    async def have(self, place: str) -> int:
        """So many bytes have arrived for good."""

    async def receive(self, agent: int, place: str, offset: int, data: bytes, size: int) -> int:
        """One more chunk, at its end. Raises Refused."""

    def type_of(self, place: str) -> str:
        """By the first bytes of what has arrived."""

    def check(self, place: str, type: str) -> Checked:
        """Scanned, made harmless, stored; the same again is the same. In a job. Raises Away."""

    def must_go(self, place: str, *, part_only: bool = False) -> None:
        """In the transaction in which it loses its row, or in which it was checked."""

    async def answer(self, request: HttpRequest, place: str, name: str, type: str) -> HttpResponseBase:
        """Its content, as a download. Raises Refused."""


_keepers: list[Keeper] = []


def kept_by(keeper: Keeper) -> None:
    """For the feature that keeps files, when its app is ready."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def keeper() -> Keeper | None:
    return _keepers[0] if _keepers else None
