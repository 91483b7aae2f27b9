"""The key by which a frame seals what it keeps in the website's storage: the website has what is sealed,
whoever writes has what the key is asked for with, and neither opens anything alone."""

import hashlib
import hmac
import re
from typing import Final

from django.conf import settings

from tickets.features.sites import known
from tickets.refusals import Refused

SECRET: Final = re.compile(r"[0-9a-f]{64,200}")  # a ticket's token, or a number that nobody guesses


def key(site: str, secret: str) -> bytes:
    """On a database thread; raises Refused. Another secret has another key, which opens nothing."""
    if not known.known.get().get(site):
        raise Refused("not_found", "There is no such site.")
    if not SECRET.fullmatch(secret):
        raise Refused("forbidden", "The key is for who brings 256 bits as hexadecimal digits.")
    said = f"widget vault {site} {secret}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).digest()
