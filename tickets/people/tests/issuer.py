"""An issuer in the test's hands."""

import json
import time
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

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
        self.tells_of_ends = False
        self.refresh_token = ""  # that it gives
        self.asked_with: list[str] = []
        self.no = ""
        self.loses = False  # its answers, after they counted

    def answer(self, request: Any) -> dict[str, Any]:
        if self.away:
            raise oidc.Unreachable("no route to host")
        path = urlsplit(request.full_url).path
        if path == oidc.KNOWN:
            ends = {"authorization_endpoint": "go", "token_endpoint": "token", "jwks_uri": "keys"}
            ends |= {"userinfo_endpoint": "who"}
            said: dict[str, Any] = {"issuer": ISSUER, "scopes_supported": ["openid", "groups"]}
            said["backchannel_logout_supported"] = self.tells_of_ends
            return said | {name: f"{ISSUER}/{end}" for name, end in ends.items()}
        if path == "/keys":
            return {"keys": [json.loads(ECAlgorithm.to_jwk(self.key.public_key())) | {"kid": "1"}]}
        if path == "/who":
            return {"sub": self.says.get("sub", "b-1")} | self.told
        sent = dict(parse_qsl((request.data or b"").decode()))
        more = {"refresh_token": self.refresh_token} if self.refresh_token else {}
        if sent.get("grant_type") == "refresh_token":
            return self._refreshed(sent["refresh_token"]) | more
        if self.no:
            raise oidc.Untrue("it says 401", self.no)
        return more | {"id_token": self._token(), "access_token": "a"}

    def _refreshed(self, token: str) -> dict[str, Any]:
        self.asked_with.append(token)
        if self.loses:
            raise oidc.Unreachable("timed out")
        if self.no:
            raise oidc.Untrue("it says 400", self.no)
        return {"access_token": "a"}

    def logout(self, **changed: Any) -> str:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": "desk", "iat": now, "exp": now + 120, "jti": uuid4().hex}
        usual |= {"sub": "b-1", "events": {oidc.SIGNED_OUT: {}}}
        return self._signed(usual | changed, typ="logout+jwt")

    def _token(self) -> str:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": "desk", "sub": "b-1", "iat": now, "exp": now + 60, "nonce": self.nonce}
        usual |= {"email": "bea@example.org", "email_verified": True}
        return self._signed(usual | self.says)

    def _signed(self, said: dict[str, Any], **header: str) -> str:
        key: Any = self.signs_with if self.algorithm.startswith("ES") else SECRET
        told = {name: value for name, value in said.items() if value is not None}
        key = "" if self.algorithm == "none" else key
        return jwt.encode(told, key, self.algorithm, header | {"kid": "1"})


def goes(client: Client, issuer: Issuer) -> str:
    asked = parse_qs(urlsplit(client.get("/accounts/sso/")["Location"]).query)
    issuer.nonce = asked["nonce"][0]
    return f"/accounts/sso/back/?code=c&state={asked['state'][0]}"


def comes(issuer: Issuer, client: Client | None = None) -> tuple[bool, str]:
    """Whether they are at the desk, and what they read else."""
    client = client or Client()
    text = client.get(goes(client, issuer)).content.decode()
    return client.get("/agent/").status_code == 200, text
