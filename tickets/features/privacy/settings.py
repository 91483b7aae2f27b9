"""The page of privacy in the desk's settings: find a person, export them, or be told what goes and erase."""

from collections.abc import AsyncIterator
from typing import IO, Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from tickets.database import in_database
from tickets.features.privacy import erasing, exports, finding, jobs, lists, retention
from tickets.features.privacy.erasing import Person
from tickets.features.privacy.forms import RetentionForm
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
        told = {"who": who, "people": people, "lately": jobs.lately()}
        told |= {"exports": exports.lately(), "places": retention.places()}
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
        answer = StreamingHttpResponse(_pieces(exports.opened(export)), content_type="application/zip")
        answer["Content-Length"] = export.size or 0
        answer["Content-Disposition"] = f'attachment; filename="person-{export.contact}.zip"'
        answer["Cache-Control"] = "no-store"
        return answer


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


PIECE: Final = 256 * 1024  # bytes


async def _pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    """Never in memory as a whole."""
    try:
        while piece := await in_database(content.read, PIECE):
            yield piece
    finally:
        content.close()


def _export(pk: int) -> Export:
    export = exports.one(pk)
    if export is None:
        raise Http404
    return export


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
        path("exports/<int:pk>/", OneExport.as_view(), name="settings-privacy-export"),
        path("exports/<int:pk>/file/", Download.as_view(), name="settings-privacy-file"),
    ],
)
