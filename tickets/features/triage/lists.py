"""The views of what is set aside, what comes first in all others, and the words that find tickets."""

from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tickets.desk.filters import STATE, Filter
from tickets.desk.views import Row, View
from tickets.features.triage import tags
from tickets.features.triage.models import PRIORITIES, Triage
from tickets.people.access import Person


def _snoozed(_agent: Person, _value: str = "") -> Q:
    return Q(triage__snoozed=True)


def _spam(_agent: Person, _value: str = "") -> Q:
    return Q(triage__spam=True)


def _is_snoozed(row: Row, _agent: Person) -> bool:
    return bool(row.get("snoozed_until"))


def _is_spam(row: Row, _agent: Person) -> bool:
    return bool(row.get("spam"))


def is_urgent(row: Row) -> bool:
    return PRIORITIES[row["priority"]] > PRIORITIES["normal"]


def _of_priority(_agent: Person, value: str) -> Q:
    wanted = PRIORITIES[value.lower()]
    same = Q(triage__priority=wanted)
    return same | Q(triage=None) if wanted == PRIORITIES["normal"] else same


def _tagged(_agent: Person, value: str) -> Q:
    tagged = Triage.tags.through.objects.filter(tag__in=tags.called(value))
    return Q(pk__in=tagged.values("triage"))


SNOOZED: Final = View("snoozed", _("Snoozed"), 35, _snoozed, aside=True, has=_is_snoozed)
SPAM: Final = View("spam", _("Spam"), 50, _spam, aside=True, has=_is_spam)
BY_PRIORITY: Final = Coalesce(F("triage__priority"), PRIORITIES["normal"]).desc()
FILTERS: Final = (
    Filter("tag", _tagged),
    Filter("priority", _of_priority, tuple(PRIORITIES)),
    Filter(STATE, _snoozed, ("snoozed",)),
    Filter(STATE, _spam, ("spam",)),
)
