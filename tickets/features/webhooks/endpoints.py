"""What somebody does with an endpoint."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now

from tickets.audit import log
from tickets.conversation import kinds as events
from tickets.database import transaction
from tickets.features.webhooks import delivering, rules, signing
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.outside import addresses
from tickets.outside.posting import Answer
from tickets.people import access
from tickets.people.models import Team
from tickets.people.sites import every as every_site

MOST_SECRETS: Final = 2  # the new one, and the one that receivers still have
MOST_SHOWN: Final = 50


def add(
    url: str, kinds: Sequence[str], teams: Sequence[int] | None = None, sites: Sequence[str] | None = None
) -> Endpoint:
    """Raises NotAllowed."""
    addresses.place_of(url, settings.WEBHOOK_NETWORKS)
    with transaction():
        held_to = {"teams": teams or None, "sites": sites or None}
        secrets = [signing.new_secret()]
        made = Endpoint.objects.create(url=url, kinds=list(kinds), **held_to, secrets=secrets)
        log.note("webhook.added", url, after=_about(made))
    return made


def test(endpoint: Endpoint) -> Answer:
    return delivering.test(endpoint)


def mark_of(endpoint: Endpoint) -> str:
    """Which secret it has, for a page that doesn't show it."""
    return access.hash_of(newest_of(endpoint))[:16]


def newest_of(endpoint: Endpoint) -> str:
    """Empty: SECRET_KEY is another one than when it was made."""
    return next(iter(endpoint.secrets), "")


def rotated(endpoint: Endpoint, seen: str) -> str:
    """Its new secret, in place of that with the mark `seen`. An answer that is loaded again asks again: that
    changes nothing."""
    return rotate(endpoint) if mark_of(endpoint) == seen else newest_of(endpoint)


def rotate(endpoint: Endpoint) -> str:
    endpoint.secrets = [signing.new_secret(), *endpoint.secrets][:MOST_SECRETS]
    with transaction():
        endpoint.save(update_fields=["secrets"])
        log.note("webhook.rotated", endpoint.url)
    return newest_of(endpoint)


def turn(endpoint: Endpoint, *, on: bool) -> None:
    """Off, what waits is given up."""
    off = {} if on else {"off_at": Now(), "off_for": rules.BY_HAND}
    was_on = endpoint.off_at is None
    with transaction():
        Endpoint.objects.filter(pk=endpoint.pk).update(
            **{"off_at": None, "off_for": "", "failing_since": None} | off
        )
        if not on:
            delivering.give_up(endpoint.pk)
        log.note("webhook.turned", endpoint.url, before={"on": was_on}, after={"on": on})


def newest(endpoint: Endpoint) -> Sequence[Delivery]:
    return list(endpoint.deliveries.select_related("event__ticket").order_by("-pk")[:MOST_SHOWN])


def all_of_them() -> Sequence[Endpoint]:
    """Each with how many `wait`."""
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    return list(Endpoint.objects.annotate(wait=waiting).order_by("pk"))


def one(pk: int) -> Endpoint | None:
    return Endpoint.objects.filter(pk=pk).first()


def is_there(url: str) -> bool:
    return Endpoint.objects.filter(url=url).exists()


def kinds_of_events() -> Sequence[str]:
    """That may be chosen."""
    return sorted(events.names())


def change(
    endpoint: Endpoint,
    url: str,
    kinds: Sequence[str],
    teams: Sequence[int] | None = None,
    sites: Sequence[str] | None = None,
) -> None:
    """How long the address of before has failed says nothing of another. Raises NotAllowed."""
    addresses.place_of(url, settings.WEBHOOK_NETWORKS)
    before = {"url": endpoint.url} | _about(endpoint)
    endpoint.url, endpoint.kinds, endpoint.teams = url, list(kinds), teams or None
    endpoint.sites = sites or None
    with transaction():
        endpoint.save(update_fields=["url", "kinds", "teams", "sites"])
        if url != before["url"]:
            Endpoint.objects.filter(pk=endpoint.pk).update(failing_since=None)
        log.note("webhook.changed", endpoint.url, before=before, after={"url": url} | _about(endpoint))


def _about(endpoint: Endpoint) -> dict[str, Any]:
    """For the audit log."""
    names, of_sites = teams(), sites()
    return {
        "kinds": endpoint.kinds,
        "teams": [names.get(pk, f"#{pk}") for pk in endpoint.teams or ()],
        "sites": [of_sites.get(key, key) for key in endpoint.sites or ()],
    }


def sites() -> dict[str, str]:
    """That may be chosen: the name of each, by its key."""
    return {site.key: site.name for site in every_site()}


def teams() -> dict[int, str]:
    """That may be chosen, by name."""
    return dict(Team.objects.order_by("name").values_list("pk", "name"))


@transaction()
def remove(endpoint: Endpoint) -> None:
    log.note("webhook.removed", endpoint.url, before=_about(endpoint))
    endpoint.delete()


@transaction()
def again(endpoint: Endpoint, number: int) -> bool:
    """Send once more what was given up. False: there is no such one."""
    given_up = endpoint.deliveries.filter(pk=number, state=Delivery.State.GIVEN_UP)
    delivery = given_up.select_related("event").first()
    if delivery is None:
        return False
    given_up.update(state=Delivery.State.WAITING, attempts=0)
    delivering.again(delivery)
    return True
