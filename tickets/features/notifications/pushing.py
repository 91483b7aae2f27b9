"""A push on its way: one job for each browser, which is forgotten when its push service says it is gone."""

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tickets.conversation import kinds as events
from tickets.features.notifications import keys
from tickets.features.notifications.models import Device, Preference
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.outside import addresses, posting
from tickets.outside.posting import Answer

PUSH: Final = "push"
TEST: Final = "test"
TTL: Final = 3600  # seconds that a push service keeps it for a browser that is off
GONE: Final = (404, 410)
SHOWN: Final = 200  # characters
TRIES: Final = 4


def push(user: int, what: kinds.Args) -> None:
    """To all browsers of theirs. Within a transaction."""
    for device in Device.objects.filter(user=user).values_list("pk", flat=True):
        table.enqueue(PUSH, {"device": device, **what})


def send(args: kinds.Args) -> Callable[[], None] | None:
    """The job."""
    device = Device.objects.filter(pk=args["device"]).first()
    told = _told(device, args) if device else None
    if device is None or told is None:
        return None
    answer = post(device, json.dumps(told, ensure_ascii=False).encode())
    if answer.status in GONE:
        return partial(_forget, device)
    if not answer.is_good:
        why = f"{answer.status or answer.text}"[:200]
        Device.objects.filter(pk=device.pk).update(failed=why)
        raise RuntimeError(why)
    return partial(_arrived, device)


def post(device: Device, words: bytes) -> Answer:
    from tickets.features.notifications.encrypting import encrypted, proof

    try:
        place = addresses.place_of(device.endpoint, settings.WEBHOOK_NETWORKS)
    except addresses.NotAllowed as why:
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


def _forget(device: Device) -> None:
    Device.objects.filter(pk=device.pk).delete()


def _arrived(device: Device) -> None:
    if device.failed:
        Device.objects.filter(pk=device.pk).update(failed="")


SENDING: Final = kinds.Kind(PUSH, send, "push", tries=TRIES)
