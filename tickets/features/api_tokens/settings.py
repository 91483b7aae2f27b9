"""The page of API tokens in the desk's settings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.features.api_tokens import tokens
from tickets.features.api_tokens.forms import TokenForm
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class Tokens(OfSettings, FormView):  # type: ignore[type-arg]
    page = "tokens"
    notes_itself = True
    template_name = "api_tokens/settings/page.html"
    form_class = TokenForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {
            "tokens": [(token, tokens.sites_of(token)) for token in tokens.known()]
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asks_password()
        act = request.POST.get("act")
        if act == "make":
            return super().post(request, *args, **kwargs)
        if act != "revoke" or not tokens.revoke(request.POST.get("name", "")):
            raise Http404
        self.said(_("Nobody gets in by this token any more."))
        return redirect("settings-tokens")

    def form_valid(self, form: TokenForm) -> HttpResponse:
        """It is on this answer alone: whoever loads it again is told that there is one of the name."""
        made = form.save()
        if made is None:
            return self.form_invalid(form)
        new = {"made": made, "made_name": form.cleaned_data["name"], "form": TokenForm()}
        return self.render_to_response(self.get_context_data(**new))


page = Page("tokens", gettext_lazy("API tokens"), 60, [path("", Tokens.as_view(), name="settings-tokens")])
