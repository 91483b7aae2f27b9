"""What somebody does with an endpoint."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db.models.functions import Now

from tickets.features.webhooks import delivering, signing
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.outside import addresses
from tickets.outside.posting import Answer

MOST_SECRETS: Final = 2  # the new one, and the one that receivers still have
MOST_SHOWN: Final = 50


def add(url: str, kinds: Sequence[str]) -> Endpoint:
    """Raises NotAllowed."""
    addresses.place_of(url, settings.WEBHOOK_NETWORKS)
    return Endpoint.objects.create(url=url, kinds=list(kinds), secrets=[signing.new_secret()])


def test(endpoint: Endpoint) -> Answer:
    return delivering.test(endpoint)


def rotate(endpoint: Endpoint) -> str:
    endpoint.secrets = [signing.new_secret(), *endpoint.secrets][:MOST_SECRETS]
    endpoint.save(update_fields=["secrets"])
    newest: str = endpoint.secrets[0]
    return newest


def turn(endpoint: Endpoint, *, on: bool) -> None:
    off = {} if on else {"off_at": Now(), "off_for": "by hand"}
    Endpoint.objects.filter(pk=endpoint.pk).update(
        **{"off_at": None, "off_for": "", "failing_since": None} | off
    )


def newest(endpoint: Endpoint) -> Sequence[Delivery]:
    return list(endpoint.deliveries.select_related("event__ticket").order_by("-pk")[:MOST_SHOWN])
