"""Signing in and out: the password, the second factor, and the password again before what is dear."""

from http import HTTPStatus
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows import login as allauth_login
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ReauthenticateView
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from tickets import asked_again, letters
from tickets.conversation import limits
from tickets.people import access, given, oidc, passkeys, second_factor, sso
from tickets.people.models import User
from tickets.refusals import Refused


class KeepsTickets:
    """Django empties the session of an agent who goes, or whom another follows. What this browser
    opens as a customer, it opens still."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = request.session.get(access.TICKETS)
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        if kept:
            request.session[access.TICKETS] = kept
        return answer


class Guarded:
    """Few tries of one address, and few passwords looked at at once; axes adds a lock by user."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        try:
            with limits.signing_in(address):
                answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except Refused as refused:
            return _come_back(request, refused)
        if answer.status_code == HTTPStatus.FOUND:
            limits.was_no_guess(address)
        return answer


class AlsoByPasskey:
    """A passkey in the place of what the form asks for."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**more)  # type: ignore[misc]
        return {"passkeys": passkeys.can_be(self.request)} | told  # type: ignore[attr-defined]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "credential" not in request.POST:
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
            return answer
        presented = passkeys.Presented(request.POST, user=self.whose())
        if presented.is_valid():
            return self.with_passkey(presented.cleaned_data["credential"])
        empty = {k: v for k, v in self.get_form_kwargs().items() if k not in ("data", "files")}  # type: ignore[attr-defined]
        told = self.get_context_data(form=self.form_class(**empty), wrong=presented["credential"].errors)  # type: ignore[attr-defined]
        again: HttpResponse = self.render_to_response(told)  # type: ignore[attr-defined]
        return again

    def whose(self) -> User | None:
        """None: whoever it says."""
        return None

    def with_passkey(self, passkey: Any) -> HttpResponse:
        raise NotImplementedError


class SignIn(KeepsTickets, Guarded, AlsoByPasskey, LoginView):
    """The password, or a passkey alone. What comes after a password, allauth's stages say."""

    def with_passkey(self, passkey: Any) -> HttpResponse:
        if sso.ask_only_sso_of(passkey.user):
            return self._by_sso_alone()
        if self.request.user.is_authenticated:
            logout(self.request)
        passkeys.used(self.request, passkey)
        done = {"stages": {second_factor.Asked.key: {"handled": True}}}  # it is two factors in one
        login = Login(
            passkey.user, redirect_url=self.get_success_url(), email_verification="none", state=done
        )
        answer: HttpResponse = allauth_login.perform_login(self.request, login)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found = sso.rules()
        host, only = (found.client.host, found.only_sso) if found else ("", False)
        return super().get_context_data(**more) | {
            "sso": host,
            "only_sso": only,
            "reset": letters.can_be_sent(),
        }

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        if sso.ask_only_sso_of(user):
            return self._by_sso_alone()
        if self.request.user.is_authenticated and second_factor.has(user):
            logout(self.request)  # who was signed in here isn't who is asked for a code
        second_factor.gave_password(self.request, user)
        login = Login(user=user, redirect_url=self.get_success_url(), email_verification="none")
        answer: HttpResponse = allauth_login.perform_login(self.request, login)
        return answer

    def _by_sso_alone(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form_class(), wrong=[sso.ALONE]))


