"""Opening hours in Django's admin."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tickets.features.hours.forms import DAYS, HoursForm
from tickets.features.hours.models import Hours
from tickets.people import sites

if TYPE_CHECKING:
    HoursModelAdmin = admin.ModelAdmin[Hours]
else:  # generic for the type checker only
    HoursModelAdmin = admin.ModelAdmin


@admin.register(Hours)
class HoursAdmin(HoursModelAdmin):
    form = HoursForm
    list_display = ("whose", "zone")
    fields = ("site", "zone", *DAYS, "dates")

    @admin.display(description=_("site"))
    def whose(self, hours: Hours) -> str:
        named = {site.key: site.name for site in sites.every()}
        return named.get(hours.site) or str(_("All that have no hours of their own"))
