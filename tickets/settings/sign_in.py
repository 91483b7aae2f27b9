"""The page of signing in, in the desk's settings: from when on everybody must have a second factor."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.people import required, staff
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class GraceForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Days until then"),
        min_value=0,
        max_value=90,
        initial=7,
        help_text=gettext_lazy("Until then a notice asks for it. 0: at once."),
    )


class SignIn(OfSettings, FormView):  # type: ignore[type-arg]
    page = "sign-in"
    notes_itself = True
    template_name = "settings/sign_in.html"
    form_class = GraceForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        people = [one for one in staff.all_of_them() if one.is_active]
        without = [one.name for one in people if not one.has_second_factor]
        told = {"since": required.since(), "people": len(people), "without": without}
        return super().get_context_data(**more) | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asks_password()
        match request.POST.get("act"):
            case "ask-everybody":
                return super().post(request, *args, **kwargs)
            case "ask-nobody":
                required.ask_nobody()
                return self._done(_("A password is enough again."))
        raise Http404

    def form_valid(self, form: GraceForm) -> HttpResponse:
        required.ask_everybody(form.cleaned_data["days"])
        return self._done(_("Everybody is asked for a second factor."))

    def _done(self, words: str) -> HttpResponse:
        self.said(words)
        return redirect("settings-sign-in")


page = Page("sign-in", gettext_lazy("Signing in"), 70, [path("", SignIn.as_view(), name="settings-sign-in")])
