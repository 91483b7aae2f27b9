"""A question as administrators write it, in the desk's settings and in Django's admin."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tickets.features.prechat.models import Consent, Question
from tickets.people import sites

LONGEST: Final = 1_000  # characters of a consent
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


class ConsentForm(forms.Form):
    """A version of what customers agree to, and the next when it is saved."""

    ticked = forms.BooleanField(
        required=False,
        label=_("A box has to be ticked"),
        help_text=_("Otherwise it is a sentence that customers read."),
    )
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=_("Address of the privacy notice"),
        help_text=_("As in https://example.com/privacy"),
        validators=[URLValidator(schemes=["https"])],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            box = forms.Textarea(attrs={"rows": 2, "dir": "auto", "lang": code})
            self.fields[f"text_{code}"] = forms.CharField(
                required=False, max_length=LONGEST, label=name, widget=box
            )

    @staticmethod
    def said_by(consent: Consent | None) -> dict[str, Any]:
        if consent is None:
            return {}
        texts = {f"text_{code}": text for code, text in consent.texts.items()}
        return {"ticked": consent.ticked, "link": consent.link} | texts

    def version(self, site: str) -> Consent:
        said = {code: self.cleaned_data[f"text_{code}"] for code, _ in settings.LANGUAGES}
        texts = {code: text for code, text in said.items() if text}
        return Consent(
            site=site, texts=texts, link=self.cleaned_data["link"], ticked=self.cleaned_data["ticked"]
        )
