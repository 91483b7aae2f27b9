"""The forms of how people sign in, each checked before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.people import oidc, sso
from tickets.people.models import SignInRules


class GraceForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Days until then"),
        min_value=0,
        max_value=90,
        initial=7,
        help_text=gettext_lazy("Until then a notice asks for it. 0: at once."),
    )


class SsoForm(forms.ModelForm):  # type: ignore[type-arg]
    issuer = forms.URLField(
        label=gettext_lazy("Issuer"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("As it writes itself, for example https://login.example.com. Empty: none."),
    )
    client_secret = forms.CharField(
        label=gettext_lazy("Secret"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Never shown again. Empty: it stays as it is."),
    )

    class Meta:
        model = SignInRules
        fields = ("issuer", "client_id", "client_secret", "lets_new_in", "only_sso", "asks_offline")
        labels = {
            "client_id": gettext_lazy("Client id"),
            "lets_new_in": gettext_lazy("Whoever comes from there gets an account"),
            "only_sso": gettext_lazy("Everybody but owners signs in so alone"),
            "asks_offline": gettext_lazy("Ask it for a lasting token (offline_access)"),
        }
        help_texts = {
            "lets_new_in": gettext_lazy(
                "As an agent, by a confirmed e-mail address. Else they are invited first."
            ),
            "only_sso": "",
            "asks_offline": gettext_lazy(
                "Where it gives no refresh token otherwise, as Entra ID, Okta and Authentik: by one the desk "
                "asks every ten minutes whether it still knows somebody."
            ),
        }

    tells_of_ends = False

    def clean(self) -> dict[str, Any]:
        """It is asked before anybody depends on it."""
        cleaned: dict[str, Any] = super().clean() or {}
        issuer = cleaned.get("issuer")
        if issuer and not self.errors:
            if not cleaned["client_id"] or not (cleaned["client_secret"] or self.instance.client_secret):
                raise forms.ValidationError(_("It gives a client id and a secret to whoever asks it."))
            try:
                said = oidc.discovered(issuer)
                self.tells_of_ends = bool(said.get("backchannel_logout_supported"))
            except (oidc.Unreachable, oidc.Untrue) as error:
                words = _("This is no issuer that can be asked: %(why)s.")
                raise forms.ValidationError(words % {"why": error}) from error
        return cleaned

    @property
    def outcome(self) -> str:
        if not self.cleaned_data.get("issuer"):
            return _("Saved.")
        if self.tells_of_ends:
            return _("Saved. It can tell this desk who has signed out there: give it the second address.")
        return _("Saved. It says nothing of telling this desk who has signed out there.")

    def keep(self, *, by_owner: bool) -> None:
        about = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if not about["issuer"]:
            about |= {"client_id": "", "lets_new_in": False, "only_sso": False, "asks_offline": False}
        sso.save(by_owner=by_owner and bool(about["issuer"]), **about)


class LetsInForm(SsoForm):
    """What is left to say where the environment says whom to ask."""

    issuer = client_secret = None  # type: ignore[assignment]

    class Meta(SsoForm.Meta):
        fields = ("lets_new_in",)  # type: ignore[assignment]

    def keep(self, **_: Any) -> None:
        """Whoever saves it sees none of the issuer that the settings have."""
        sso.save(lets_new_in=self.cleaned_data["lets_new_in"])


def sso_form() -> type[SsoForm]:
    return LetsInForm if sso.is_by_environment() else SsoForm
