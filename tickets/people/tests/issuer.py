"""An issuer in the test's hands."""

import json
import time
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from jwt.algorithms import ECAlgorithm

from tickets.people import oidc

ISSUER: Final = "https://login.example.com"
SECRET: Final = "a-secret-of-the-issuer-that-nobody-reads"


class Issuer:
    """Signs what it is told to, for whoever comes."""

    def __init__(self) -> None:
        self.key = self.signs_with = ec.generate_private_key(ec.SECP256R1())
        self.away = False
        self.says: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.algorithm = "ES256"
        self.nonce = ""

    def answer(self, request: Any) -> dict[str, Any]:
        if self.away:
            raise oidc.Unreachable("no route to host")
        path = urlsplit(request.full_url).path
        if path == oidc.KNOWN:
            ends = {"authorization_endpoint": "go", "token_endpoint": "token", "jwks_uri": "keys"}
            ends |= {"userinfo_endpoint": "who"}
            said = {"issuer": ISSUER, "scopes_supported": ["openid", "groups"]}
            return said | {name: f"{ISSUER}/{end}" for name, end in ends.items()}
        if path == "/keys":
            return {"keys": [json.loads(ECAlgorithm.to_jwk(self.key.public_key())) | {"kid": "1"}]}
        if path == "/who":
            return {"sub": self.says.get("sub", "b-1")} | self.told
        return {"id_token": self._token(), "access_token": "a"}

    def _token(self) -> str:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": "desk", "sub": "b-1", "iat": now, "exp": now + 60, "nonce": self.nonce}
        usual |= {"email": "bea@example.org", "email_verified": True}
        key: Any = self.signs_with if self.algorithm.startswith("ES") else SECRET
        told = {name: value for name, value in (usual | self.says).items() if value is not None}
        return jwt.encode(told, "" if self.algorithm == "none" else key, self.algorithm, {"kid": "1"})


def goes(client: Client, issuer: Issuer) -> str:
    asked = parse_qs(urlsplit(client.get("/accounts/sso/")["Location"]).query)
    issuer.nonce = asked["nonce"][0]
    return f"/accounts/sso/back/?code=c&state={asked['state'][0]}"


def comes(issuer: Issuer, client: Client | None = None) -> tuple[bool, str]:
    """Whether they are at the desk, and what they read else."""
    client = client or Client()
    text = client.get(goes(client, issuer)).content.decode()
    return client.get("/agent/").status_code == 200, text
