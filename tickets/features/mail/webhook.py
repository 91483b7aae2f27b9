"""Mail in by HTTP: a provider posts it raw, as it came. Raises Refused."""

import base64
import binascii
import hmac
from typing import Final

from django.conf import settings

from tickets.features.mail import arrive, parse
from tickets.refusals import Refused, no_such_call

MOST: Final = parse.MOST_BYTES + 1


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


def hand_in(raw: bytes) -> dict[str, str]:
    if len(raw) > parse.MOST_BYTES:
        raise Refused("too_large", "A mail has at most 25 MB.")
    if not parse.header_lines(raw).keys():
        raise Refused("bad_frame", "The body is a mail, with its headers.")
    return {"id": str(arrive.stored(raw).pk)}
