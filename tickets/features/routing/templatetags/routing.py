"""How this desk routes, for templates."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def routing() -> str:
    return settings.ROUTING
