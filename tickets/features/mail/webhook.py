"""Mail in by HTTP: posted raw, as it came, or in a provider's own form. Raises Refused.

What is stored is the raw mail, before anybody is told that we have it. A provider that is set up so that it
posts none is refused, goes on trying, and is said on the Connections page.
"""

import base64
import binascii
import hmac
from typing import Final

from django.conf import settings

from tickets.database import transaction
from tickets.features.mail import arrive, parse, providers
from tickets.features.mail.models import Door
from tickets.outside import addresses, posting
from tickets.refusals import Refused, no_such_call

LATER: Final = 60  # seconds
MOST: Final = parse.MOST_BYTES + 1
MOST_POSTED: Final = parse.MOST_BYTES * 3 // 2  # bytes: base64 or JSON around it, and its other fields


def must_know_secret(authorization: str) -> None:
    """Without a secret there is no such call."""
    if not settings.MAIL_WEBHOOK_SECRET:
        raise no_such_call()
    scheme, _, said = authorization.partition(" ")
    told = _password(said) if scheme.lower() == "basic" else said.strip()
    if not hmac.compare_digest(told.encode(), settings.MAIL_WEBHOOK_SECRET.encode()):
        raise Refused("signed_out", "This is not the secret.")


def _password(said: str) -> str:
    """Of `https://anything:secret@…`."""
    try:
        return base64.b64decode(said, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def is_there() -> bool:
    return bool(settings.MAIL_WEBHOOK_SECRET or settings.MAILGUN_SIGNING_KEY)


def posted(provider: str, authorization: str, content_type: str, body: bytes) -> str:
    """The id of the stored mail; empty: there was none in it."""
    key = settings.MAILGUN_SIGNING_KEY if provider == "mailgun" else None
    if not key:
        must_know_secret(authorization)
    if len(body) > MOST_POSTED:
        raise Refused("too_large", "A mail has at most 25 MB.")
    try:
        found = providers.mailgun(content_type, body, key) if key else _read(provider, content_type, body)
    except Refused as refused:
        if refused.code != "signed_out":
            _said(provider, refused.message)
        raise
    if isinstance(found, providers.Confirm):
        _confirm(found.url)
        return ""
    _must_be_mail(found.raw)
    mail = arrive.stored(found.raw, found.sender, found.recipients)
    _well(provider)
    return str(mail.pk)


def _read(provider: str, content_type: str, body: bytes) -> providers.Posted | providers.Confirm:
    return providers.READ[provider](content_type, body)


def _confirm(url: str) -> None:
    """Whoever posts this knows our secret; and it leads to Amazon, nowhere else."""
    try:
        answer = posting.post(addresses.place_of(url, ()), b"", {}, method="GET")
    except addresses.NotAllowed as why:
        raise Refused("unavailable", str(why), retry_after=LATER) from None
    if not answer.is_good:
        raise Refused("unavailable", f"Amazon answered {answer.status or answer.text}.", retry_after=LATER)


def _said(provider: str, words: str) -> None:
    with transaction():
        Door.objects.update_or_create(name=provider, defaults={"words": words[:500]})


def _well(provider: str) -> None:
    if Door.objects.filter(name=provider).exists():
        with transaction():
            Door.objects.filter(name=provider).delete()


def _must_be_mail(raw: bytes) -> None:
    if len(raw) > parse.MOST_BYTES:
        raise Refused("too_large", "A mail has at most 25 MB.")
    if not parse.header_lines(raw).keys():
        raise Refused("bad_frame", "The body is a mail, with its headers.")


def hand_in(raw: bytes) -> dict[str, str]:
    _must_be_mail(raw)
    return {"id": str(arrive.stored(raw).pk)}
