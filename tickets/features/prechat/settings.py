"""The page of questions before a conversation in the desk's settings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from tickets.features.prechat import kept
from tickets.features.prechat.forms import ConsentForm, DeskForm
from tickets.features.prechat.models import Question
from tickets.settings.pages import Page
from tickets.settings.views import OfOne, OfSettings

MOVES = {"up": -1, "down": 1}


class Questions(OfSettings, TemplateView):
    page = "questions"
    template_name = "prechat/settings/list.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"groups": kept.groups(), "agreed_to": kept.agreed_to()}

    def post(self, request: HttpRequest) -> HttpResponse:
        question = found(request.POST.get("question", ""))
        act = request.POST.get("act", "")
        if act == "delete":
            kept.delete(question)
            self.said(_("Deleted. What was answered before stays with its conversation."))
        elif act in MOVES:
            kept.move(question.pk, MOVES[act])
        else:
            raise Http404
        return redirect("settings-questions")


class OneQuestion(OfOne[Question]):
    """A question, or one that is made by saving it (`?site=`: of which site)."""

    page = "questions"
    template_name = "prechat/settings/question.html"
    form_class = DeskForm

    def found(self) -> Question:
        pk = self.kwargs.get("pk")
        return found(str(pk)) if pk else Question(site=self.request.GET.get("site", ""))

    def form_valid(self, form: DeskForm) -> HttpResponse:
        form.save()
        self.said(_("Saved. Customers are asked so from now on."))
        return redirect("settings-questions")


class Agreed(OfSettings, FormView):  # type: ignore[type-arg]
    """What the customers of a site agree to (`?site=`), and each version that there was."""

    page = "questions"
    template_name = "prechat/settings/consent.html"
    form_class = ConsentForm

    @property
    def whose(self) -> tuple[str, str]:
        asked = self.request.GET.get("site", "")
        there = next(((key, name) for key, name, _ in kept.agreed_to() if key == asked), None)
        if there is None:
            raise Http404
        return there

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        site, name = self.whose
        return super().get_context_data(**more) | {"versions": kept.versions(site), "name": name}

    def get_initial(self) -> dict[str, Any]:
        last = next(iter(kept.versions(self.whose[0])), None)
        return ConsentForm.said_by(last)

    def form_valid(self, form: ConsentForm) -> HttpResponse:
        if kept.next_version(form.version(self.whose[0])):
            self.said(_("Saved. Customers read the new version from now on."))
        return redirect("settings-questions")


def found(pk: str) -> Question:
    question = kept.one(int(pk)) if pk.isascii() and pk.isdecimal() else None
    if question is None:
        raise Http404
    return question


page = Page(
    "questions",
    gettext_lazy("Questions before the chat"),
    30,
    [
        path("", Questions.as_view(), name="settings-questions"),
        path("consent/", Agreed.as_view(), name="settings-consent"),
        path("new/", OneQuestion.as_view(), name="settings-new-question"),
        path("<int:pk>/", OneQuestion.as_view(), name="settings-question"),
    ],
)
