"""The desk's views of what is nobody's, and of what is one's own."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.desk.filters import STATE, Filter
from tickets.desk.views import Row, View
from tickets.people.access import Person


def _nobodys(_: Person) -> Q:
    return Q(assignee=None)


def _of(agent: Person) -> Q:
    return Q(assignee=agent.agent)


def _is_nobodys(row: Row, _: Person) -> bool:
    return row["assignee"] is None


def _is_of(row: Row, agent: Person) -> bool:
    return row["assignee"] is not None and row["assignee"]["key"] == agent.key


def _held_by(agent: Person, value: str) -> Q:
    if value.lower() == "none":
        return Q(assignee=None)
    return Q(assignee=agent.agent) if value.lower() == "me" else Q(assignee__username__iexact=value)


AGENT: Final = Filter("agent", _held_by)
IS_UNASSIGNED: Final = Filter(STATE, lambda agent, _: _nobodys(agent), ("unassigned",))
UNASSIGNED: Final = View("unassigned", _("Unassigned"), 10, _nobodys, calls=True, has=_is_nobodys)
MINE: Final = View("mine", _("Mine"), 20, _of, calls=True, has=_is_of)
