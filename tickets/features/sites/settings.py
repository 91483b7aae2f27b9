"""The page of sites in the desk's settings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView

from tickets.features.sites import kept, line
from tickets.features.sites.forms import DeskForm
from tickets.features.sites.models import Site
from tickets.people import sites
from tickets.settings.pages import Page
from tickets.settings.views import OfOne, OfSettings


class Sites(OfSettings, TemplateView):
    page = "sites"
    template_name = "sites/settings/list.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"sites": kept.all_of_them()}


class OneSite(OfOne[Site]):
    """A site, or one that is made by saving it."""

    page = "sites"
    template_name = "sites/settings/site.html"
    form_class = DeskForm

    def found(self) -> Site | None:
        pk = self.kwargs.get("pk")
        return kept.one(pk) if pk else Site()

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = super().get_context_data(**more)
        site = self.one  # as it is kept: the form's has what was written
        if site.pk:
            told |= {"line": line.of(site), "seen": kept.mark_of(site)}
        return told | {"one": site}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get("act", "save")
        if act == "save":
            return super().post(request, *args, **kwargs)
        if act not in ("show-secret", "new-secret") or not self.one.pk:
            raise Http404
        self.asks_password()
        secret = (
            kept.rotated(self.one.pk, request.POST.get("seen", ""))
            if act == "new-secret"
            else kept.shown(self.one)
        )
        form = self.form_class(instance=self.one)
        return self.render_to_response(
            self.get_context_data(form=form, secret=secret, is_new=act == "new-secret")
        )

    def form_valid(self, form: DeskForm) -> HttpResponse:
        site = form.save()
        self.said(_("Saved. Its pages look so in a moment."))
        return redirect("settings-site", site.pk)


class Preview(OneSite):
    """What is being written, as customers would see it: the page that they get, and its launcher's looks."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        form = self.get_form()
        site = form.drawn()
        spoken = sites.language(request, site)
        told = {"site": site, "framed": True, "greeting": site.greeting}
        with override(spoken):
            drawn = render_to_string("sites/settings/preview.html", told, request)
        wrong = " ".join(map(str, form.errors.get("accent", ())))
        looks = {"accent": site.accent, "position": site.position}
        return JsonResponse({"page": drawn, "accent_wrong": wrong, **looks})


page = Page(
    "sites",
    gettext_lazy("Sites"),
    10,
    [
        path("", Sites.as_view(), name="settings-sites"),
        path("new/", OneSite.as_view(), name="settings-new-site"),
        path("new/preview/", Preview.as_view(), name="settings-new-site-preview"),
        path("<int:pk>/", OneSite.as_view(), name="settings-site"),
        path("<int:pk>/preview/", Preview.as_view(), name="settings-site-preview"),
    ],
)
