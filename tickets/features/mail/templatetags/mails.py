"""Whether the desk has a list of mails at all."""

from typing import Any

from django import template

from tickets import letters
from tickets.features.mail import compose, kept
from tickets.people import access

register = template.Library()


@register.simple_tag
def mails_are_there(user: Any) -> bool:
    """Where mail neither goes out nor comes in there is none, but what came before that was so."""
    if not access.is_agent(user):
        return False
    return letters.can_be_sent() or compose.answers_arrive() or kept.some_wait(access.person_of(user))
