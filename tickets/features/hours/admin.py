"""Opening hours for administrators, as people write them."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tickets.features.hours import written
from tickets.features.hours.models import Hours
from tickets.features.hours.schedule import zone
from tickets.people import sites

if TYPE_CHECKING:
    HoursModelAdmin = admin.ModelAdmin[Hours]
else:  # generic for the type checker only
    HoursModelAdmin = admin.ModelAdmin

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
    site = forms.ChoiceField(required=False, help_text=_("Whose customers see it."))
    zone = forms.CharField(
        max_length=64, initial="UTC", help_text=_("As in Europe/Berlin: by its clocks the hours are meant.")
    )
    dates = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "In place of the week's, a date in each line: 2026-12-24 09:00-12:00. A date alone is a day off."
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
        kept = self.instance.dates.items()
        self.initial["dates"] = "\n".join(f"{day} {written.shown(spans)}".strip() for day, spans in kept)

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


@admin.register(Hours)
class HoursAdmin(HoursModelAdmin):
    form = HoursForm
    list_display = ("whose", "zone")
    fields = ("site", "zone", *DAYS, "dates")

    @admin.display(description=_("site"))
    def whose(self, hours: Hours) -> str:
        named = {site.key: site.name for site in sites.every()}
        return named.get(hours.site) or str(_("All that have no hours of their own"))
