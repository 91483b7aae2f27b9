"""Passkeys, through allauth: made on one's own page, and a whole sign-in, since each asks its owner for a
finger, a face or a PIN. Each is for the host at which it was made.

fido2 takes 12 MiB of a process: a function that needs it imports it, so that only who meets a passkey pays.
"""

import json
import struct
from base64 import urlsafe_b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.people import devices
from tickets.people.models import User

MALFORMED: Final = (ValueError, TypeError, KeyError, AttributeError, struct.error)
UNKNOWN: Final = gettext_lazy(
    "This passkey opens nothing here. It may have been removed: sign in by password."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """As its owner reads it."""

    pk: int
    name: str
    host: str  # the only one that it opens
    since: datetime
    used: datetime | None


def of(user: User) -> Sequence[Shown]:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return [_shown(one) for one in found]


def _shown(one: Authenticator) -> Shown:
    host = host_of(one.data["credential"])
    return Shown(one.pk, one.data["name"], host, one.created_at, one.last_used_at)


def here(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""


def can_be(request: HttpRequest) -> bool:
    """Browsers make none for a bare address."""
    try:
        ip_address(here(request))
    except ValueError:
        return True
    return False


def host_of(credential: Any) -> str:
    """The host that it says to be of; the signature is over this."""
    try:
        said = credential["response"]["clientDataJSON"]
        client = json.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        return urlsplit(client["origin"]).hostname or ""
    except MALFORMED:
        return ""


class NewPasskey(forms.Form):
    name = forms.CharField(max_length=80, required=False)
    credential = forms.JSONField()

    def clean_credential(self) -> Any:
        from allauth.mfa.webauthn.internal import auth

        credential = _well_formed(self.cleaned_data["credential"])
        _asked(lambda: auth.complete_registration(credential))
        return credential

    def save(self, request: HttpRequest) -> bool:
        """Whether recovery codes came with it."""
        from allauth.mfa.webauthn.internal import flows

        device = devices.named(request.headers.get("User-Agent", ""))
        name = self.cleaned_data["name"] or device or _("Passkey")
        _made, codes = flows.add_authenticator(request, name, self.cleaned_data["credential"])
        return codes is not None


class Presented(forms.Form):
    """To sign in: of `user`, or of whoever it says."""

    credential = forms.JSONField()

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_credential(self) -> Authenticator:
        from allauth.mfa.webauthn.internal import auth

        credential = _well_formed(self.cleaned_data["credential"])
        whose = self.user or _asked(lambda: auth.extract_user_from_response(credential))
        found: Authenticator = _asked(lambda: auth.complete_authentication(whose, credential))
        if not found.user.is_active:
            raise forms.ValidationError(UNKNOWN)
        return found


def options_for_new(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser is asked to make. Whoever finds an open desk makes none."""
    from allauth.mfa.webauthn.internal import auth

    reauthentication.raise_if_reauthentication_required(request, app="allauth.mfa")
    asked: dict[str, Any] = auth.begin_registration(user, passwordless=True)
    return asked


def options() -> dict[str, Any]:
    """What it is asked to sign, with whichever passkey of this host, once its owner was verified."""
    from allauth.mfa.webauthn.internal import auth

    asked: dict[str, Any] = auth.begin_authentication()
    return asked


def used(request: HttpRequest, passkey: Authenticator) -> None:
    from allauth.mfa.base.internal.flows import post_authentication

    post_authentication(request, passkey, passwordless=True)
    record_authentication(request, passkey.user, method="passkey", reauthenticated=True)


def of_page(user: User, pk: int) -> Authenticator:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN, pk=pk).first()
    if found is None:
        raise Http404
    return found


def remove(request: HttpRequest, passkey: Authenticator) -> None:
    from allauth.mfa.webauthn.internal import flows

    flows.remove_authenticator(request, passkey)


def _well_formed(credential: Any) -> Any:
    """Text wherever fido2 makes bytes of it: of a number it would make as many. And of this host."""
    try:
        texts = [credential["id"], credential["rawId"], credential["type"]]
        texts += [part for part in credential["response"].values() if not isinstance(part, list)]
    except MALFORMED:
        texts = [0]
    if not all(isinstance(one, str) for one in texts if one is not None):
        raise forms.ValidationError(UNKNOWN)
    _must_be_of_here(host_of(credential))
    return credential


def _must_be_of_here(there: str) -> None:
    ours = here(context.request)
    if there != ours:
        words = _(
            "This passkey is for %(there)s, and this is %(here)s: make one here, or sign in by password."
        )
        raise forms.ValidationError(words % {"there": there or "?", "here": ours})


def _asked(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except (*MALFORMED, forms.ValidationError) as error:
        raise forms.ValidationError(UNKNOWN) from error
