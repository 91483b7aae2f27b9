"""A site as administrators write it, in the desk's settings and in Django's admin."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.features.sites import contrast, known, logo, origins
from tickets.features.sites.models import Site
from tickets.people import sites
from tickets.wire.text import is_visible

LOOKS: Final = ("accent", "greeting", "position")
ANY_WAY = {"dir": "auto", "autocomplete": "off"}


def _seen(text: str) -> str:
    if text and not is_visible(text):
        raise ValidationError(_("There is nothing to see in this."))
    return text


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    origins = forms.CharField(
        required=False,
        label=_("Addresses"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "Where the chat may be embedded, one in each line: https://www.example.com, or "
            "https://*.example.com. On an http:// address some browsers keep nothing of the chat."
        ),
    )
    shown_name = forms.CharField(
        required=False,
        max_length=80,
        label=_("Name for customers"),
        help_text=_("What customers read. Empty: the same."),
        widget=forms.TextInput(attrs=ANY_WAY),
    )
    upload = forms.FileField(required=False, label=_("Logo"), help_text=_("PNG, JPEG, WebP or GIF."))
    no_logo = forms.BooleanField(required=False, label=_("Without a logo"))
    accent = forms.CharField(
        required=False,
        max_length=7,
        label=_("Accent"),
        help_text=_("A colour, as in #0d6b5c."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    greeting = forms.CharField(
        required=False,
        max_length=200,
        label=_("Greeting"),
        help_text=_("Above the first message. Empty: “How can we help?” in the customer's language."),
        widget=forms.TextInput(attrs=ANY_WAY),
    )
    position = forms.ChoiceField(
        label=_("Where the button is"),
        choices=[("end", _("at the end of a line")), ("start", _("at its start"))],
    )
    languages = forms.MultipleChoiceField(
        required=False,
        label=_("Languages"),
        choices=settings.LANGUAGES,
        help_text=_("None: all."),
        widget=forms.CheckboxSelectMultiple,
    )
    new_secret = forms.BooleanField(
        required=False,
        label=_("New secret"),
        help_text=_("The secret of now goes on opening until the next time."),
    )

    class Meta:
        model = Site
        fields = ("name", "origins", "languages", "team", "only_verified", "is_on")
        labels = {
            "name": _("Name"),
            "team": _("Team"),
            "only_verified": _("Only visitors whom the website vouches for"),
            "is_on": _("Switched on"),
        }
        help_texts = {
            "name": _("What agents read."),
            "team": _("Whose conversations what begins there will be. None: everybody's."),
            "is_on": _("Off: the chat shows nowhere on the website; what began there goes on by its link."),
        }
        widgets = {"name": forms.TextInput(attrs=ANY_WAY)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looks = self.instance.appearance
        for field, name in (("shown_name", "name"), *((name, name) for name in LOOKS)):
            self.initial[field] = looks.get(name)
        self.initial["origins"] = "\n".join(self.instance.origins)

    def clean_name(self) -> str:
        return _seen(self.cleaned_data["name"])

    def clean_shown_name(self) -> str:
        return _seen(self.cleaned_data["shown_name"])

    def clean_greeting(self) -> str:
        return _seen(self.cleaned_data["greeting"])

    def clean_origins(self) -> list[str]:
        try:
            return origins.checked_all(self.cleaned_data["origins"])
        except ValueError as error:
            raise ValidationError(_("%(origin)s is no such address.") % {"origin": error}) from None

    def clean_accent(self) -> str:
        accent = str(self.cleaned_data["accent"]).lower()
        if accent and not contrast.COLOUR.fullmatch(accent):
            raise ValidationError(_("A colour is # and six digits, 0 to f."))
        if accent and not contrast.is_readable(accent):
            nearest = {"nearest": contrast.readable(accent)}
            raise ValidationError(_("This is too light to be read. %(nearest)s would do.") % nearest)
        return accent

    def clean_upload(self) -> str:
        """The logo as it is kept."""
        upload = self.cleaned_data["upload"]
        try:
            return logo.made(upload) if upload else ""
        except ValueError:
            raise ValidationError(_("This is no picture that can be used.")) from None

    def save(self, commit: bool = True) -> Any:
        self._wear(self.cleaned_data)
        if self.cleaned_data.get("new_secret"):
            self.instance.rotate()
        return super().save(commit)

    def drawn(self) -> sites.Site:
        """As it would look, as far as what was written can be used: nothing is saved."""
        self.full_clean()
        self._wear(self.cleaned_data)
        return known.shown(self.instance)

    def _wear(self, data: Mapping[str, Any]) -> None:
        kept = "" if data.get("no_logo") else data.get("upload") or self.instance.appearance.get("logo", "")
        looks = {"name": data.get("shown_name"), "logo": kept} | {name: data.get(name) for name in LOOKS}
        self.instance.appearance = {name: value for name, value in looks.items() if value}


class DeskForm(SiteForm):
    """Without what the desk's page has buttons for."""

    new_secret = None  # type: ignore[assignment]
    field_order = (
        *("name", "is_on", "origins", "only_verified", "team", "shown_name", "upload", "no_logo", "accent"),
        *("greeting", "position", "languages"),
    )
