"""The view of what was merged into something else, and the word that finds it."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.desk.filters import STATE, Filter
from tickets.desk.views import Row, View
from tickets.features.merge import effects
from tickets.people.access import Person


def _merged(_agent: Person, _value: str = "") -> Q:
    return Q(status=effects.MERGED)


def _is_merged(row: Row, _agent: Person) -> bool:
    return bool(row["status"] == effects.MERGED)


MERGED: Final = View("merged", _("Merged"), 60, _merged, aside=True, has=_is_merged)
IS_MERGED: Final = Filter(STATE, _merged, ("merged",))
