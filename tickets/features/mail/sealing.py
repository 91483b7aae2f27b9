"""Passwords of mailboxes, sealed: the database has what nobody opens without SECRET_KEY, and each only for
the server and the user that it was given for. Whoever changes these has to know it."""

import base64
import secrets
from typing import Any, Final

from django.conf import settings

NONCE: Final = 12  # bytes


class NotOpened(Exception):
    """In one line, for whoever looks why a mailbox isn't read."""


def sealed(password: str, whose: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    closed = _by(settings.SECRET_KEY).encrypt(nonce, password.encode(), _bound(whose))
    return base64.b64encode(nonce + closed).decode()


def opened(text: str, whose: str) -> str:
    """By SECRET_KEY, or by one of before. Raises NotOpened."""
    from cryptography.exceptions import InvalidTag

    data = base64.b64decode(text)
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        try:
            password: bytes = _by(key).decrypt(data[:NONCE], data[NONCE:], _bound(whose))
        except InvalidTag:
            continue
        return password.decode()
    raise NotOpened("SECRET_KEY is another one than when its password was written: write it again")


def _bound(whose: str) -> bytes:
    """What is sealed with it opens with the same alone."""
    return whose.encode()


def _by(key: str) -> Any:
    """Loaded when there is something to seal: it weighs some megabytes."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=b"holdfast mailbox").derive(key.encode()))
