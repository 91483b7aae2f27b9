"""OpenID Connect, as one who relies on it: the code flow with PKCE, and an id token whose signature, issuer,
audience, age and nonce are looked at. Knows no user and no database; raises Unreachable and Untrue."""

import hashlib
import json
import math
import secrets
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

KNOWN: Final = "/.well-known/openid-configuration"
TIMEOUT: Final = 5  # seconds
LONGEST: Final = 1024 * 1024  # bytes of an answer
SIGNED_BY: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LONGEST_SUBJECT: Final = 255  # characters, as OpenID Connect has it
LEEWAY: Final = 60  # seconds that two clocks may be apart
OFFLINE: Final = "offline_access"  # the scope
ENDED: Final = "invalid_grant"  # of a refresh token
NOTHING: Final = "it says nothing that can be read"
NOT_US: Final = ("invalid_client", "unauthorized_client")  # our id, or its secret
SIGNED_OUT: Final = "http://schemas.openid.net/event/backchannel-logout"
OLDEST: Final = timedelta(minutes=10)  # of a logout
KEYS_HELD: Final = 300  # seconds
KEYS_ANEW: Final = 10  # seconds: for a key that isn't among them they are asked for again, and not more often


class Unreachable(Exception):
    """The issuer gives no answer, or none that can be read."""


class Untrue(Exception):
    """An answer came that isn't to what was asked, or a no (`said`, in OAuth's words)."""

    def __init__(self, words: str, said: str = "") -> None:
        super().__init__(words)
        self.said = said


@dataclass(frozen=True, slots=True)
class Client:
    issuer: str
    id: str
    secret: str = field(repr=False)
    back: str  # the address that the issuer sends people back to

    @property
    def host(self) -> str:
        return urlsplit(self.issuer).netloc


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser's session keeps until it comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Came:
    """Who came back, and by what the issuer can be asked whether they still are somebody there."""

    claims: Mapping[str, Any]
    refresh_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Logout:
    """Of somebody, or of one session there."""

    id: str
    subject: str
    sid: str


def new() -> Asked:
    return Asked(*(secrets.token_urlsafe(32) for _ in range(3)))


