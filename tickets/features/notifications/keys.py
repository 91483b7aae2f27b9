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
    key = load_pem_private_key(found.private.encode(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


def _made() -> ServerKey:
    """Of two that are made at once, one stays."""
    from cryptography.hazmat.primitives import serialization as to

    from tickets.features.notifications.encrypting import new_key

    pem = new_key().private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption()).decode()
    with transaction():
        return ServerKey.objects.get_or_create(pk=ONLY, defaults={"private": pem})[0]


def public() -> str:
    """For a browser that subscribes."""
    from tickets.features.notifications.encrypting import as_text, point_of

    return as_text(point_of(private().public_key()))
