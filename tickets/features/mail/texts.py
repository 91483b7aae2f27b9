"""The desk's own words of mails to customers: kept by kind, language and site. Where there are none the
shipped ones are said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation

from tickets import letters
from tickets.database import transaction
from tickets.features.mail import compose, variables
from tickets.features.mail.models import Text
from tickets.letters import Letter, Wording
from tickets.models import Ticket
from tickets.people import sites


def wording(kind: str, ticket: Ticket, language: str) -> Wording:
    """The site's own before every site's."""
    here = sites.places([ticket.public_id])[ticket.public_id]
    found = Text.objects.filter(kind=kind, language=language, site__in={"", here}).order_by("-site").first()
    known = variables.of(ticket, compose.brand(ticket))
    return _filled(found, known) if found else Wording()


def _filled(text: Text, known: Mapping[str, str]) -> Wording:
    return Wording(*(variables.filled(words, known) for words in (text.opening, text.closing)))


def sample(text: Text) -> Letter:
    """As one would look."""
    site = sites.find(text.site) or sites.find()
    known = variables.values("Carla Muster", "42", "{ticket.subject}", site.name if site else "")
    with translation.override(text.language):
        return letters.samples()[text.kind](_filled(text, known))


def all_of_them() -> Sequence[Text]:
    return list(Text.objects.order_by("kind", "language", "site"))


def of(kind: str, language: str, site: str) -> Text:
    """What is kept, or an empty one."""
    named = {"kind": kind, "language": language, "site": site}
    return Text.objects.filter(**named).first() or Text(**named)


@transaction()
def keep(text: Text) -> None:
    """Empty: the shipped words again."""
    named: dict[str, Any] = {"kind": text.kind, "language": text.language, "site": text.site}
    if text.opening or text.closing:
        said = {"opening": text.opening, "closing": text.closing}
        Text.objects.update_or_create(**named, defaults=said)
    else:
        Text.objects.filter(**named).delete()
