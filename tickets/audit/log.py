"""Adds a line to the audit log: the seam for all that administrators will want to know of.

`note` is called within the transaction of what was done, so one isn't there without the other. Names and
primary keys, no customer's words: what is erased elsewhere must not stand here for 400 days.
"""

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from tickets.audit.models import Line
from tickets.database import statement

LONGEST: Final = 200  # characters of a name
NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, and from where."""

    key: int | None
    name: str
    address: str = ""


_acting: ContextVar[HttpRequest | None] = ContextVar("acting", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """All that is noted within, on this thread or task, is done by who makes it."""
    token = _acting.set(request)
    try:
        yield
    finally:
        _acting.reset(token)


def note(
    what: str,
    about: object = "",
    *,
    before: Mapping[str, Any] = NOTHING,
    after: Mapping[str, Any] = NOTHING,
    by: Actor | None = None,
) -> None:
    """`what`: one of `whats`; `about`: what it was done to; `before`, `after`: what differs, and no secret.
    `by`: without it, who makes the request, or the shell's user."""
    request = _acting.get()
    actor = by or (_of(request) if request else _shell())
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    with statement():
        Line.objects.create(
            by_key=actor.key,
            by=actor.name[:LONGEST],
            address=actor.address[:45],
            what=what,
            about=str(about)[:LONGEST],
            before={name: before[name] for name in before if name in changed},
            after={name: after[name] for name in after if name in changed},
        )


def _of(request: HttpRequest) -> Actor:
    user, address = getattr(request, "user", None), request.META.get("REMOTE_ADDR") or ""
    if user is None or not user.is_authenticated:
        return Actor(None, "", address)
    return Actor(user.pk, user.get_username(), address)


def _shell() -> Actor:
    try:
        return Actor(None, f"shell ({getpass.getuser()})")
    except (KeyError, OSError):  # a container's user without a name
        return Actor(None, "shell")
