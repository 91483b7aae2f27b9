"""A question as administrators write it, in the desk's settings and in Django's admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.features.prechat.models import Question
from tickets.people import sites

ANY_WAY = {"dir": "auto", "autocomplete": "off"}


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    site = forms.ChoiceField(required=False, label=_("Site"), help_text=_("Whose customers are asked."))

    class Meta:
        model = Question
        fields = ("site", "label", "name", "kind", "choices", "required", "only_closed", "place")
        labels = {
            "label": _("Question"),
            "name": _("Name"),
            "kind": _("Kind"),
            "choices": _("Choices"),
            "required": _("Needs an answer"),
            "only_closed": _("Only while it is closed"),
        }
        widgets = {
            "label": forms.TextInput(attrs=ANY_WAY),
            "name": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "choices": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(site.key, site.name) for site in sites.every()]
        everybody = ("", _("All that have no questions of their own"))
        self.fields["site"].choices = [everybody, *named]  # type: ignore[attr-defined]


class DeskForm(QuestionForm):
    """Its place is changed on the page that lists them."""

    class Meta(QuestionForm.Meta):
        fields = ("site", "label", "name", "kind", "choices", "required", "only_closed")  # type: ignore[assignment]

    def save(self, commit: bool = True) -> Any:
        """A new one, or one that comes from another site, is the last there."""
        if not self.instance.pk or "site" in self.changed_data:
            self.instance.place = Question.next_place(self.instance.site)
        return super().save(commit)
