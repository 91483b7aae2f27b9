"""The page of who is mailed about what by default and of what pushes to customers say, in the settings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from tickets.features.notifications import defaults
from tickets.features.notifications.customers import words
from tickets.features.notifications.forms import CustomersForm, RulesForm
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class WhoGetsWhat(OfSettings, FormView):  # type: ignore[type-arg]
    page = "who-gets-what"
    template_name = "notifications/settings/rules.html"
    form_class = RulesForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        customers = CustomersForm(initial={"words": words.are_said()})
        return super().get_context_data(**more) | {"customers": customers}

    def form_valid(self, form: RulesForm) -> HttpResponse:
        defaults.keep(form.rules())
        self.said(_("Saved. Who chose something else keeps it."))
        return redirect("settings-who-gets-what")


class WhatCustomersRead(OfSettings, View):
    page = "who-gets-what"
    notes_itself = True

    def post(self, request: HttpRequest) -> HttpResponse:
        words.say("words" in request.POST)
        self.said(_("Saved."))
        return redirect("settings-who-gets-what")


page = Page(
    "who-gets-what",
    gettext_lazy("Who gets what"),
    45,
    [
        path("", WhoGetsWhat.as_view(), name="settings-who-gets-what"),
        path("customers/", WhatCustomersRead.as_view(), name="settings-customers-pushes"),
    ],
)
