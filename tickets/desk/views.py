"""The views over the desk's list: which tickets are in which."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Q
from django.db.models.expressions import Combinable, OrderBy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import Ticket
from tickets.people.access import Person

Row = Mapping[str, Any]  # of the list, as pages get it
_OPEN: Final = Q(status=Ticket.Status.OPEN)
_DONE: Final = Q(status=Ticket.Status.RESOLVED)


@dataclass(frozen=True, slots=True)
class View:
    """`where`, of an agent: which tickets it holds, if not all that are open; `done`: of those that aren't,
    the newest first. `calls`: they are this agent's to answer. `aside`: what it holds, done or not, is in no
    other view. `order`: by what comes first, then who waits longest; by that alone; the newest first."""

    name: str  # in addresses and calls; static/js has a view of this name, too
    label: str | Promise  # in the reader's language
    place: int  # among the others
    where: Callable[[Person], Q] = lambda _agent: Q()
    done: bool = False
    calls: bool = False
    aside: bool = False
    order: Literal["priority", "waiting", "newest"] = "priority"
    has: Callable[[Row, Person], bool] = lambda _row, _agent: True  # `where`, of a row; rather too much

    def holds(self, agent: Person) -> Q:
        """By the index `ticket_waiting` or `ticket_newest`."""
        if self.aside:
            return self.where(agent)
        return (_DONE if self.done else _open()) & self.where(agent) & _not_aside(agent)

    def may_hold(self, row: Row, agent: Person) -> bool:
        """The same without the database, for desks that are told of rows: rather too many than one less."""
        there = self.aside or self.done == (row.get("status") == Ticket.Status.RESOLVED)
        return there and self.has(row, agent)


@dataclass(frozen=True, slots=True)
class Also:
    """Views that are an agent's own. `named`: by a name that is no registered view's, or None; `counts`: of
    all that the agent has, up to 1,000 each."""

    named: Callable[[Person, str], View | None]
    counts: Callable[[Person], Mapping[str, int]]


_views: dict[str, View] = {}
_also: list[Also] = []
_first: list[Combinable | OrderBy] = []
_is_first: list[Callable[[Row], bool]] = []


def register(view: View) -> None:
    """The seam for a feature's view of the list, when its app is ready. `where` is counted with every
    list that is read, up to 1,000: so by an index."""
    if _views.setdefault(view.name, view) != view:
        raise ValueError(f"two views are called {view.name}")


def comes_first(order: Combinable | OrderBy, is_first: Callable[[Row], bool]) -> None:
    """The seam for what counts before how long somebody waits, in views of what is open: an order of tickets
    by a table that has one row of a ticket at most. static/js has the same of rows. `is_first`: whether a row
    may come before some who wait longer."""
    if order not in _first:
        _first.append(order)
        _is_first.append(is_first)


def is_first(row: Row) -> bool:
    return any(is_so(row) for is_so in _is_first)


def firsts() -> Sequence[Combinable | OrderBy]:
    return _first


def in_order() -> Sequence[View]:
    return sorted(_views.values(), key=lambda view: view.place)


def also(one: Also) -> None:
    """The seam for views that aren't the same for all agents, when a feature's app is ready. They take
    nothing out of the registered ones, and call nobody. On the pages they are `listed` (static/js)."""
    if one not in _also:
        _also.append(one)


def named(name: str) -> View | None:
    return _views.get(name)


def found(agent: Person, name: str) -> View | None:
    """One of these, or of the agent's own."""
    more = (own for one in _also if (own := one.named(agent, name)))
    return named(name) or next(more, None)


def other_counts(agent: Person) -> dict[str, int]:
    return {name: count for one in _also for name, count in one.counts(agent).items()}


def _open() -> Q:
    """Where no view holds what is done, nothing is: a ticket that once was is among the others."""
    return _OPEN if any(view.done for view in _views.values()) else Q()


def _not_aside(agent: Person) -> Q:
    aside = Q()
    for view in _views.values():
        aside &= ~view.where(agent) if view.aside else Q()
    return aside


def unless_said(agent: Person, said: Collection[str]) -> Q:
    """For other lists: what is done, or set aside, is in none that doesn't say so by its view's name."""
    ended = [view for view in _views.values() if view.done or view.aside]
    rest = Q() if any(view.name in said for view in ended) else _open()
    for view in ended:
        rest &= ~view.where(agent) if view.aside and view.name not in said else Q()
    return rest


def may_call(row: Row, agent: Person) -> bool:
    """Whether somebody waits there who is this agent's to answer, or anybody's."""
    waits = bool(row["unread"] and row["waiting_since"])
    return waits and any(view.calls and view.may_hold(row, agent) for view in _views.values())


def calling(agent: Person) -> Q:
    """The tickets that are this agent's to answer: where no view says so, all that are open."""
    mine = Q()
    for view in _views.values():
        mine |= view.holds(agent) if view.calls else Q()
    return mine or _open()


register(View("open", _("Open"), 30))
