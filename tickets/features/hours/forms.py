"""Opening hours as people write them, in the desk's settings and in Django's admin."""

from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tickets.features.hours import written
from tickets.features.hours.models import Hours
from tickets.features.hours.schedule import zone
from tickets.people import sites

FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)  # days before and after a moment are looked at as well
LAST: Final = datetime(2999, 1, 1, tzinfo=UTC)
DAYS: Final = tuple(f"day_{number}" for number in WEEKDAYS)


def _spans(field: str) -> Any:
    def clean(form: "HoursForm") -> Any:
        try:
            return written.spans(form.cleaned_data[field])
        except ValueError as error:
            raise ValidationError(
                _("“%(spans)s” can't be: write 09:00-12:00, 13:30-18:00, none within another.")
                % {"spans": error}
            ) from None

    return clean


class HoursForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    site = forms.ChoiceField(required=False, label=_("Site"), help_text=_("Whose customers see it."))
    zone = forms.CharField(
        max_length=64,
        initial="UTC",
        label=_("Time zone"),
        help_text=_("As in Europe/Berlin: by its clocks the hours are meant."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    dates = forms.CharField(
        required=False,
        label=_("Dates"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "In place of the week's, a date in each line: 2026-12-24 09:00-12:00. A date alone is a day off. "
            "What is behind # is for you."
        ),
    )

    class Meta:
        model = Hours
        fields = ("site", "zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(site.key, site.name) for site in sites.every()]
        self.fields["site"].choices = [("", _("All that have no hours of their own")), *named]  # type: ignore[attr-defined]
        for number, field in enumerate(DAYS):
            self.initial[field] = written.shown(self.instance.week.get(str(number), ()))
        self.initial["dates"] = written.lines(self.instance.dates, self.instance.names)

    def clean_zone(self) -> str:
        name: str = self.cleaned_data["zone"].strip()
        try:
            return zone(name).key
        except (KeyError, ValueError, OSError):  # of a folder of zones, say
            raise ValidationError(_("There is no time zone “%(zone)s”.") % {"zone": name}) from None

    def clean_dates(self) -> Any:
        try:
            return written.dates(self.cleaned_data["dates"])
        except ValueError as error:
            raise ValidationError(_("“%(line)s” is no date with its hours.") % {"line": error}) from None

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data[day] for day in DAYS) and not any(data["dates"].values()):
            raise ValidationError(_("It would be closed for ever: give it hours, or delete it."))
        return data

    def save(self, commit: bool = True) -> Any:
        data = self.cleaned_data
        self.instance.week = {str(number): data[day] for number, day in enumerate(DAYS) if data[day]}
        self.instance.dates = dict(sorted(data["dates"].items()))
        self.instance.names = written.names(self["dates"].value() or "")
        return super().save(commit)


for _number, _day in enumerate(DAYS):
    HoursForm.declared_fields[_day] = HoursForm.base_fields[_day] = forms.CharField(
        required=False,
        max_length=100,
        label=WEEKDAYS[_number],
        help_text=_("09:00-12:00, 13:30-18:00; or 22:00-05:00, over midnight. Nothing: closed.")
        if not _number
        else "",
    )
    setattr(HoursForm, f"clean_{_day}", _spans(_day))


class MomentForm(forms.Form):
    """A moment of the hours' own clock."""

    at = forms.DateTimeField(
        label=_("At"),
        input_formats=["%Y-%m-%dT%H:%M"],
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def moment(self, hours: Hours) -> datetime | None:
        if not self.is_valid():
            return None
        at: datetime = self.cleaned_data["at"]
        return at.replace(tzinfo=zone(hours.zone))


def zones() -> list[str]:
    """To choose from."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
