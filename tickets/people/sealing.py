"""Secrets that the desk must read again, sealed by a key that is derived from SECRET_KEY: who has the
database alone, or a backup of it, can't read them.

A former key (SECRET_KEY_FALLBACKS) still opens. Only who needs it imports cryptography.
"""

from base64 import urlsafe_b64encode
from typing import Any, Final

from django.conf import settings

SEALED: Final = "sealed:"
IN_FACTORS: Final = ("secret", "seed")  # what is sealed in the data of an authenticator


class Lost(Exception):
    """The key that it was sealed by isn't known any more."""


def seal(text: str) -> str:
    sealed: bytes = _keys().encrypt(text.encode())
    return SEALED + sealed.decode()


def opened(text: str) -> str:
    """What isn't sealed is as it was kept before there were seals. Raises Lost."""
    from cryptography.fernet import InvalidToken

    if not text.startswith(SEALED):
        return text
    try:
        found: bytes = _keys().decrypt(text.removeprefix(SEALED).encode())
    except InvalidToken as error:
        raise Lost from error
    return found.decode()


def opens(text: str) -> bool:
    try:
        opened(text)
    except Lost:
        return False
    return True


def _keys() -> Any:
    """The first seals, each opens."""
    from cryptography.fernet import Fernet, MultiFernet

    known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(str(key))) for key in known])


def _derived(key: str) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"holdfast: secrets in the database")
    return urlsafe_b64encode(derived.derive(key.encode()))
