"""What is asked, for administrators."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tickets.features.prechat.models import Question
from tickets.people import sites

if TYPE_CHECKING:
    QuestionModelAdmin = admin.ModelAdmin[Question]
else:  # generic for the type checker only
    QuestionModelAdmin = admin.ModelAdmin


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    site = forms.ChoiceField(required=False, help_text=_("Whose customers are asked."))

    class Meta:
        model = Question
        fields = ("site", "name", "label", "kind", "choices", "required", "only_closed", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(site.key, site.name) for site in sites.every()]
        everybody = ("", _("All that have no questions of their own"))
        self.fields["site"].choices = [everybody, *named]  # type: ignore[attr-defined]


@admin.register(Question)
class QuestionAdmin(QuestionModelAdmin):
    form = QuestionForm
    list_display = ("label", "whose", "name", "kind", "required", "only_closed", "place")

    @admin.display(description=_("site"))
    def whose(self, question: Question) -> str:
        named = {site.key: site.name for site in sites.every()}
        return named.get(question.site) or str(_("All that have no questions of their own"))
