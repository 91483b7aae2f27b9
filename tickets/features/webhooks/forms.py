"""Where a webhook goes, and what it hears of."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.features.webhooks import endpoints
from tickets.outside import addresses


class SinceForm(forms.Form):
    since = forms.DateTimeField(
        label=_("Since when (UTC)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


class EndpointForm(forms.Form):
    url = forms.CharField(
        max_length=500,
        label=_("Address"),
        help_text=_("https:// and public, or in a network that the variable WEBHOOK_NETWORKS names."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        required=False,
        label=_("Events"),
        help_text=_("None: all, those that come later too."),
        widget=forms.CheckboxSelectMultiple,
    )

    teams = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label=_("Teams"),
        help_text=_("Whose conversations it hears of, with those of no team. None: of all."),
        widget=forms.CheckboxSelectMultiple,
    )

    sites = forms.MultipleChoiceField(
        required=False,
        label=_("Websites"),
        help_text=_("It hears only of conversations that began there. None: of all."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Also of a feature that was taken away since: else saving would drop it unsaid.
        there = sorted({*endpoints.kinds_of_events(), *self.initial.get("kinds", ())})
        self.fields["kinds"].choices = [(kind, kind) for kind in there]  # type: ignore[attr-defined]
        teams = endpoints.teams() | {pk: f"#{pk}" for pk in self._gone()}
        self.fields["teams"].choices = list(teams.items())  # type: ignore[attr-defined]
        if not teams:
            del self.fields["teams"]
        held_to: list[str] = self.initial.get("sites") or []
        sites = {key: key for key in held_to} | endpoints.sites()  # those too that are gone
        self.fields["sites"].choices = list(sites.items())  # type: ignore[attr-defined]
        if len(sites) < 2 and not held_to:  # noqa: PLR2004  (else all begin there)
            del self.fields["sites"]

    def _gone(self) -> set[int]:
        """Teams that were deleted since: without them it would hear of all."""
        return set(self.initial.get("teams") or ()) - set(endpoints.teams())

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            addresses.place_of(url, settings.WEBHOOK_NETWORKS)
        except addresses.NotAllowed as why:
            raise ValidationError(_("Nothing is sent there: %(why)s"), params={"why": str(why)}) from None
        return url
