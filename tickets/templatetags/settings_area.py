"""The navigation of the desk's settings."""

from collections.abc import Sequence
from typing import Any

from django import template

from tickets.settings import pages

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_pages(context: dict[str, Any]) -> Sequence[pages.Page]:
    """Those that the reader may open: all or none."""
    return pages.every() if pages.may(context.get("user")) else ()
