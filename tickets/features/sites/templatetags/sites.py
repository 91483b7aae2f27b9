"""How a page of a site looks."""

from typing import Any

from django import template

from tickets.features.sites import known
from tickets.people import sites

register = template.Library()


@register.simple_tag(takes_context=True)
def site_here(context: dict[str, Any]) -> sites.Site | None:
    """Whose page this is: of the site that the page says, of its ticket's, or of the first."""
    return context.get("site") or known.site_of(context.get("ticket") or "")
