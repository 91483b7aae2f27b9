"""What the log says of routing on paper, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

Told = Mapping[str, Any]


def vanished(event: Told) -> str:
    return _("%(name)s's line broke; a colleague takes over") % {"name": event["data"]["name"]}


def reminded(_event: Told) -> str:
    return _("The customer waits: whose conversation this is was reminded")
