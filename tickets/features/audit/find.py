"""Lines of the audit log: the newest first, by what was asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from tickets.audit.models import Line
from tickets.wire.stamps import stamp

PAGE: Final = 100
FIELDS: Final = ("at", "by", "address", "what", "about", "before", "after")


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty: anything. `text`: in who, about what, or the address."""

    what: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None  # that day, too


def lines(asked: Asked, below: int | None = None) -> QuerySet[Line]:
    found = Line.objects.order_by("-pk")
    if asked.what:
        found = found.filter(what=asked.what)
    if asked.text:
        by = Q(by__icontains=asked.text) | Q(about__icontains=asked.text)
        found = found.filter(by | Q(address__startswith=asked.text))
    if asked.since:
        found = found.filter(at__date__gte=asked.since)
    if asked.until:
        found = found.filter(at__date__lte=asked.until)
    return found.filter(pk__lt=below) if below else found


def page(asked: Asked, below: int | None = None) -> tuple[list[Line], bool]:
    found = list(lines(asked, below)[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def told(line: Line) -> dict[str, Any]:
    return {name: stamp(line.at) if name == "at" else getattr(line, name) for name in FIELDS}
