"""Where this desk answers, for a page to compare with where it was opened."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def public_origins() -> str:
    return " ".join(settings.PUBLIC_ORIGINS)
