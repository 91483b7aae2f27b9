"""The page of signing in, in the desk's settings: a second factor for everybody, and single sign-on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.people import claimed, required, roles, sso, staff
from tickets.people.roles import Right
from tickets.settings.claims import Claims
from tickets.settings.forms import GraceForm, sso_form
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class SignIn(OfSettings, FormView):  # type: ignore[type-arg]
    page = "sign-in"
    notes_itself = True
    template_name = "settings/sign_in.html"
    form_class = GraceForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        people = [one for one in staff.all_of_them() if one.is_active]
        without = [one.name for one in people if not one.has_second_factor]
        asked = {"sso_form": sso_form()(instance=sso.row()), "back": sso.back(), "ended": sso.ended()}
        found = sso.rules()
        asked["without_owners"] = found is not None and not found.by_owner
        asked["by_environment"] = found if sso.is_by_environment() else None
        asked["table"] = claimed.table()
        told = asked | {"since": required.since(), "people": len(people), "without": without}
        return super().get_context_data(**(told | more))

    def _sso(self) -> HttpResponse:
        form = sso_form()(self.request.POST, instance=sso.row())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=GraceForm(), sso_form=form))
        form.keep(by_owner=roles.may(self.request.user, Right.OWN))
        return self._done(form.outcome)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asks_password()
        match request.POST.get("act"):
            case "ask-everybody":
                return super().post(request, *args, **kwargs)
            case "sso":
                return self._sso()
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


page = Page(
    "sign-in",
    gettext_lazy("Signing in"),
    70,
    [
        path("", SignIn.as_view(), name="settings-sign-in"),
        path("roles/", Claims.as_view(), name="settings-claims"),
    ],
)
