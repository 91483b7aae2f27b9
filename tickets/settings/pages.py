"""The settings area of the desk: the seam for a feature's page in it, and who may open one.

A feature has its page in a module `settings`, found by that name when addresses are read, so no other process
loads its forms: `page = Page("sites", _("Sites"), 10, [path("", Sites.as_view(), name="settings-sites")])`.
Its addresses are below /agent/settings/<name>/, its views are `tickets.settings.views.OfSettings`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern
from django.utils.functional import Promise

from tickets import features_on
from tickets.people import staff
from tickets.people.models import User


@dataclass(frozen=True, slots=True)
class Page:
    name: str  # in its address
    label: Promise  # in the navigation
    place: int  # there: the smallest is first
    addresses: Sequence[URLPattern]  # of the whole page at least: the one with an empty path


def may(user: User | None) -> bool:
    """Configure the desk: whoever looks after who works here."""
    return staff.may(user)


@cache
def every() -> Sequence[Page]:
    from tickets.settings import sign_in  # whose views ask here who may

    found = [sign_in.page, *(module.page for module in features_on.modules("settings"))]
    return sorted(found, key=lambda page: (page.place, page.name))
