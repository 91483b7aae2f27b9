"""A webhook that went off by itself: administrators read it on the Connections page, hear of it by `/readyz`,
and get one mail each, until somebody turns it on or says that it stays off."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.connections.troubles import Trouble
from tickets.features.webhooks import rules
from tickets.features.webhooks.models import Endpoint
from tickets.letters import Args, Letter
from tickets.people import access

LETTER: Final = "webhook-off"


def tell(endpoint: int) -> None:
    """Within the transaction that turned it off: that is once, however many deliveries fail at a time."""
    for user in access.configuring().exclude(email=""):
        letters.post(LETTER, user.email, {"endpoint": endpoint, "user": user.pk})


def look() -> Iterable[Trouble]:
    """A table of a few rows."""
    for endpoint in _off():
        said = f"webhook {endpoint.pk} is off: {endpoint.off_for}"
        yield Trouble("webhooks", "off", f"{_host(endpoint)} ({endpoint.off_for})", said)


def letter(args: Args) -> Letter | None:
    endpoint = _off().filter(pk=args["endpoint"]).first()
    if endpoint is None or not access.configuring().filter(pk=args["user"]).exists():
        return None
    language = str(settings.LANGUAGE_CODE)
    with translation.override(language):
        url = f"{settings.PUBLIC_URL}{reverse('settings-webhook', args=[endpoint.pk])}"
        told = {"host": _host(endpoint), "why": _(endpoint.off_for), "url": url, "language": language}
        text, html = (render_to_string(f"webhooks/off_letter.{form}", told) for form in ("txt", "html"))
        return Letter(_("A webhook was turned off"), text, html)


def _off() -> QuerySet[Endpoint]:
    return Endpoint.objects.filter(off_at__isnull=False).exclude(off_for=rules.BY_HAND).order_by("pk")


def _host(endpoint: Endpoint) -> str:
    """The rest of an address may be a key."""
    return urlsplit(endpoint.url).hostname or ""
