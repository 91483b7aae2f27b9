"""What is changed about a tag in the desk's settings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.features.triage import tags
from tickets.features.triage.models import COLOURS
from tickets.people.access import Person
from tickets.refusals import Refused
from tickets.wire.text import is_visible

NAMES = {
    "grey": _("grey"),
    "red": _("red"),
    "orange": _("orange"),
    "yellow": _("yellow"),
    "green": _("green"),
    "teal": _("teal"),
    "blue": _("blue"),
    "purple": _("purple"),
}


class TagForm(forms.Form):
    name = forms.CharField(
        max_length=50, label=_("Name"), widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=[(colour, NAMES[colour]) for colour in COLOURS])

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not is_visible(name):
            raise ValidationError(_("There is nothing to see in this."))
        return name

    def save(self, tag: int) -> bool:
        """False: it isn't, which is said at the field."""
        try:
            tags.rename(tag, self.cleaned_data["name"], self.cleaned_data["colour"])
        except Refused as refused:
            words = {
                "conflict": _("There is a tag of this name: the two can be merged."),
                "not_found": _("It isn't there any more."),
            }
            self.add_error("name", words[refused.code])
            return False
        return True


class MergeForm(forms.Form):
    """Into which of the others."""

    into = forms.TypedChoiceField(label=_("Merge into"), coerce=int)

    def __init__(self, agent: Person, tag: int, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = [(one["id"], one["name"]) for one in tags.of_all(agent) if one["id"] != tag]
        self.fields["into"].choices = others  # type: ignore[attr-defined]
