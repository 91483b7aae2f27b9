"""The desk's own key for push services, made at its first use. What needs it is imported only then: most
processes never push."""

from typing import TYPE_CHECKING

from tickets.database import transaction
from tickets.features.notifications.models import ServerKey

if TYPE_CHECKING:
    from tickets.features.notifications.encrypting import Private

ONLY = 1  # primary key


def private() -> "Private":
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    found = ServerKey.objects.filter(pk=ONLY).first() or _made()
    if not found.private:  # sealed by a SECRET_KEY that nobody knows any more: browsers subscribe anew
        found = _made_anew()
    key = load_pem_private_key(found.private.encode(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


def _made() -> ServerKey:
    """Of two that are made at once, one stays."""
    with transaction():
        return ServerKey.objects.get_or_create(pk=ONLY, defaults={"private": _pem()})[0]


def _made_anew() -> ServerKey:
    with transaction():
        for found in ServerKey.objects.select_for_update().filter(pk=ONLY):
            if not found.private:
                found.private = _pem()
                found.save()
        return _made()


def _pem() -> str:
    from cryptography.hazmat.primitives import serialization as to

    from tickets.features.notifications.encrypting import new_key

    return new_key().private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption()).decode()


def public() -> str:
    """For a browser that subscribes."""
    from tickets.features.notifications.encrypting import as_text, point_of

    return as_text(point_of(private().public_key()))
