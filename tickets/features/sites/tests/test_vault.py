"""The key by which a frame seals what it keeps in the website's storage."""

import pytest
from django.test import Client
from pytest_django import Settings

from tickets.features.sites.models import Site

pytestmark = pytest.mark.django_db(transaction=True)

MINE, OTHERS = "a1" * 32, "b2" * 32


def key(client: Client, site: str, secret: str) -> bytes:
    answer = client.get(f"/api/sites/{site}/vault-key", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200, answer.content
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/octet-stream", "no-store")
    assert not answer.cookies
    return bytes(answer.content)


def test_each_secret_has_its_own_at_each_site(client: Client, shop: Site, bank: Site) -> None:
    keys = [key(client, site.key, secret) for site in (shop, bank) for secret in (MINE, OTHERS)]
    assert [len(one) for one in keys] == [32] * 4
    assert len(set(keys)) == 4
    assert key(client, shop.key, MINE) == keys[0]


def test_another_desk_gives_another(client: Client, shop: Site, settings: Settings) -> None:
    ours = key(client, shop.key, MINE)
    settings.SECRET_KEY = "another" * 10
    assert key(client, shop.key, MINE) != ours


@pytest.mark.parametrize("secret", ["", "abc", MINE[:-1], "G" * 64, MINE + " " + MINE, "a" * 201])
def test_what_anybody_could_guess_has_none(client: Client, shop: Site, secret: str) -> None:
    answer = client.get(f"/api/sites/{shop.key}/vault-key", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_site_that_is_gone_has_none(client: Client, shop: Site) -> None:
    answer = client.get("/api/sites/0000/vault-key", headers={"Authorization": f"Bearer {MINE}"})
    assert answer.json()["code"] == "not_found"
