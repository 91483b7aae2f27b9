"""An agent's saved views, as the sidebar links to them."""

from typing import Any

from django import template

from tickets.features.saved_views import saved
from tickets.people import access

register = template.Library()


@register.simple_tag
def saved_views_of(user: Any) -> list[dict[str, Any]]:
    return [saved.told(view) for view in saved.of(access.person_of(user))] if access.is_agent(user) else []
