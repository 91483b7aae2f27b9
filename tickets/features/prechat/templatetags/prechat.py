"""What a start page asks."""

from typing import Any

from django import template

from tickets.features.prechat import questions
from tickets.features.prechat.rules import Asked

register = template.Library()


@register.simple_tag(takes_context=True)
def prechat_questions(context: dict[str, Any]) -> list[Asked]:
    """Of the page's site, or of the desk's own, as they were a moment ago. While the database is away the
    page stands as it did: what is needed is asked for when it is sent."""
    site = context.get("site")
    return questions.of_site(site.key if site else "", questions.lately.get())
