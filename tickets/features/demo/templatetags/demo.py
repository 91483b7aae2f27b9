"""Whether the desk says that some of what it shows is made up."""

from django import template
from django.template import Context

from tickets.features.demo import making

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_is_there(context: Context) -> bool:
    """For who is signed in."""
    return bool(context["user"].is_authenticated and making.is_there())
