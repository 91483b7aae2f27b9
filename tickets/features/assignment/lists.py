"""The desk's views of what is nobody's, and of what is one's own."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.desk.views import View
from tickets.people.access import Person


def _nobodys(_: Person) -> Q:
    return Q(assignee=None)


def _of(agent: Person) -> Q:
    return Q(assignee=agent.agent)


UNASSIGNED: Final = View("unassigned", _("Unassigned"), 10, _nobodys, calls=True)
MINE: Final = View("mine", _("Mine"), 20, _of, calls=True)
