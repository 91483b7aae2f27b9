"""What somebody does with an endpoint."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db.models.functions import Now

from tickets.audit import log
from tickets.database import transaction
from tickets.features.webhooks import delivering, signing
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.outside import addresses
from tickets.outside.posting import Answer

MOST_SECRETS: Final = 2  # the new one, and the one that receivers still have
MOST_SHOWN: Final = 50


def add(url: str, kinds: Sequence[str]) -> Endpoint:
    """Raises NotAllowed."""
    addresses.place_of(url, settings.WEBHOOK_NETWORKS)
    with transaction():
        made = Endpoint.objects.create(url=url, kinds=list(kinds), secrets=[signing.new_secret()])
        log.note("webhook.added", url, after={"kinds": made.kinds})
    return made


def test(endpoint: Endpoint) -> Answer:
    return delivering.test(endpoint)


def rotate(endpoint: Endpoint) -> str:
    endpoint.secrets = [signing.new_secret(), *endpoint.secrets][:MOST_SECRETS]
    with transaction():
        endpoint.save(update_fields=["secrets"])
        log.note("webhook.rotated", endpoint.url)
    newest: str = endpoint.secrets[0]
    return newest


def turn(endpoint: Endpoint, *, on: bool) -> None:
    off = {} if on else {"off_at": Now(), "off_for": "by hand"}
    was_on = endpoint.off_at is None
    with transaction():
        Endpoint.objects.filter(pk=endpoint.pk).update(
            **{"off_at": None, "off_for": "", "failing_since": None} | off
        )
        log.note("webhook.turned", endpoint.url, before={"on": was_on}, after={"on": on})


def newest(endpoint: Endpoint) -> Sequence[Delivery]:
    return list(endpoint.deliveries.select_related("event__ticket").order_by("-pk")[:MOST_SHOWN])