def is_safe(url: str) -> bool:
    """By TLS, or on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname or ""))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def discovered(issuer: str) -> dict[str, Any]:
    """What it says of itself."""
    found = _answer(Request(issuer.rstrip("/") + KNOWN))  # noqa: S310 (`_answer` looks)
    if found.get("issuer") != issuer:
        raise Untrue(f"it calls itself {found.get('issuer')}")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not all(isinstance(found.get(name), str) and is_safe(found[name]) for name in needed):
        raise Untrue("it doesn't say where to ask")
    return found


def address(client: Client, asked: Asked, *, anew: bool = False, scopes: Collection[str] = ()) -> str:
    """Where somebody signs in there; `anew`: even if they are signed in. Of `scopes` those that it lists; not
    each lists the one for a lasting token."""
    known = discovered(client.issuer)
    listed = [one for one in scopes if one == OFFLINE or one in (known.get("scopes_supported") or ())]
    challenge = urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": client.back,
        "scope": " ".join(dict.fromkeys(("openid", "email", "profile", *listed))),
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    query |= {"prompt": "login", "max_age": "0"} if anew else {}
    there = known["authorization_endpoint"]
    return f"{there}{'&' if '?' in there else '?'}{urlencode(query)}"


def came(client: Client, asked: Asked, code: str, needs: Collection[str] = ("email",)) -> Came:
    """Who it is, by the code that they came back with. What is needed and isn't in the token may be in what
    the issuer tells of them beside."""
    known = discovered(client.issuer)
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.back,
        "code_verifier": asked.verifier,
    }
    given = _tokens(client, body, known)
    refresh_token = str(given.get("refresh_token") or "")
    token = _looked_at(client, asked, str(given.get("id_token", "")), known)
    has_all = all(told(token, name) is not None for name in needs)
    if has_all or not is_safe(known.get("userinfo_endpoint", "")):
        return Came(token, refresh_token)
    bearer = {"Authorization": f"Bearer {given.get('access_token', '')}"}
    more = _answer(Request(known["userinfo_endpoint"], headers=bearer))  # noqa: S310
    if more.get("sub") != token["sub"]:
        raise Untrue("it tells of somebody else")
    return Came(more | token, refresh_token)


def refreshed(client: Client, token: str, known: Mapping[str, Any]) -> str:
    """What to ask with the next time. Raises Untrue with `ENDED`: who it was given to is signed out there.
    `known`: what the issuer says of itself."""
    body = {"grant_type": "refresh_token", "refresh_token": token}
    given = _tokens(client, body, known)
    return str(given.get("refresh_token") or token)


def logout(client: Client, token: str) -> Logout:
    """What an issuer says by OpenID Connect Back-Channel Logout 1.0. What can't be meant for us is refused
    before its keys are asked for."""
    import jwt

    try:
        _meant_for(client, jwt.decode(token, options={"verify_signature": False}))
        keys = _keys_lately(client.issuer, jwt.get_unverified_header(token).get("kid"))
    except (jwt.PyJWTError, RecursionError) as error:
        raise Untrue(str(error)) from error
    found = _decoded(client, token, keys, ["iss", "aud", "iat", "jti"])
    if int(found["iat"]) < time.time() - OLDEST.total_seconds():
        raise Untrue("it is old")
    if "nonce" in found:
        raise Untrue("it is an id token")
    events = found.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(SIGNED_OUT), dict):
        raise Untrue("it is no logout")
    said = [found.get(name) or "" for name in ("jti", "sub", "sid")]
    if not all(isinstance(one, str) for one in said) or not said[0] or not (said[1] or said[2]):
        raise Untrue("it doesn't say whose")
    return Logout(*said)


def _meant_for(client: Client, said: Mapping[str, Any]) -> None:
    audience = said.get("aud")
    if said.get("iss") != client.issuer:
        raise Untrue("it is of another issuer")
    if client.id not in (audience if isinstance(audience, list) else [audience]):
        raise Untrue("it is for somebody else")


def told(claims: Mapping[str, Any], path: str) -> Any:
    """A claim by its whole name, which may be an address, else by a path with dots. None: it isn't there."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _tokens(client: Client, body: dict[str, str], known: Mapping[str, Any]) -> dict[str, Any]:
    headers = {"Accept": "application/json"}
    if "client_secret_basic" in known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(client.id, safe='')}:{quote(client.secret, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        body |= {"client_id": client.id, "client_secret": client.secret}
    return _answer(Request(known["token_endpoint"], urlencode(body).encode(), headers))  # noqa: S310


_held: dict[str, tuple[float, Any]] = {}  # by issuer: when its keys were asked for, and what it said


def _keys_lately(issuer: str, kid: str | None) -> Any:
    """Anybody can send a logout: that mustn't ask the issuer each time."""
    at, keys = _held.get(issuer, (-math.inf, None))
    has = keys is not None and any(one.get("kid") == kid for one in keys["keys"])
    if time.monotonic() - at > (KEYS_HELD if has else KEYS_ANEW):
        _held[issuer] = time.monotonic(), keys
        keys = _keys(discovered(issuer))
        _held[issuer] = time.monotonic(), keys
    if keys is None:
        raise Unreachable("it couldn't be asked a moment ago")
    return keys


def _keys(known: Mapping[str, Any]) -> dict[str, Any]:
    found = _answer(Request(known["jwks_uri"]))  # noqa: S310
    listed = found.get("keys")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Untrue("its keys can't be read")
    return found


def _decoded(client: Client, token: str, keys: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    import jwt  # brings cryptography, which most processes don't need

    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = next(one for one in jwt.PyJWKSet.from_dict(keys).keys if kid is None or one.key_id == kid)
        checks: dict[str, Any] = {"audience": client.id, "issuer": client.issuer, "leeway": LEEWAY}
        options: Any = {"require": needed}
        found: dict[str, Any] = jwt.decode(token, key, list(SIGNED_BY), options=options, **checks)
    except (jwt.PyJWTError, StopIteration) as error:
        raise Untrue(str(error) or "no key of it signed this") from error
    return found


def _looked_at(client: Client, asked: Asked, token: str, known: Mapping[str, Any]) -> dict[str, Any]:
    found = _decoded(client, token, _keys(known), ["iss", "sub", "aud", "exp", "iat"])
    if not secrets.compare_digest(str(found.get("nonce", "")).encode(), asked.nonce.encode()):
        raise Untrue("it answers another question")
    if len(found["sub"]) > LONGEST_SUBJECT:
        raise Untrue("its name for somebody is too long")
    return found


def _why(error: Exception) -> str:
    """In words: URLError has the system's error inside, a certificate says itself what is wrong with it."""
    if isinstance(error, ValueError):
        return NOTHING
    within = getattr(error, "reason", error)
    told = getattr(within, "verify_message", None) or getattr(within, "strerror", None)
    return str(told or within)


def _said(error: HTTPError) -> str:
    try:
        found = json.loads(error.read(LONGEST))
    except (OSError, HTTPException, ValueError):
        return ""
    return str(found.get("error", "")) if isinstance(found, dict) else ""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """What was looked at is what is asked."""


def _answer(request: Request) -> dict[str, Any]:
    if not is_safe(request.full_url):
        raise Untrue("it isn't asked by https")
    request.add_header("User-Agent", "Holdfast")
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
            text = answer.read(LONGEST + 1)
            if len(text) > LONGEST:
                raise Untrue("it says more than anybody reads")
            found = json.loads(text)
    except HTTPError as error:
        words = f"it says {error.code}"
        if error.code >= 500 or error.code == 404:  # noqa: PLR2004
            raise Unreachable(words) from error
        raise Untrue(words, _said(error)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_why(error)) from error
    if not isinstance(found, dict):
        raise Unreachable(NOTHING)
    return found
