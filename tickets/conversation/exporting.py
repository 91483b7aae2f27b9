"""The seam for handing a person what is kept of them: each feature adds what it has of a conversation.

The conversation itself, as its customer sees it, is the core's. Notes are the agents' own, and in no export.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from tickets.models import Contact, Ticket


@dataclass(frozen=True, slots=True)
class Stored:
    name: str  # within the conversation's folder: the feature's own, and what needs no more care
    open: Callable[[], IO[bytes]]  # raises FileNotFoundError: it has gone meanwhile


@dataclass(frozen=True, slots=True)
class Handed:
    """`data`: JSON. What names a file in it has its `name`."""

    data: Any
    files: Sequence[Stored] = ()


Hands = Callable[[Ticket], Handed | None]  # None: it has nothing of it

Opens = Callable[[Contact], bool]  # to somebody else, one of the conversations that they have

_hands: dict[str, Hands] = {}
_opens: list[Opens] = []


def register(name: str, hands: Hands) -> None:
    """When a feature's app is ready. `name`: of the field. Only what is or was the customer's to see."""
    if _hands.setdefault(name, hands) != hands:
        raise ValueError(f"two features export {name}")


def of(ticket: Ticket) -> Mapping[str, Handed]:
    handed = ((name, hands(ticket)) for name, hands in _hands.items())
    return {name: one for name, one in handed if one}


def opened_by(opens: Opens) -> None:
    """The seam for who leads people into conversations of others: who sits in one may not be the person."""
    if opens not in _opens:
        _opens.append(opens)


def is_open_to_others(contact: Contact) -> bool:
    return any(opens(contact) for opens in _opens)
