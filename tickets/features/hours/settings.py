"""The page of opening hours in the desk's settings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from tickets.features.hours import kept, public_holidays, written
from tickets.features.hours.forms import DAYS, HoursForm, MomentForm, zones
from tickets.features.hours.models import Hours
from tickets.settings.pages import Page
from tickets.settings.views import OfOne, OfSettings


class AllHours(OfSettings, TemplateView):
    page = "hours"
    template_name = "hours/settings/list.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        now = timezone.now()
        lines = [
            {"hours": one, "name": kept.name_of(one), "now": kept.at(one, now)} for one in kept.all_of_them()
        ]
        return super().get_context_data(**more) | {"lines": lines}


class OneHours(OfOne[Hours]):
    """Hours, or some that are made by saving them (`?site=`: of which site)."""

    page = "hours"
    template_name = "hours/settings/hours.html"
    form_class = HoursForm

    def found(self) -> Hours | None:
        pk, site = self.kwargs.get("pk"), self.request.GET.get("site", "")
        there = kept.of_site(site) if "site" in self.request.GET else None
        return kept.one(pk) if pk else there or Hours(site=site)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = super().get_context_data(**more)
        hours, asked = self.one, MomentForm(self.request.GET or None)
        told |= {"one": hours, "days": [told["form"][day] for day in DAYS], "zones": zones()}
        if not hours.pk:
            return told
        now = timezone.now()
        moment = asked.moment(hours) if "at" in self.request.GET else None
        then = moment and kept.at(hours, moment) | {"at": moment}
        return told | {
            "whose": kept.name_of(hours),
            "now": kept.at(hours, now),
            "moment": asked,
            "then": then,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get("act", "save")
        if act == "save":
            return super().post(request, *args, **kwargs)
        if act == "fill":
            return self._fill(request)
        if act != "delete" or not self.one.pk:
            raise Http404
        kept.delete(self.one)
        self.said(_("Deleted."))
        return redirect("settings-hours")

    def _fill(self, request: HttpRequest) -> HttpResponse:
        """What was written comes back, with a country's holidays in it: nothing is saved."""
        given, place = request.POST.copy(), request.POST.get("country", "")
        told: dict[str, Any] = {"country": place}
        try:
            days = public_holidays.ahead(place, timezone.now().date(), get_language() or "en")
        except public_holidays.NotKnown:
            told["country_wrong"] = _("No holidays are known of “%(place)s”.") % {"place": place}
        else:
            given["dates"] = written.with_days_off(given.get("dates", ""), days)
            told["filled"] = len(days)
        form = HoursForm(given, instance=self.one)
        return self.render_to_response(self.get_context_data(form=form, **told))

    def form_valid(self, form: HoursForm) -> HttpResponse:
        hours = form.save()
        self.said(_("Saved. Every page has it within some ten seconds."))
        return redirect("settings-one-hours", hours.pk)


page = Page(
    "hours",
    gettext_lazy("Opening hours"),
    20,
    [
        path("", AllHours.as_view(), name="settings-hours"),
        path("new/", OneHours.as_view(), name="settings-new-hours"),
        path("<int:pk>/", OneHours.as_view(), name="settings-one-hours"),
    ],
)
