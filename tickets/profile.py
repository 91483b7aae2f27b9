"""An agent's own page: name, e-mail, password, second factor."""

from typing import Any

from allauth.account.internal.flows import reauthentication
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from tickets.people import access, passkeys, passwords, second_factor, sessions
from tickets.people.profile import ProfileForm
from tickets.sign_in import Guarded


@method_decorator([never_cache, login_required], name="dispatch")
class OfAgents:
    """A page with the desk's sidebar, for agents alone."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.is_agent(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**more)  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        return told | {"name": access.person_of(user).name, "at": "profile"}


class Profile(OfAgents, FormView):  # type: ignore[type-arg]
    template_name = "people/profile.html"
    form_class = ProfileForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user = self.request.user
        assert user.is_authenticated  # OfAgents
        return super().get_context_data(**more) | {
            "factor": second_factor.shown(user),
            "passkeys": passkeys.of(user),
            "here": passkeys.here(self.request),
            "can_have_passkeys": passkeys.can_be(self.request),
            "sessions": sessions.of(user, self.request.session.session_key),
        }

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        if form.changes_email:  # who can read it can choose the password
            reauthentication.raise_if_reauthentication_required(self.request, app="tickets.people")
        form.save()
        return redirect("profile")


class Password(OfAgents, Guarded, PasswordChangeView):
    """Every other sign-in of theirs ends."""

    template_name = "people/password.html"
    form_class = passwords.Own
    success_url = reverse_lazy("profile")

    def form_valid(self, form: Any) -> HttpResponse:
        along = sessions.resting_on(self.request)
        answer = super().form_valid(form)
        sessions.note(self.request, along)
        return answer


class EndSignIns(OfAgents, View):
    """One, or all but this."""

    def post(self, request: HttpRequest) -> HttpResponse:
        assert request.user.is_authenticated  # OfAgents
        which = request.POST.get("which", "")
        if which == "others":
            sessions.end_all(request.user, but=request.session.session_key)
        elif which.isdecimal():
            sessions.end(request.user, int(which))
        return redirect("profile")


class FactorDue(OfAgents, TemplateView):
    """All that is there for who owes a second factor (tickets.held)."""

    template_name = "people/factor_due.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert request.user.is_authenticated  # OfAgents
        if not request.user.is_held:
            return redirect("desk")
        return super().get(request, *args, can_have_passkeys=passkeys.can_be(request), **kwargs)


class AddApp(OfAgents, Guarded, ActivateTOTPView):
    template_name = "people/add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        assert self.request.user.is_authenticated  # OfAgents
        second_factor.use_up(self.request.user, form.cleaned_data["code"])
        return answer


class RemoveApp(OfAgents, DeactivateTOTPView):
    template_name = "people/remove_app.html"


class RecoveryCodes(OfAgents, ViewRecoveryCodesView):
    """Shown once."""

    template_name = "people/recovery_codes.html"


class NewRecoveryCodes(OfAgents, GenerateRecoveryCodesView):
    template_name = "people/new_recovery_codes.html"
