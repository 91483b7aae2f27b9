"""What customers may expect of the desk beside that somebody is on duty: the seam between the feature that
derives it, and who tells it to their pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from tickets.wire import frames, groups
from tickets.wire.announcements import ReadyFrame
from tickets.wire.hub import hub


class Duty(Protocol):
    """What is known of the desk (`presence.duty`)."""

    on_duty: bool | None  # None: nobody knows yet
    agents: int  # at the desk, as the last tick had it

    @property
    def is_heard(self) -> bool:
        """Ticks come: what is known is so now."""
        ...


class Expected(Protocol):
    """One in each web process. It asks nobody when it is asked: pages come by thousands."""

    def of(self, ticket: str, /) -> Mapping[str, Any]:
        """More fields of the `desk` frame, for the ticket's customer; none while they aren't known."""
        ...

    def changed(self) -> None:
        """Somebody is on duty, or nobody any more: to be told to every customer's page of this process."""
        ...


class DutyAlone:
    """Without such a feature."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def of(self, _ticket: str, /) -> Mapping[str, Any]:
        return {}

    def changed(self) -> None:
        if self._duty.on_duty is not None:
            hub().deliver(ReadyFrame(groups.CUSTOMERS, frames.desk(self._duty.on_duty)))


@dataclass(frozen=True, slots=True)
class Over:
    """Hours have ended everywhere. None: nobody knows when the first begin again."""

    opens: datetime | None


_makers: list[Callable[[Duty], Expected]] = []
_closed: list[Callable[[str], bool]] = []
_over: list[Callable[[], Over | None]] = []


def derived_by(
    make: Callable[[Duty], Expected],
    closed: Callable[[str], bool],
    over: Callable[[], Over | None] = lambda: None,
) -> None:
    """The seam, when a feature's app is ready. `make` runs on a web process's loop; `closed` says of a site
    (its key; empty: the desk's own pages) whether it is out of hours, and `over` whether all are; both run on
    a database thread."""
    _makers[:], _closed[:], _over[:] = [make], [closed], [over]


def made(duty: Duty) -> Expected:
    return _makers[0](duty) if _makers else DutyAlone(duty)


def is_closed(site: str) -> bool:
    """On a database thread."""
    return any(closed(site) for closed in _closed)


def over() -> Over | None:
    """On a database thread. None: somewhere it is open, or there are no hours."""
    return _over[0]() if _over else None
