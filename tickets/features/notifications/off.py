"""The links by which an agent turns mails off: signed, good for these mails of theirs alone, and for ever."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.core import signing

from tickets.database import transaction
from tickets.features.notifications import defaults
from tickets.features.notifications.models import Preference
from tickets.features.notifications.wishes import MAIL_KINDS
from tickets.people import access

SALT: Final = "notifications off"

Off = tuple[int, list[str]]  # whose, and mails about what


def url_of(user: int, kinds: Iterable[str]) -> str:
    token = signing.dumps([user, sorted(set(kinds))], salt=SALT)
    return f"{settings.PUBLIC_URL}/agent/notifications/off/{token}/"


def headers(user: int, kinds: Iterable[str]) -> dict[str, str]:
    """For the button that mail programs show beside the sender (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{url_of(user, kinds)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def by(token: str) -> Off | None:
    """None: it was changed, or that agent has left."""
    try:
        user, kinds = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    known = [kind for kind in kinds if kind in MAIL_KINDS]
    return (user, known) if access.agents().filter(pk=user).exists() else None


@transaction()
def turn_off(user: int, kinds: Iterable[str]) -> None:
    Preference.objects.get_or_create(pk=user)
    kept = Preference.objects.select_for_update().get(pk=user)
    wishes = defaults.shown(user, kept.wishes)
    left = [kind for kind in wishes.mails if kind not in kinds]
    kept.wishes = wishes.model_copy(update={"mails": left}).model_dump()
    kept.save(update_fields=["wishes"])
