"""What is asked, for administrators."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tickets.features.prechat.forms import QuestionForm
from tickets.features.prechat.models import Question
from tickets.people import sites

if TYPE_CHECKING:
    QuestionModelAdmin = admin.ModelAdmin[Question]
else:  # generic for the type checker only
    QuestionModelAdmin = admin.ModelAdmin


@admin.register(Question)
class QuestionAdmin(QuestionModelAdmin):
    form = QuestionForm
    list_display = ("label", "whose", "name", "kind", "required", "only_closed", "place")

    @admin.display(description=_("site"))
    def whose(self, question: Question) -> str:
        named = {site.key: site.name for site in sites.every()}
        return named.get(question.site) or str(_("All that have no questions of their own"))
