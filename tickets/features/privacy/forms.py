"""The forms of how long conversations are kept (days, of each website), and of a refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.features.privacy import retention


class RetentionForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in retention.places():
            self.fields[self.name_of(place.key)] = forms.IntegerField(
                label=place.name or _("Conversations"),
                initial=place.days,
                required=False,
                min_value=1,
                max_value=retention.MOST_DAYS,
                help_text=_("Days; empty: they are kept."),
            )

    @staticmethod
    def name_of(key: str) -> str:
        return f"days-{key}"

    def wanted(self) -> dict[str, int | None]:
        return {name.removeprefix("days-"): days for name, days in self.cleaned_data.items()}


class CardsForm(forms.Form):
    hidden = forms.BooleanField(
        required=False,
        label=gettext_lazy("Hide card numbers"),
        help_text=gettext_lazy(
            "All but the last four digits, in all that customers and agents write from now on."
        ),
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        help_text=gettext_lazy("The customer reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
