"""The page of the desk's own words of mails to customers, in its settings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tickets.features.mail import texts
from tickets.features.mail.forms import KINDS, TextForm, WhichText
from tickets.people import sites
from tickets.settings.views import OfSettings


class Texts(OfSettings, FormView):  # type: ignore[type-arg]
    """Which words is asked by the address (`?kind=away&language=de&site=`)."""

    page = "mail"
    template_name = "mail/settings/texts.html"
    form_class = TextForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = {"which": WhichText(self.request.GET or None)} | super().get_context_data(**more)
        kept = [_called(one.kind, one.language, one.site) | {"is": one} for one in texts.all_of_them()]
        asked = [told["form"][name].value() for name in ("kind", "language", "site")] if told["form"] else []
        return told | {"kept": kept, "these": _called(*asked) if asked else {}}

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        which = WhichText(request.GET or None)
        form = self._of(which) if which.is_valid() else None
        return self.render_to_response(self.get_context_data(form=form, which=which))

    def _of(self, which: WhichText) -> TextForm:
        text = texts.of(**which.cleaned_data)
        said = {"opening": text.opening, "closing": text.closing}
        return TextForm(initial=which.cleaned_data | said)

    def form_valid(self, form: TextForm) -> HttpResponse:
        if self.request.POST.get("act") == "preview":
            return self.render_to_response(self.get_context_data(form=form, seen=texts.sample(form.text())))
        texts.keep(form.text())
        self.said(_("Saved. Mails say so from now on."))
        return redirect("settings-mail-texts")


def _called(kind: str, language: str, site: str) -> dict[str, Any]:
    """In words, as the choices have them."""
    at = {site.key: site.name for site in sites.every()}
    languages = dict(settings.LANGUAGES)
    return {
        "mail": KINDS.get(kind, kind),
        "language": languages.get(language, language),
        "at": at.get(site, site),
    }
