"""A push on its way: one job for each browser, which is forgotten when its push service says it is gone."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models.functions import Coalesce, Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets.conversation import kinds as events
from tickets.features.notifications import keys, places
from tickets.features.notifications.models import Device, Preference, Subscribed
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.outside import posting
from tickets.outside.addresses import NotAllowed
from tickets.outside.posting import Answer

PUSH: Final = "push"
TEST: Final = "test"
TTL: Final = 3600  # seconds that a push service keeps it for a browser that is off
GONE: Final = (404, 410)
SHOWN: Final = 200  # characters
TRIES: Final = 4
HOPELESS: Final = timedelta(days=14)  # in which none of those that were tried went


def push(user: int, what: kinds.Args) -> None:
    """To all browsers of theirs. Within a transaction."""
    for device in Device.objects.filter(user=user).values_list("pk", flat=True):
        table.enqueue(PUSH, {"device": device, **what})


def send(args: kinds.Args) -> Callable[[], None] | None:
    """The job."""
    device = Device.objects.filter(pk=args["device"]).first()
    told = _told(device, args) if device else None
    return deliver(device, told) if device and told else None


def deliver(device: Subscribed, told: dict[str, Any]) -> Callable[[], None] | None:
    """Raises RuntimeError: to be tried again."""
    answer = post(device, json.dumps(told, ensure_ascii=False).encode())
    if answer.status in GONE:
        return partial(_forget, device)
    if answer.is_good:
        return partial(_arrived, device)
    if _has_failed_for_long(device):
        return partial(_forget, device)
    why = f"{answer.status or answer.text}"[:200]
    since = Coalesce("failing_since", Now())
    type(device)._default_manager.filter(pk=device.pk).update(failed=why, failing_since=since)
    raise RuntimeError(why)


def post(device: Subscribed, words: bytes) -> Answer:
    from tickets.features.notifications.encrypting import encrypted, proof

    try:
        place = places.place_of(device.endpoint)
    except NotAllowed as why:
        return Answer(None, str(why), 0.0)
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(TTL),
        "Urgency": "high",
        "Authorization": proof(device.endpoint, keys.private(), _contact(), time.time()),
    }
    return posting.post(place, encrypted(words, device.key, device.secret), headers)


def _contact() -> str:
    """Whom a push service may ask. Some take no other address than https."""
    return settings.PUBLIC_URL if settings.HTTPS else f"mailto:{settings.MAIL_FROM}"


def _told(device: Device, args: kinds.Args) -> dict[str, Any] | None:
    wishes = Preference.objects.filter(pk=device.user_id).values_list("wishes", flat=True).first() or {}
    with translation.override(wishes.get("language") or settings.LANGUAGE_CODE):
        if args.get("kind") == TEST:
            return {"test": True, "title": _("This is a test"), "body": _("Notifications arrive here.")}
        ticket = Ticket.objects.select_related("contact").filter(pk=args["ticket"]).first()
        return _of(ticket, args, words=bool(wishes.get("words"))) if ticket else None


def _of(ticket: Ticket, args: kinds.Args, *, words: bool) -> dict[str, Any]:
    """What was written stays here, unless the agent wants to see it: it passes the browser's maker, unread,
    and stands on a locked screen."""
    said = ""
    if words:
        wrote = Event.objects.filter(ticket=ticket, seq=args["seq"], kind=events.MESSAGE).first()
        said = wrote.body[:SHOWN] if wrote else ""
    title = in_words(args["kind"], ticket.contact.name)
    return {"title": title, "body": said, "ticket": ticket.public_id}


def in_words(kind: str, customer: str) -> str:
    """What happened, in one line."""
    name = {"name": customer}
    lines = {
        "mine": _("%(name)s wrote") % name,
        "new": _("%(name)s waits for somebody") % name,
        "assigned": _("You were given the conversation with %(name)s") % name,
        "mentioned": _("A note about %(name)s names you") % name,
        "waiting": _("%(name)s is still waiting for an answer") % name,
    }
    return lines[kind]


def _has_failed_for_long(device: Subscribed) -> bool:
    return device.failing_since is not None and device.failing_since < timezone.now() - HOPELESS


def _forget(device: Subscribed) -> None:
    """Whatever it was subscribed for."""
    type(device)._default_manager.filter(endpoint=device.endpoint).delete()


def _arrived(device: Subscribed) -> None:
    if device.failed:
        type(device)._default_manager.filter(pk=device.pk).update(failed="", failing_since=None)


SENDING: Final = kinds.Kind(PUSH, send, "push", tries=TRIES)
