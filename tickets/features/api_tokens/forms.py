"""What an administrator says of a new token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.features.api_tokens import tokens
from tickets.wire.text import is_visible


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=tokens.MOST_NAME,
        label=_("Name"),
        help_text=_("What the program is called, at the desk and in conversations."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[
            (tokens.READ, _("read all that agents read")),
            (tokens.WRITE, _("write, and do what agents do")),
        ],
        initial=[tokens.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    teams = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label=_("Teams"),
        help_text=_("It sees their conversations, and those of no team. What else it may is said on People."),
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.MultipleChoiceField(
        required=False,
        label=_("Websites"),
        help_text=_(
            "It sees only conversations that began there, of its teams or none. None chosen: of all."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=tokens.MOST_DAYS,
        label=_("Days"),
        help_text=_("How long it holds. Empty: until somebody revokes it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = tokens.teams()
        self.fields["teams"].choices = list(teams.items())  # type: ignore[attr-defined]
        if not teams:
            del self.fields["teams"]
        sites = tokens.sites_there()
        self.fields["sites"].choices = list(sites.items())  # type: ignore[attr-defined]
        if len(sites) < 2:  # noqa: PLR2004  (else all begin there)
            del self.fields["sites"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not is_visible(name):
            raise ValidationError(_("There is nothing to see in this."))
        return name

    def save(self) -> str | None:
        """The token. None: there is one of this name, which is said at the field."""
        data: dict[str, Any] = self.cleaned_data
        try:
            lasts = data["days"] and timedelta(days=data["days"])
            return tokens.make(data["name"], data["scopes"], lasts, data.get("teams"), data.get("sites"))
        except tokens.NameTaken:
            self.add_error("name", _("There is a token of this name: revoke it first, or choose another."))
            return None
