"""What a push service is given: the words for the browser alone (RFC 8291, aes128gcm), and who sends them
(RFC 8292, VAPID). Pure."""

import base64
import secrets
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Private = ec.EllipticCurvePrivateKey
Public = ec.EllipticCurvePublicKey

RECORD = 4096  # bytes: all of it is one
GOOD_FOR = 12 * 3600  # seconds: of the proof who sends


def new_key() -> Private:
    return ec.generate_private_key(ec.SECP256R1())


def as_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point_of(key: Public) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(serialization.Encoding.X962, form)


def public_key(text: str) -> Public:
    """Raises ValueError: that is none."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), as_bytes(text))


def encrypted(
    words: bytes, browser: str, secret: str, own: Private | None = None, salt: bytes = b""
) -> bytes:
    """`browser`, `secret`: what it gave with its subscription. `own`, `salt`: new ones each time."""
    own, salt, theirs = own or new_key(), salt or secrets.token_bytes(16), public_key(browser)
    point = point_of(own.public_key())
    shared = own.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\x00" + point_of(theirs) + point
    material = _derived(shared, as_bytes(secret), info, 32)
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(point)]) + point
    return head + AESGCM(key).encrypt(nonce, words + b"\x02", None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def proof(endpoint: str, key: Private, contact: str, now: float) -> str:
    """For the header Authorization: good at this push service alone."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(now) + GOOD_FOR, "sub": contact}
    token = jwt.encode(claims, key, algorithm="ES256")
    return f"vapid t={token}, k={as_text(point_of(key.public_key()))}"
