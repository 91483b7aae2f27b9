"""Pages of passkeys: one is made, one is taken away; and what a browser is asked to sign at a sign-in."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from tickets.people import passkeys
from tickets.profile import OfAgents
from tickets.sign_in import Guarded


@method_decorator(never_cache, name="dispatch")
class Options(Guarded, View):
    """It is kept in the browser's session until an answer comes."""

    def post(self, _: HttpRequest) -> HttpResponse:
        return JsonResponse(passkeys.options())


class Add(OfAgents, FormView):  # type: ignore[type-arg]
    template_name = "people/add_passkey.html"
    form_class = passkeys.NewPasskey

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user = self.request.user
        assert user.is_authenticated  # OfAgents
        options = passkeys.options_for_new(self.request, user)
        told = {
            "options_as_json": json.dumps(options, cls=DjangoJSONEncoder),
            "here": passkeys.here(self.request),
        }
        return super().get_context_data(**more) | told

    def form_valid(self, form: passkeys.NewPasskey) -> HttpResponse:
        with_codes = form.save(self.request)
        return redirect("mfa_view_recovery_codes" if with_codes else "profile")


class Remove(OfAgents, TemplateView):
    template_name = "people/remove_passkey.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user = self.request.user
        assert user.is_authenticated  # OfAgents
        passkey = passkeys.of_page(user, self.kwargs["passkey"])
        return super().get_context_data(**more) | {"passkey": passkey.data["name"]}

    def post(self, request: HttpRequest, passkey: int) -> HttpResponse:
        assert request.user.is_authenticated  # OfAgents
        passkeys.remove(request, passkeys.of_page(request.user, passkey))
        return redirect("profile")
