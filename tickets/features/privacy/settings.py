"""The page of privacy in the desk's settings: find a person, be told what goes, and erase them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tickets.features.privacy import erasing, finding, jobs, lists
from tickets.features.privacy.erasing import Person
from tickets.models import Contact
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class Privacy(OfSettings, TemplateView):
    page = "privacy"
    notes_itself = True
    template_name = "privacy/settings/page.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        who = self.request.GET.get("who", "").strip()
        people = list(finding.like(who)) if who else []
        told = {"who": who, "people": people, "lately": jobs.lately()}
        if asked := self.request.GET.get("contact"):
            told |= _asked(_person(asked))
        return super().get_context_data(**more) | told

    def post(self, request: HttpRequest) -> HttpResponse:
        """What can't be undone is asked for with the password, unless it was given just now."""
        self.asks_password()
        if request.POST.get("act") != "erase":
            raise Http404
        jobs.ask(_person(request.POST.get("contact", "")), request.user.get_username())
        self.said(_("They are being erased: this takes some seconds."))
        return redirect("settings-privacy")


def _asked(contact: Contact) -> dict[str, Any]:
    going = lists.of(erasing.holdings(Person.of(contact)))
    return {"person": contact, "going": going, "under_way": jobs.under_way(contact.pk)}


def _person(number: str) -> Contact:
    contact = finding.exactly(f"#{number}")
    if not contact:
        raise Http404
    return contact[0]


page = Page("privacy", gettext_lazy("Privacy"), 80, [path("", Privacy.as_view(), name="settings-privacy")])
