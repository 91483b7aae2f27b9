"""The People page: who works at the desk, for those who look after it; and how somebody joins."""

from typing import Any, Final

from allauth.account.internal.flows import login as allauth_login
from allauth.account.internal.flows import reauthentication
from allauth.account.models import Login
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from tickets import letters
from tickets.people import claimed, invitations, second_factor, sso, staff, teams
from tickets.people.joining import JoinForm
from tickets.people.roles import Role
from tickets.profile import OfAgents
from tickets.refusals import Refused
from tickets.sign_in import Guarded, KeepsTickets

INVITED: Final = "invited"  # session key: the invitation that this browser has the link of
ACTS: Final = {
    "let-go": staff.let_go,
    "let-in": staff.let_in_again,
    "forget-factor": staff.forget_second_factor,
}


OF_TEAMS: Final = ("make-team", "rename-team")


def _role(name: str | None) -> Role:
    if name not in Role.values:
        raise Http404
    return Role(name)


def _keys(given: list[str]) -> list[int]:
    return [int(one) for one in given if one.isdecimal()]


class InviteForm(forms.Form):
    email = forms.EmailField(required=False)


class People(OfAgents, FormView):  # type: ignore[type-arg]
    template_name = "people/people.html"
    form_class = InviteForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not staff.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = {
            "at": "people",
            "people": staff.all_of_them(),
            "programs": staff.programs(),
            "teams": teams.all_of_them(),
            "claimed": sso.rules() and claimed.table(),
            "roles": Role.choices[::-1],
            "invitations": [
                {"is": one, "link": invitations.link(one), "until": invitations.until(one)}
                for one in invitations.open_ones()
            ],
            "can_mail": letters.can_be_sent(),
        }
        return super().get_context_data(**more) | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever finds the desk open must not take it over by this."""
        reauthentication.raise_if_reauthentication_required(request, app="tickets.people")
        act = request.POST.get("act", "")
        if act == "invite":
            return super().post(request, *args, **kwargs)
        who = request.POST.get("who", "")
        if act not in (*ACTS, *OF_TEAMS, "take-back", "place") or not (who.isdecimal() or act == "make-team"):
            raise Http404
        return self._do(act, int(who or 0))

    def _do(self, act: str, who: int) -> HttpResponse:
        try:
            self._done(act, self.request.user.pk or 0, who)
        except Refused as refused:
            if refused.code not in ("bad_field", "conflict"):
                raise PermissionDenied from refused
            told = self.get_context_data(form=InviteForm(), refused=str(refused))
            return self.render_to_response(told, status=refused.status)
        return redirect("people")

    def _done(self, act: str, by: int, who: int) -> None:
        asked = self.request.POST
        if act == "take-back":
            invitations.take_back(who)
        elif act == "place":
            staff.place(by, who, _role(asked.get("role")), "own_only" in asked, _keys(asked.getlist("team")))
        elif act == "make-team":
            teams.make(by, asked.get("name", ""))
        elif act == "rename-team":
            teams.rename(by, who, asked.get("name", ""))
        else:
            ACTS[act](by, who)

    def form_valid(self, form: InviteForm) -> HttpResponse:
        invitations.invite(self.request.user, form.cleaned_data["email"])
        return redirect("people")


@method_decorator(never_cache, name="dispatch")
class Join(KeepsTickets, Guarded, FormView):  # type: ignore[type-arg]
    """First the page's script hands the token over, then somebody says who they are."""

    template_name = "people/join.html"
    form_class = JoinForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.invitation = invitations.still(request.session.get(INVITED))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"invitation": self.invitation}

    def get_initial(self) -> dict[str, Any]:
        return {"email": self._invited}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"invited": self._invited}

    @property
    def _invited(self) -> str:
        return self.invitation.email if self.invitation else ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if token := request.POST.get("token"):
            return self._opened(request, token)
        return super().post(request, *args, **kwargs) if self.invitation else self._too_late()

    def _opened(self, request: HttpRequest, token: str) -> HttpResponse:
        found = invitations.found_by(token)
        if found is None:
            return self._too_late()
        request.session[INVITED] = found
        return redirect("join")

    def _too_late(self) -> HttpResponse:
        return render(self.request, "people/no_invitation.html", status=410)

    def form_valid(self, form: JoinForm) -> HttpResponse:
        assert self.invitation  # post
        try:
            user = invitations.accept(self.invitation.pk, form.as_user())
        except invitations.NotAnyMore:
            return self._too_late()
        self.request.session.pop(INVITED)
        second_factor.gave_password(self.request, user)
        login = Login(user=user, redirect_url=reverse("desk"), email_verification="none")
        answer: HttpResponse = allauth_login.perform_login(self.request, login)
        return answer
