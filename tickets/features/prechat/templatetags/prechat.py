"""What a start page asks."""

from typing import Any

from django import template
from django.utils.translation import get_language

from tickets.features.prechat import consents, questions
from tickets.features.prechat.rules import Asked

register = template.Library()


@register.simple_tag(takes_context=True)
def prechat_questions(context: dict[str, Any]) -> list[Asked]:
    """Of the page's site, or of the desk's own, as they were a moment ago. While the database is away the
    page stands as it did: what is needed is asked for when it is sent."""
    site = context.get("site")
    return questions.of_site(site.key if site else "", questions.lately.get())


@register.simple_tag(takes_context=True)
def prechat_consent(context: dict[str, Any]) -> dict[str, Any] | None:
    """What is agreed to there, in the page's language if it is written in it."""
    site = context.get("site")
    consent = consents.of_site(site.key if site else "", consents.lately.get())
    if consent is None:
        return None
    language, text = consents.in_words(consent, get_language() or "")
    return {"is": consent, "language": language, "text": text}