class BySso(SignIn):
    """To the issuer of single sign-on, and back from there."""

    http_method_names = ("get",)
    comes_back = False

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Where single sign-on fails, a password is asked for; it belongs to the page of that."""
        return super().get_context_data(**more) | {"to": reverse("login")}

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        try:
            with limits.signing_in(address):
                answer = self._back() if self.comes_back else self._there()
        except Refused as refused:
            return _come_back(request, refused)
        except sso.NotLetIn as error:
            return self.render_to_response(self.get_context_data(form=self.form_class(), wrong=[str(error)]))
        limits.was_no_guess(address)
        return answer

    def _there(self) -> HttpResponse:
        return redirect(
            sso.begin(self.request.session, self.get_success_url(), anew="anew" in self.request.GET)
        )

    def _back(self) -> HttpResponse:
        session = self.request.session
        kept = session.get(access.TICKETS)
        back = sso.finish(session, self.request.GET)
        if self.request.user.is_authenticated and self.request.user != back.user:
            logout(self.request)
        given.keep(session, back.given)
        record_authentication(self.request, back.user, method="sso", reauthenticated=back.just_now)
        login = Login(user=back.user, redirect_url=back.wanted, email_verification="none")
        answer: HttpResponse = allauth_login.perform_login(self.request, login)
        if kept:
            self.request.session[access.TICKETS] = kept
        return answer


@csrf_exempt  # an issuer has no cookie of ours: what it has signed is all that counts
@require_POST
@never_cache
def ended_by_issuer(request: HttpRequest) -> JsonResponse:
    """OpenID Connect Back-Channel Logout 1.0."""
    try:
        sso.signed_out(request.POST.get("logout_token", ""))
    except oidc.Unreachable as error:
        told = {"error": "temporarily_unavailable", "error_description": str(error)}
        return JsonResponse(told, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except (oidc.Untrue, given.HeardBefore) as error:
        why = str(error) or "this was heard before"
        told = {"error": "invalid_request", "error_description": why}
        return JsonResponse(told, status=HTTPStatus.BAD_REQUEST)
    return JsonResponse({})


class SignOut(KeepsTickets, LogoutView):
    pass


@method_decorator(
    login_stage_required(stage=second_factor.Asked.key, redirect_urlname="login"), name="dispatch"
)
class SecondFactor(KeepsTickets, Guarded, AlsoByPasskey, FormView):  # type: ignore[type-arg]
    """A code or a passkey, of the user whose password was right a moment ago. A wrong code counts as a wrong
    password."""

    template_name = "people/second_factor.html"
    form_class = second_factor.CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.stage: second_factor.Asked = request._login_stage  # type: ignore[attr-defined]
        self.user = self.stage.login.user
        if not self.user.is_active:
            away: HttpResponseBase = self.stage.abort()
            return away
        who = {"username": self.user.get_username()}
        if request.method == "POST" and not AxesProxyHandler.is_allowed(request, who):
            return get_lockout_response(request, who)  # type: ignore[no-any-return]
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        hosts, here = {one.host for one in passkeys.of(self.user)}, passkeys.here(self.request)
        told: dict[str, Any] = {"app": second_factor.shown(self.user).app, "passkeys": here in hosts}
        told |= {"elsewhere": sorted(hosts - {here}), "here": here}
        return super().get_context_data(**more) | told

    def whose(self) -> User | None:
        user: User | None = self.user
        return user

    def with_passkey(self, passkey: Any) -> HttpResponse:
        passkeys.used(self.request, passkey)
        answer: HttpResponse = self.stage.exit()
        return answer

    def form_valid(self, form: second_factor.CodeForm) -> HttpResponse:
        form.save()
        answer: HttpResponse = self.stage.exit()
        return answer

    def form_invalid(self, form: second_factor.CodeForm) -> HttpResponse:
        second_factor.was_wrong(self.request, self.user)
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class Again(Guarded, ReauthenticateView):
    """The password once more: some minutes after a sign-in, before what whoever found an open desk must not
    do."""

    template_name = "people/again.html"
    form_class = second_factor.PasswordAgain

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Who came by single sign-on may have no password that they know."""
        told: dict[str, Any] = super().get_context_data(**more)
        back, to = _way_back(self.request)
        return told | {"sso": sso.is_known(self.request.user), "back": back, "back_to": to}

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        return answer


def _way_back(request: HttpRequest) -> tuple[str, str]:
    """Where somebody goes who gives no password, and which words say so. Who posted to a page of the desk
    goes back there; what isn't shown without a password is no place to go back to."""
    path = (get_next_redirect_url(request) or "").partition("?")[0]
    if not path.startswith(reverse("desk")):
        return reverse("profile"), "profile"
    if asked_again.was_posted(request, path):
        return path, "page"
    return reverse("desk"), "desk"


def _come_back(request: HttpRequest, refused: Refused) -> HttpResponse:
    seconds = refused.headers()["Retry-After"]
    answer = render(request, "registration/busy.html", {"seconds": int(seconds)}, status=refused.status)
    answer["Retry-After"] = seconds
    return answer
