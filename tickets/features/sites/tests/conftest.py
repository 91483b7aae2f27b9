"""Two websites, and what they sign."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest

from tickets.features.sites import known
from tickets.features.sites.models import Site

Sign = Callable[..., str]


@pytest.fixture(autouse=True)
def _as_of_now() -> Iterator[None]:
    """No test knows the sites of another, whosever it is."""
    known.known.changed()
    yield
    known.known.changed()


@pytest.fixture
def shop(db: None) -> Site:
    return Site.objects.create(name="Shop", origins=["https://shop.example"])


@pytest.fixture
def bank(db: None) -> Site:
    return Site.objects.create(name="Bank")


@pytest.fixture
def signed(shop: Site) -> Sign:
    """By the shop, of now, unless said otherwise."""

    def sign(secret: str = "", algorithm: str = "HS256", **claims: Any) -> str:
        now = int(time.time())
        told = {"sub": "7", "iat": now, "exp": now + 3600} | claims
        whole = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(whole, secret or shop.secret, algorithm=algorithm)

    return sign
