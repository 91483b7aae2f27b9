"""The page of who is mailed about what by default, in the desk's settings."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.features.notifications import defaults
from tickets.features.notifications.forms import RulesForm
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class WhoGetsWhat(OfSettings, FormView):  # type: ignore[type-arg]
    page = "who-gets-what"
    template_name = "notifications/settings/rules.html"
    form_class = RulesForm

    def form_valid(self, form: RulesForm) -> HttpResponse:
        defaults.keep(form.rules())
        self.said(_("Saved. Who chose something else keeps it."))
        return redirect("settings-who-gets-what")


page = Page(
    "who-gets-what",
    gettext_lazy("Who gets what"),
    45,
    [path("", WhoGetsWhat.as_view(), name="settings-who-gets-what")],
)
