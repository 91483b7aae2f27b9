"""How many customers wait for an answer about their data."""

from typing import Any

from django import template

from tickets.features.privacy import deciding
from tickets.settings import pages

register = template.Library()


@register.simple_tag(takes_context=True)
def privacy_requests(context: dict[str, Any]) -> int:
    """For who may answer them."""
    return deciding.how_many() if pages.may(context.get("user")) else 0
