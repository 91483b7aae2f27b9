"""Second factors, through django-allauth: who is asked for one, what counts as one, what a wrong one costs.

fido2, which only passkeys need, takes 12 MiB of each process that imports it: what allauth has for all kinds
together imports it too, so a code is looked at here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStage
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.database import transaction
from tickets.people import sealing
from tickets.people.models import User

Type = Authenticator.Type
FACTORS: Final = (Type.TOTP, Type.WEBAUTHN)  # recovery codes stand in for one of these
CODES: Final = {Type.TOTP: TOTP, Type.RECOVERY_CODES: RecoveryCodes}
INCORRECT: Final = gettext_lazy(
    "This code isn't right, or was used already. If it comes from an app, "
    "see that the phone's clock is right."
)


UNREADABLE: Final = gettext_lazy(
    "This desk can't read your second factor any more: its secret key (SECRET_KEY) is another one than when "
    "you set it up. Whoever runs the desk lets you in."
)


class Accounts(DefaultAccountAdapter):
    """What allauth asks us: who may do what, and where to go."""

    def get_login_stages(self) -> list[str]:
        return [f"{Asked.__module__}.{Asked.__qualname__}"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Proxies of ours are heard before (support_site.forwarded)."""
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 (from nowhere)

    def is_open_for_signup(self, _: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages show what is so, and would show these much later: in Django's admin."""


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": INCORRECT}

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed by a key that nobody knows is as good as a secret that nobody knows."""
        try:
            return sealing.opened(encrypted_text)
        except sealing.Lost:
            return str(generate_totp_secret())

    def get_totp_issuer(self) -> str:
        """The name above the code in people's apps, who may work at several desks."""
        return f"Holdfast {urlsplit(settings.PUBLIC_URL).hostname}"

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = urlsplit(f"//{context.request.get_host()}").hostname or ""
        return {"id": host, "name": "Holdfast"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        name = user.get_username()
        told: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return told | {"name": name, "display_name": user.get_full_name() or name}


class Asked(LoginStage):
    """Between the password and the desk, for who has a second factor."""

    key = LoginStageKey.MFA_AUTHENTICATE.value
    urlname = "mfa_authenticate"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        asked = has(self.login.user)
        return HttpResponseRedirect(reverse(self.urlname)) if asked else None, True


class CodeForm(AuthenticateForm):
    """Of an app, or one of the recovery codes."""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        factors = list(Authenticator.objects.filter(user=self.user, type__in=CODES))
        for factor in factors:
            if CODES[factor.type](factor).validate_code(code):
                self.authenticator = factor
                return code
        raise forms.ValidationError(INCORRECT if all(map(_can_be_read, factors)) else UNREADABLE)


class PasswordAgain(forms.Form):
    password = forms.CharField(strip=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        who = {"username": self.user.get_username(), "password": password}
        if authenticate(context.request, **who) != self.user:
            raise forms.ValidationError(_("This isn't your password."))
        return password


def _can_be_read(factor: Authenticator) -> bool:
    return all(sealing.opens(factor.data[name]) for name in sealing.IN_FACTORS if name in factor.data)


def has(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def use_up(user: User, code: str) -> None:
    """That the app was set up with it has been its one time; allauth counts from the first sign-in."""
    TOTP(Authenticator.objects.get(user=user, type=Type.TOTP)).validate_code(code)


def forget(user: User) -> bool:
    """Somebody has lost it. False: there was none."""
    with transaction():
        gone, _ = Authenticator.objects.filter(user=user).delete()
    return bool(gone)


def gave_password(request: HttpRequest, user: User) -> None:
    """At a sign-in: for some minutes nobody asks for it again."""
    record_authentication(
        request, user, method="password", username=user.get_username(), reauthenticated=True
    )


def was_wrong(request: HttpRequest, user: User) -> None:
    """For axes, which takes its lock off at a whole sign-in alone, not at a right password."""
    who = {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=who, request=request)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody has, on their own page."""

    app: bool
    codes_left: int


def shown(user: User) -> Shown:
    found = {factor.type: factor for factor in Authenticator.objects.filter(user=user)}
    codes = found.get(Type.RECOVERY_CODES)
    known = codes is not None and _can_be_read(codes)
    return Shown(Type.TOTP in found, len(RecoveryCodes(codes).get_unused_codes()) if known else 0)


def owners(users: Iterable[int]) -> set[int]:
    """Who of them has one."""
    factors = Authenticator.objects.filter(user__in=users, type__in=FACTORS)
    return set(factors.values_list("user_id", flat=True))
