"""Finds people: by a name, an e-mail, a number, or one of their conversations."""

from typing import Final

from django.db.models import Count, Q, QuerySet

from tickets.models import Contact

MOST: Final = 20
LONGEST: Final = 18  # digits of a key


def exactly(who: str) -> list[Contact]:
    """A ticket's id, #number, or every contact of an e-mail: an address is what somebody typed."""
    who = who.strip()
    if not who:
        return []
    by = Q(tickets__public_id=who) | Q(email__iexact=who)
    if (number := _number(who)) is not None:
        by |= Q(pk=number)
    return list(Contact.objects.filter(by).distinct().order_by("pk"))


def like(text: str) -> QuerySet[Contact]:
    """For who looks for somebody: the newest first."""
    found = Q(name__icontains=text) | Q(email__icontains=text) | Q(tickets__public_id=text)
    if (number := _number(text)) is not None:
        found |= Q(pk=number)
    people = Contact.objects.filter(pk__in=Contact.objects.filter(found).values("pk"))
    return people.annotate(conversations=Count("tickets")).order_by("-pk")[:MOST]


def one(pk: int) -> Contact | None:
    return Contact.objects.filter(pk=pk).first()


def _number(text: str) -> int | None:
    digits = text.removeprefix("#")
    return int(digits) if text.startswith("#") and digits.isdecimal() and len(digits) <= LONGEST else None
