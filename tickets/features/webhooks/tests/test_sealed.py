"""An endpoint's secrets are sealed in the database, and what can't be opened signs nothing."""

from importlib import import_module

import pytest
from django.apps import apps
from pytest_django import Settings

from tickets.features.webhooks import delivering, endpoints
from tickets.features.webhooks.models import Endpoint
from tickets.features.webhooks.tests.conftest import Receiver
from tickets.people import sealing

pytestmark = pytest.mark.django_db


def stored() -> list[str]:
    return list(Endpoint.objects.values_list("secrets", flat=True).get())


def test_the_database_has_none_of_them(receiver: Receiver) -> None:
    made = endpoints.add(receiver.url, [])
    first = made.secrets[0]
    second = endpoints.rotated(made, endpoints.mark_of(made))
    assert all(text.startswith(sealing.SEALED) for text in stored())
    assert [sealing.opened(text) for text in stored()] == [second, first]
    assert Endpoint.objects.get().secrets == [second, first]
    assert delivering.test(Endpoint.objects.get()).status == 200
    assert receiver.took[0][0]["webhook-signature"].count("v1,") == 2


def test_with_another_key_nothing_is_sent_until_there_is_a_new_one(
    receiver: Receiver, settings: Settings
) -> None:
    endpoints.add(receiver.url, [])
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, []
    endpoint = Endpoint.objects.get()
    assert delivering.test(endpoint).text == delivering.UNREADABLE
    assert not receiver.took
    endpoints.rotated(endpoint, endpoints.mark_of(endpoint))
    assert delivering.test(Endpoint.objects.get()).status == 200


def test_what_stood_there_before_is_sealed_by_the_migration(receiver: Receiver) -> None:
    made = endpoints.add(receiver.url, [])
    secret = made.secrets[0]
    import_module("tickets.features.webhooks.migrations.0003_seal_secrets").seal(apps, None)
    assert stored()[0].startswith(sealing.SEALED)
    assert Endpoint.objects.get().secrets == [secret]
