"""A site's secrets are sealed in the database, and so in every backup; rotation and former keys go on."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from tickets.features.sites import kept
from tickets.features.sites.identity import verified
from tickets.features.sites.models import Site
from tickets.features.sites.tests.conftest import Sign
from tickets.people import sealing
from tickets.refusals import Refused


def stored(site: Site) -> tuple[str, str]:
    """As `values()` has them, which backups read."""
    return Site.objects.values_list("secret", "former_secret").get(pk=site.pk)


def now(site: Site) -> Site:
    return Site.objects.get(pk=site.pk)


def test_the_database_has_neither_secret(shop: Site) -> None:
    before = shop.secret
    anew = kept.rotated(shop.pk, kept.mark_of(shop))
    assert all(text.startswith(sealing.SEALED) for text in stored(shop))
    assert [sealing.opened(text) for text in stored(shop)] == [anew, before]
    again = Site.objects.get(pk=shop.pk)
    again.save()
    assert (again.secret, again.former_secret) == (anew, before)
    assert Site.objects.defer("secret").get(pk=shop.pk).secret == anew


def test_a_former_key_opens_until_it_is_thrown_away(shop: Site, signed: Sign, settings: Settings) -> None:
    token, secret = signed(), shop.secret
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [former]
    assert verified(now(shop), token).sub == "7"
    call_command("seal_secrets", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    assert now(shop).secret == secret
    assert verified(now(shop), token).sub == "7"


def test_with_another_key_nobody_is_vouched_for_and_nothing_is_lost(
    shop: Site, signed: Sign, settings: Settings
) -> None:
    token, former, before = signed(), settings.SECRET_KEY, stored(shop)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, []
    site = now(shop)
    for forged in (token, signed("x" * 64)):
        with pytest.raises(Refused, match="signed"):
            verified(site, forged)
    site.name = "Shop & Co"
    site.save()
    with pytest.raises(CommandError, match="can't be read"):
        call_command("seal_secrets", stdout=StringIO())
    assert stored(shop) == before
    settings.SECRET_KEY = former
    assert verified(now(shop), token).sub == "7"


def test_what_stood_there_before_is_sealed_by_the_migration(shop: Site) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sites_site SET secret = 'plain' WHERE id = %s", [shop.pk])
    assert now(shop).secret == "plain", "and read until then"
    import_module("tickets.features.sites.migrations.0004_seal_secrets").seal(apps, None)
    assert stored(shop)[0].startswith(sealing.SEALED)
    assert (now(shop).secret, stored(shop)[1]) == ("plain", "")
