"""The browsers that agents want to be reached in. Synchronous; raises Refused."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib.sessions.models import Session
from django.utils import timezone

from tickets.database import transaction
from tickets.features.notifications import deciding, keys, places, pushing
from tickets.features.notifications.models import Device, Preference
from tickets.features.notifications.wishes import Wishes
from tickets.outside.addresses import NotAllowed
from tickets.people import access
from tickets.people.models import User
from tickets.refusals import Refused

MOST: Final = 10  # of one agent: the newest


def state(user: int) -> dict[str, Any]:
    devices = [
        {"endpoint": one.endpoint, "service": urlsplit(one.endpoint).hostname, "failed": one.failed}
        for one in Device.objects.filter(user=user).order_by("-pk")
    ]
    return {"wishes": deciding.shown_to(user).model_dump(), "key": keys.public(), "devices": devices}


def add(user: int, endpoint: str, key: str, secret: str, session: str = "") -> None:
    """It may have been somebody else's, who signed in there before. The desk says with each page that it is
    still there: whether pushes arrive is not known anew by that."""
    must_be_a_browser(endpoint, key, secret)
    with transaction():
        _must_be_there(session)
        given = {"user_id": user, "key": key, "secret": secret}
        if Device.objects.filter(endpoint=endpoint, **given).update(session=session):
            return
        more = {**given, "session": session, "failed": "", "failing_since": None}
        Device.objects.update_or_create(endpoint=endpoint, defaults=more)
        newest = Device.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:MOST]
        Device.objects.filter(user=user).exclude(pk__in=list(newest)).delete()


def _must_be_there(session: str) -> None:
    """Whoever signs out meanwhile comes after this, and takes it away."""
    if session and not Session.objects.select_for_update().filter(session_key=session).exists():
        raise Refused("signed_out", "Sign in again.")


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


# — they go with the sign-in, but stay when it runs out —


def session_ended(instance: Session, **_: Any) -> None:
    """By signing out there, or from elsewhere."""
    if instance.expire_date > timezone.now():
        Device.objects.filter(session=instance.session_key).delete()


def all_ended(user: User, but: str, **_: Any) -> None:
    """Those that ran out, too."""
    theirs = Device.objects.filter(user=user)
    (theirs.exclude(session=but) if but else theirs).delete()


def agent_saved(instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    """A new password ends every sign-in, and so does it to let somebody go."""
    is_new = instance._password is not None  # type: ignore[attr-defined]  # until it is saved
    is_none = "password" in (update_fields or ()) and not instance.has_usable_password()
    if not created and (is_new or is_none or not access.is_agent(instance)):
        Device.objects.filter(user=instance).delete()


def resting_on(session: str) -> Callable[[str], None]:
    """Before the session gets another key, and they go with the old one: what takes them along."""
    return partial(_follow, list(Device.objects.filter(session=session)))


def _follow(devices: list[Device], session: str) -> None:
    for device in devices:
        device.session = session
    Device.objects.bulk_create(devices, ignore_conflicts=True)


def test(user: int) -> None:
    if not Device.objects.filter(user=user).exists():
        raise Refused("not_found", "No browser of yours can be reached.")
    with transaction():
        pushing.push(user, {"kind": pushing.TEST})
