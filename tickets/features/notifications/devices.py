"""The browsers that agents want to be reached in. Synchronous; raises Refused."""

from collections.abc import Collection
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils import timezone

from tickets.database import transaction
from tickets.features.notifications import deciding, keys, places, pushing
from tickets.features.notifications.models import Device, Preference
from tickets.features.notifications.wishes import Wishes
from tickets.outside.addresses import NotAllowed
from tickets.refusals import Refused

MOST: Final = 10  # of one agent: the newest


def state(user: int) -> dict[str, Any]:
    devices = [
        {"endpoint": one.endpoint, "service": urlsplit(one.endpoint).hostname, "failed": one.failed}
        for one in Device.objects.filter(user=user).order_by("-pk")
    ]
    return {"wishes": deciding.shown_to(user).model_dump(), "key": keys.public(), "devices": devices}


def add(user: int, endpoint: str, key: str, secret: str) -> None:
    """It may have been somebody else's, who signed in there before."""
    must_be_a_browser(endpoint, key, secret)
    with transaction():
        more = {"user_id": user, "key": key, "secret": secret, "failed": "", "failing_since": None}
        Device.objects.update_or_create(endpoint=endpoint, defaults=more)
        newest = Device.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:MOST]
        Device.objects.filter(user=user).exclude(pk__in=list(newest)).delete()


def must_be_a_browser(endpoint: str, key: str, secret: str) -> None:
    from tickets.features.notifications.encrypting import as_bytes, public_key

    try:
        places.place_of(endpoint)
    except NotAllowed:
        raise Refused("bad_field", "`endpoint`: only https:// to a push service of PUSH_HOSTS.") from None
    try:
        public_key(key)
        as_bytes(secret)
    except ValueError:
        raise Refused("bad_field", "`key`, `secret`: no browser gave these.") from None


def reached(users: Collection[int]) -> list[int]:
    """Who is told by push now that a ticket is theirs."""
    found = set(Device.objects.filter(user__in=users, failed="").values_list("user", flat=True))
    if not found:
        return []
    kept = dict(Preference.objects.filter(pk__in=found).values_list("pk", "wishes"))
    now = timezone.now()
    return [one for one in found if Wishes.model_validate(kept.get(one) or {}).wants("assigned", now)]


def remove(user: int, endpoint: str) -> None:
    with transaction():
        Device.objects.filter(user=user, endpoint=endpoint).delete()


def test(user: int) -> None:
    if not Device.objects.filter(user=user).exists():
        raise Refused("not_found", "No browser of yours can be reached.")
    with transaction():
        pushing.push(user, {"kind": pushing.TEST})
