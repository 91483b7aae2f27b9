"""Sites for administrators: what each may do, how it looks, and the line for its pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tickets.features.sites import contrast, logo, origins
from tickets.features.sites.models import Site
from tickets.wire.text import is_visible

if TYPE_CHECKING:
    SiteModelAdmin = admin.ModelAdmin[Site]
else:  # generic for the type checker only
    SiteModelAdmin = admin.ModelAdmin

LOOKS = ("accent", "greeting", "position")


def _seen(text: str) -> str:
    if text and not is_visible(text):
        raise ValidationError(_("There is nothing to see in this."))
    return text


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    origins = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Where the chat may be embedded, one in each line: https://www.example.com, or "
            "https://*.example.com. On an http:// address some browsers keep nothing of the chat."
        ),
    )
    shown_name = forms.CharField(required=False, max_length=80, help_text=_("What customers read."))
    upload = forms.FileField(required=False, label=_("logo"), help_text=_("PNG, JPEG, WebP or GIF."))
    no_logo = forms.BooleanField(required=False, label=_("without a logo"))
    accent = forms.CharField(required=False, max_length=7, help_text=_("As in #0d6b5c."))
    greeting = forms.CharField(required=False, max_length=200)
    position = forms.ChoiceField(choices=[("end", _("at the end of a line")), ("start", _("at its start"))])
    languages = forms.MultipleChoiceField(
        required=False, choices=settings.LANGUAGES, help_text=_("None: all.")
    )
    new_secret = forms.BooleanField(
        required=False, help_text=_("The secret of now goes on opening until the next time.")
    )

    class Meta:
        model = Site
        fields = ("name", "origins", "languages", "only_verified")

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
        data, site = self.cleaned_data, self.instance
        kept = "" if data["no_logo"] else data["upload"] or site.appearance.get("logo", "")
        looks = {"name": data["shown_name"], "logo": kept}
        looks |= {name: data[name] for name in LOOKS}
        site.appearance = {name: value for name, value in looks.items() if value}
        if data["new_secret"]:
            site.rotate()
        return super().save(commit)


@admin.register(Site)
class SiteAdmin(SiteModelAdmin):
    form = SiteForm
    list_display = ("name", "key", "only_verified")
    readonly_fields = ("key", "secret", "former_secret", "the_logo", "line")
    fields = (
        "name",
        "key",
        "line",
        "origins",
        "shown_name",
        "the_logo",
        "upload",
        "no_logo",
        "accent",
        "greeting",
        "position",
        "languages",
        "only_verified",
        "secret",
        "former_secret",
        "new_secret",
    )

    @admin.display(description=_("logo of now"))
    def the_logo(self, site: Site) -> str:
        address = site.appearance.get("logo")
        return format_html('<img src="{}" alt="">', address) if address else ""

    @admin.display(description=_("line for its pages"))
    def line(self, site: Site) -> str:
        """Where there is a script to embed the chat by (an address of this name, a feature's)."""
        try:
            source = settings.PUBLIC_URL + reverse("launcher")
        except NoReverseMatch:
            return ""
        looks = {name: site.appearance.get(name) for name in ("accent", "position")}
        said = {"data-site": site.key} | {f"data-{name}": value for name, value in looks.items() if value}
        line = "".join(f' {name}="{value}"' for name, value in said.items())
        return format_html("<code>{}</code>", f'<script async src="{source}"{line}></script>')

    def has_delete_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        """One whose conversations are kept stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.tickets.exists())
