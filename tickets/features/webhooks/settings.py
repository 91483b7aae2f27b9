"""The page of webhooks in the desk's settings."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.features.webhooks import endpoints, resending, rules
from tickets.features.webhooks.forms import EndpointForm, SinceForm
from tickets.features.webhooks.models import Endpoint
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class Webhooks(OfSettings, FormView):  # type: ignore[type-arg]
    """All of them, and a new one, whose secret is on this answer alone."""

    page = "webhooks"
    notes_itself = True
    template_name = "webhooks/settings/list.html"
    form_class = EndpointForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"endpoints": endpoints.all_of_them()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asks_password()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: EndpointForm) -> HttpResponse:
        if endpoints.is_there(form.cleaned_data["url"]):  # also when this answer is loaded again
            form.add_error("url", _("There is one with this address."))
            return self.form_invalid(form)
        made = endpoints.add(**form.cleaned_data)
        return self.render_to_response(self.get_context_data(made=made, form=EndpointForm()))


class Webhook(OfSettings, FormView):  # type: ignore[type-arg]
    page = "webhooks"
    notes_itself = True
    template_name = "webhooks/settings/webhook.html"
    form_class = EndpointForm

    @property
    def endpoint(self) -> Endpoint:
        found = endpoints.one(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        endpoint = self.endpoint
        held_to = {"teams": endpoint.teams or [], "sites": endpoint.sites or []}
        return {"url": endpoint.url, "kinds": endpoint.kinds, **held_to}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        endpoint = self.endpoint
        told = {"endpoint": endpoint, "seen": endpoints.mark_of(endpoint)}
        told |= {"deliveries": endpoints.newest(endpoint), "by_hand": rules.BY_HAND}
        told |= {"since_form": SinceForm(), "is_at_it": resending.is_at_it(endpoint)}
        return super().get_context_data(**told | more)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asks_password()
        act = request.POST.get("act", "save")
        if act == "save":
            return super().post(request, *args, **kwargs)
        if act not in ACTS:
            raise Http404
        return ACTS[act](self, self.endpoint)

    def form_valid(self, form: EndpointForm) -> HttpResponse:
        endpoints.change(self.endpoint, **form.cleaned_data)
        return self._back(_("Saved."))

    def do_test(self, endpoint: Endpoint) -> HttpResponse:
        answer = endpoints.test(endpoint)
        form = self.form_class(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(tested=answer, form=form))

    def do_rotate(self, endpoint: Endpoint) -> HttpResponse:
        secret = endpoints.rotated(endpoint, self.request.POST.get("seen", ""))
        form = self.form_class(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(secret=secret, form=form))

    def do_on(self, endpoint: Endpoint) -> HttpResponse:
        endpoints.turn(endpoint, on=True)
        return self._back(_("On again. The feed /api/events has what it missed."))

    def do_off(self, endpoint: Endpoint) -> HttpResponse:
        endpoints.turn(endpoint, on=False)
        return self._back(_("Off. What waits is given up."))

    def do_remove(self, endpoint: Endpoint) -> HttpResponse:
        endpoints.remove(endpoint)
        self.said(_("Removed, with what became of its events."))
        return redirect("settings-webhooks")

    def do_again(self, endpoint: Endpoint) -> HttpResponse:
        number = self.request.POST.get("delivery", "")
        if not (number.isascii() and number.isdecimal() and endpoints.again(endpoint, int(number))):
            raise Http404
        return self._back(_("It is sent once more."))

    def do_since(self, endpoint: Endpoint) -> HttpResponse:
        form = SinceForm(self.request.POST)
        if form.is_valid():
            try:
                resending.begin(endpoint, form.cleaned_data["since"])
                return self._back(_("All since then is being sent again."))
            except resending.CannotBegin as why:
                form.add_error("since", why.message)
        first = self.form_class(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(since_form=form, form=first))

    def _back(self, words: str) -> HttpResponse:
        self.said(words)
        return redirect("settings-webhook", self.kwargs["pk"])


ACTS: Final[Mapping[str, Callable[[Webhook, Endpoint], HttpResponse]]] = {
    "test": Webhook.do_test,
    "rotate": Webhook.do_rotate,
    "on": Webhook.do_on,
    "off": Webhook.do_off,
    "remove": Webhook.do_remove,
    "again": Webhook.do_again,
    "since": Webhook.do_since,
}
page = Page(
    "webhooks",
    gettext_lazy("Webhooks"),
    70,
    [
        path("", Webhooks.as_view(), name="settings-webhooks"),
        path("<int:pk>/", Webhook.as_view(), name="settings-webhook"),
    ],
)
