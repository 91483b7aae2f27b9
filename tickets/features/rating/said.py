"""What paper says of a rating, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def in_words(event: Mapping[str, Any]) -> str:
    told = {"name": event["author"]["name"], **event["data"]}
    line = _("%(name)s rated this conversation: %(score)s of %(of)s") % told
    return "\n".join(filter(None, (line, event["body"])))
