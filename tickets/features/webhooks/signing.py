"""Signatures as Standard Webhooks has them: https://www.standardwebhooks.com."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Final

PREFIX: Final = "whsec_"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(id: str, at: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """One signature for each secret, so that a receiver may have the new one or the one before."""
    signed = f"{id}.{at}.".encode() + body
    signatures = " ".join(f"v1,{_signature(key, signed)}" for key in keys)
    return {"webhook-id": id, "webhook-timestamp": str(at), "webhook-signature": signatures}


def _signature(key: str, signed: bytes) -> str:
    secret = base64.b64decode(key.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
