"""The pages of tags in the desk's settings: all of them, and one that is renamed, merged or deleted."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tickets.features.triage import tags
from tickets.features.triage.forms import MergeForm, TagForm
from tickets.people import callers
from tickets.people.access import Person
from tickets.refusals import Refused
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class Tags(OfSettings, TemplateView):
    page = "tags"
    template_name = "triage/settings/tags.html"

    @property
    def agent(self) -> Person:
        return callers.agent(self.request)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"tags": tags.of_all(self.agent)}


class OneTag(Tags):
    """What has it goes on having it under its new name; merged, it has the other; deleted, none."""

    template_name = "triage/settings/tag.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        tag = next((tag for tag in context["tags"] if tag["id"] == self.kwargs["tag"]), None)
        if tag is None:
            raise Http404
        forms = {"form": TagForm(initial=tag), "merging": MergeForm(self.agent, tag["id"])}
        return context | {"tag": tag} | forms | more

    def post(self, request: HttpRequest, tag: int) -> HttpResponse:
        acts = {"save": self._save, "merge": self._merge, "delete": self._delete}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        return act(tag)

    def _save(self, tag: int) -> HttpResponse:
        form = TagForm(self.request.POST)
        if form.is_valid() and form.save(tag):
            return self._done(_("It is called so from now on, on every conversation."))
        return self._again(form=form)

    def _merge(self, tag: int) -> HttpResponse:
        form = MergeForm(self.agent, tag, self.request.POST)
        if not form.is_valid():
            return self._again(merging=form)
        try:
            tags.merge(tag, form.cleaned_data["into"])
        except Refused:
            raise Http404 from None  # one of the two has gone meanwhile
        return self._done(_("Whatever had it has the other one now."))

    def _delete(self, tag: int) -> HttpResponse:
        tags.delete(tag)
        return self._done(_("No conversation has it any more."))

    def _again(self, **forms: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _done(self, words: str) -> HttpResponse:
        self.said(words)
        return redirect("settings-tags")


page = Page(
    "tags",
    gettext_lazy("Tags"),
    40,
    [
        path("", Tags.as_view(), name="settings-tags"),
        path("<int:tag>/", OneTag.as_view(), name="settings-tag"),
    ],
)
