"""The page of privacy in the desk's settings: find a person, export them, or be told what goes and erase."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from tickets.features.privacy import (
    deciding,
    erasing,
    exports,
    finding,
    handing,
    jobs,
    lists,
    numbers,
    retention,
)
from tickets.features.privacy.deciding import Waiting
from tickets.features.privacy.erasing import Person
from tickets.features.privacy.forms import CardsForm, RefusalForm, RetentionForm
from tickets.features.privacy.models import Export
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
        told: dict[str, Any] = {"who": who, "people": people, "lately": jobs.lately()}
        told |= {"exports": exports.lately(), "places": retention.places()}
        told |= {"requests": deciding.waiting(), "hidden": numbers.are_hidden()}
        if asked := self.request.GET.get("contact"):
            told |= _asked(_person(asked))
        return super().get_context_data(**more) | told

    def post(self, request: HttpRequest) -> HttpResponse:
        """What can't be undone, and what carries a whole person away, is asked for with the password, unless
        it was given just now."""
        self.asks_password()
        act, by = request.POST.get("act"), request.user.get_username()
        if act not in ("erase", "export"):
            raise Http404
        person = _person(request.POST.get("contact", ""))
        if act == "export":
            return redirect("settings-privacy-export", exports.ask(person, by).pk)
        jobs.ask(person, by)
        self.said(_("They are being erased: this takes some seconds."))
        return redirect("settings-privacy")


class OneExport(OfSettings, TemplateView):
    """How far it is, and then where it is downloaded. Once its time has come it is not found."""

    page = "privacy"
    template_name = "privacy/settings/export.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"export": _export(self.kwargs["pk"])}


class Download(OfSettings, View):
    page = "privacy"

    def get(self, _: HttpRequest, pk: int) -> HttpResponseBase:
        self.asks_password()
        export = _export(pk)
        if not exports.is_there(export):
            raise Http404
        return handing.answer(export, exports.opened(export))


class Kept(OfSettings, FormView):  # type: ignore[type-arg]
    """How long conversations are kept: what would go is shown before it is saved."""

    page = "privacy"
    notes_itself = True
    template_name = "privacy/settings/retention.html"
    form_class = RetentionForm

    def form_valid(self, form: RetentionForm) -> HttpResponse:
        wanted = form.wanted()
        if self.request.POST.get("act") != "save":
            told = {"form": form, "seen": retention.preview(wanted), "asked": True}
            return self.render_to_response(self.get_context_data(**told))
        self.asks_password()
        retention.save(wanted)
        self.said(_("Saved."))
        return redirect("settings-privacy-kept")


class Cards(OfSettings, FormView):  # type: ignore[type-arg]
    """Whether card numbers are hidden: what it would have changed until now is shown before it is saved."""

    page = "privacy"
    notes_itself = True
    template_name = "privacy/settings/cards.html"
    form_class = CardsForm

    def get_initial(self) -> dict[str, Any]:
        return {"hidden": numbers.are_hidden()}

    def form_valid(self, form: CardsForm) -> HttpResponse:
        wanted: bool = form.cleaned_data["hidden"]
        if self.request.POST.get("act") != "save":
            seen = numbers.preview() if wanted else None
            return self.render_to_response(self.get_context_data(form=form, seen=seen, asked=True))
        self.asks_password()
        numbers.save(wanted)
        self.said(_("Saved."))
        return redirect("settings-privacy-cards")


class OneRequest(OfSettings, FormView):  # type: ignore[type-arg]
    """What a customer asked for, with what goes, to be granted or refused; answered, it is not found."""

    page = "privacy"
    notes_itself = True
    template_name = "privacy/settings/request.html"
    form_class = RefusalForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        asked = _request(self.kwargs["pk"])
        return (
            super().get_context_data(**more) | _asked(_person(str(asked.request.contact))) | {"asked": asked}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _request(self.kwargs["pk"])
        if request.POST.get("act") == "refuse":
            return super().post(request, *args, **kwargs)
        if request.POST.get("act") != "grant":
            raise Http404
        self.asks_password()
        self._done(deciding.grant(self.kwargs["pk"], request.user.get_username()))
        return redirect("settings-privacy")

    def form_valid(self, form: RefusalForm) -> HttpResponse:
        by = self.request.user.get_username()
        self._done(deciding.refuse(self.kwargs["pk"], by, form.cleaned_data["reason"]))
        return redirect("settings-privacy")

    def _done(self, done: bool) -> None:
        self.said(_("The customer is told so.") if done else _("It was answered meanwhile."))


def _export(pk: int) -> Export:
    export = exports.one(pk)
    if export is None:
        raise Http404
    return export


def _request(pk: int) -> Waiting:
    asked = deciding.one(pk)
    if asked is None:
        raise Http404
    return asked


def _asked(contact: Contact) -> dict[str, Any]:
    going = lists.of(erasing.holdings(Person.of(contact)))
    return {"person": contact, "going": going, "under_way": jobs.under_way(contact.pk)}


def _person(number: str) -> Contact:
    contact = finding.exactly(f"#{number}")
    if not contact:
        raise Http404
    return contact[0]


page = Page(
    "privacy",
    gettext_lazy("Privacy"),
    80,
    [
        path("", Privacy.as_view(), name="settings-privacy"),
        path("kept/", Kept.as_view(), name="settings-privacy-kept"),
        path("cards/", Cards.as_view(), name="settings-privacy-cards"),
        path("requests/<int:pk>/", OneRequest.as_view(), name="settings-privacy-request"),
        path("exports/<int:pk>/", OneExport.as_view(), name="settings-privacy-export"),
        path("exports/<int:pk>/file/", Download.as_view(), name="settings-privacy-file"),
    ],
)
