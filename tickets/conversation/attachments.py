"""Files that come with a message and that nobody uploads: the seam between the feature that has them, as they
are attached to a mail, and the one that keeps files. Without that one they stay where they came.

Their rows are written in the message's transaction, and their content is brought by a job: so a file is there
with its message or not at all, and once, whatever dies.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

Source = Mapping[str, Any]  # JSON; `of`: the name of what reads it
Read = Callable[[Source], bytes]


class Gone(Exception):
    """What was attached isn't there any more, and won't be."""


@dataclass(frozen=True, slots=True)
class Attached:
    """`id` is derived from where it comes, so that the same again is the same file."""

    id: UUID
    name: str
    content: bytes = field(repr=False)
    source: Source


class Keeper(Protocol):
    def left_out(self, ticket: int | None, found: Sequence[Attached]) -> Mapping[UUID, str]:
        """Why some can't be kept, by the code of a refusal. None: of a ticket that is yet to be opened."""

    def keep(self, ticket: int, found: Sequence[Attached]) -> None:
        """As the customer's, to go with the event whose `data.files` names their ids."""


_keepers: list[Keeper] = []
_sources: dict[str, Read] = {}


def kept_by(keeper: Keeper) -> None:
    """For the feature that keeps files, when its app is ready."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def read_by(name: str, read: Read) -> None:
    """For who brings some: `read` gives the content again by its source, in a job, and raises Gone."""
    _sources[name] = read


def left_out(ticket: int | None, found: Sequence[Attached]) -> Mapping[UUID, str]:
    """Within the transaction that keeps the others. Without a keeper: all, and for no reason."""
    return _keepers[0].left_out(ticket, found) if _keepers else {one.id: "" for one in found}


def keep(ticket: int, found: Sequence[Attached]) -> None:
    if found:
        _keepers[0].keep(ticket, found)


def content(source: Source) -> bytes:
    read = _sources.get(source["of"])
    if read is None:
        raise Gone(f"nobody reads what came by {source['of']}")
    return read(source)
