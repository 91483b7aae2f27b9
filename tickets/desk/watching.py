"""Of which tickets a desk hears that says what it shows. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from tickets.desk import views
from tickets.desk.views import Row
from tickets.people.access import Person

_also: list[Callable[[Row, Person], bool]] = []


def also(concerns: Callable[[Row, Person], bool]) -> None:
    """The seam for a row that an agent hears of though the desk doesn't show it, when an app is ready: asked
    of what is news, by each open desk, so no query."""
    if concerns not in _also:
        _also.append(concerns)


@dataclass(frozen=True, slots=True)
class Watch:
    """`tickets`: the rows that are shown, of `view`. `until`: since when the last of them waits, if there are
    more behind it; who waits since later is farther down."""

    view: str
    tickets: frozenset[str]
    until: str | None = None

    def is_news(self, row: Row, agent: Person) -> bool:
        """Whether a row that isn't shown may have to be, or wants this agent."""
        mays = (views.may_call, *_also)
        return self._may_come_in(row, agent) or any(concerns(row, agent) for concerns in mays)

    def _may_come_in(self, row: Row, agent: Person) -> bool:
        view = views.named(self.view)
        if view is None:  # an agent's own: the database alone can say
            return True
        return view.may_hold(row, agent) and (view.done or self._is_as_far(row))

    def _is_as_far(self, row: Row) -> bool:
        if self.until is None or views.is_first(row):
            return True
        return row["waiting_since"] is not None and row["waiting_since"] <= self.until
