"""A site vouches for its visitors, and nobody else does."""

import base64
import hashlib
import hmac
import time
from typing import Any

import jwt
import pytest

from tickets.features.sites.identity import Identity, verified
from tickets.features.sites.models import Site
from tickets.features.sites.tests.conftest import Sign
from tickets.refusals import Refused


def refused(site: Site, token: str) -> str:
    with pytest.raises(Refused) as refusal:
        verified(site, token)
    assert refusal.value.code == "forbidden"
    return refusal.value.message


def test_what_it_says_of_them(shop: Site, signed: Sign) -> None:
    told = signed(name="Carla", email="carla@example.com")
    assert verified(shop, told) == Identity("7", "Carla", "carla@example.com")
    assert verified(shop, signed()) == Identity("7")


def test_a_rotated_secret_holds_until_the_next(shop: Site, signed: Sign) -> None:
    told = signed()
    shop.rotate()
    assert verified(shop, told).sub == "7"
    assert verified(shop, signed(shop.secret)).sub == "7"
    shop.rotate()
    assert "signed" in refused(shop, told)


def test_a_site_without_a_former_secret_takes_no_empty_one(shop: Site, signed: Sign) -> None:
    assert shop.former_secret == ""
    assert "signed" in refused(shop, _with_no_key(signed()))


def _with_no_key(token: str) -> str:
    """Its claims, as if somebody had signed them with an empty secret."""
    signed, _, _ = token.rpartition(".")
    signature = hmac.new(b"", signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def test_another_sites_token_opens_nothing(shop: Site, bank: Site, signed: Sign) -> None:
    assert "signed" in refused(bank, signed())
    assert "signed" in refused(shop, signed(bank.secret))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é" * 10, "x" * 10_000])
def test_what_is_no_token(shop: Site, token: str) -> None:
    refused(shop, token)


def test_no_other_algorithm(shop: Site, signed: Sign) -> None:
    refused(shop, signed(algorithm="HS512"))
    claims = {"sub": "7", "iat": int(time.time()), "exp": int(time.time()) + 60}
    refused(shop, jwt.encode(claims, None, algorithm="none"))  # type: ignore[arg-type]


NOW = int(time.time())  # when the file was read: a whole suite may come before its stories


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": NOW - 120},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": " "},
        {"sub": 7},
        {"sub": "x" * 181},
        {"iat": NOW, "exp": NOW + 24 * 3600 + 1},
        {"iat": NOW + 3600, "exp": NOW + 7200},
        {"nbf": NOW + 3600},
        {"name": " "},
        {"name": 7},
        {"name": "x" * 81},
        {"email": "carla"},
        {"email": 7},
        {"aud": "another service"},
    ],
    ids="_".join,
)
def test_what_it_may_not_say(shop: Site, signed: Sign, claims: dict[str, Any]) -> None:
    refused(shop, signed(**claims))


def test_numbers_as_text_are_numbers(shop: Site, signed: Sign) -> None:
    assert verified(shop, signed(iat=str(NOW), exp=str(NOW + 3600))).sub == "7"
    refused(shop, signed(iat=str(NOW), exp=str(NOW + 24 * 3600 + 1)))
