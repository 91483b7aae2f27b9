"""Whether the desk has a list of mails at all."""

from django import template
from django.conf import settings

from tickets.features.mail import compose, kept

register = template.Library()


@register.simple_tag
def mails_are_there() -> bool:
    """Where mail neither goes out nor comes in there is none, but what came before that was so."""
    return bool(settings.EMAIL_URL) or compose.answers_arrive() or kept.some_wait()
