"""The websites that this desk serves, for whoever must know one: the seam between the feature that keeps
them and others. Without that feature there are none."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language

from tickets import languages


@dataclass(frozen=True, slots=True)
class Site:
    key: str  # stands in its pages
    name: str  # what customers read
    logo: str = ""  # an address
    accent: str = ""  # as in #0d6b5c
    greeting: str = ""
    position: str = "end"  # of a line, or "start"
    origins: tuple[str, ...] = ()  # where the chat may be embedded
    languages: tuple[str, ...] = ()  # none: all
    only_verified: bool = False
    is_on: bool = True  # else the chat shows nowhere on the website


Find = Callable[[str], Site | None]
Every = Callable[[], Sequence[Site]]
Places = Callable[[Collection[str]], Mapping[str, str]]
Opened = Callable[[str], Q]
_finds: list[Find] = []
_lists: list[tuple[Every, Places]] = []
_opened: list[Opened] = []


def found_by(find: Find) -> None:
    """By its key, one that is switched on; with none, the site of the desk's own pages. It is asked in the
    midst of an answer, so it waits for nobody."""
    if find not in _finds:
        _finds.append(find)


def listed_by(every: Every, places: Places) -> None:
    """On a database thread: all of them, that of the desk's own pages first; and in one query, of tickets by
    their public ids, at which site each was opened, if not on the desk's own pages."""
    if (every, places) not in _lists:
        _lists.append((every, places))


def opened_by(opened: Opened) -> None:
    """As a condition of queries for tickets: that they were opened at the site of this key."""
    if opened not in _opened:
        _opened.append(opened)


def find(key: str = "") -> Site | None:
    return next(filter(None, (find(key) for find in _finds)), None)


def language(request: HttpRequest, site: Site | None, wanted: str = "") -> str:
    """Of a page of this site: of those that it has what is `wanted`, or the reader's, or its first."""
    theirs = site.languages if site else ()
    there = theirs or (get_language() or settings.LANGUAGE_CODE, *dict(settings.LANGUAGES))
    return languages.of_reader(request, there, wanted) or there[0]


def every() -> Sequence[Site]:
    """On a database thread."""
    return [site for every, _ in _lists for site in every()]


def places(tickets: Collection[str]) -> Mapping[str, str]:
    """The key of each one's site. On a database thread. Raises DatabaseError before they could be read."""
    found = {ticket: key for _, places in _lists for ticket, key in places(tickets).items()}
    own = next((site.key for site in every()), "")  # which are read by now
    return {ticket: found.get(ticket, own) for ticket in tickets}


def opened_at_any(keys: Collection[str]) -> Q:
    """At any of these. Without the feature, none."""
    at = [_opened[0](key) for key in keys] if _opened else []
    return reduce(or_, at) if at else Q(pk__in=())


def opened_at(key: str) -> Q:
    """Tickets that were opened at this site. Without the feature, or a key, all."""
    return _opened[0](key) if key and _opened else Q()
