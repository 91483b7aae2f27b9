"""In which language a site's chat is: as its page asks, or the reader's, of those that the site has."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from tickets import languages
from tickets.people.sites import Site


def of_chat(request: HttpRequest, site: Site) -> str:
    there = site.languages or (get_language() or settings.LANGUAGE_CODE, *dict(settings.LANGUAGES))
    return languages.of_reader(request, there, request.GET.get("lang", "")) or there[0]


def of_launcher(request: HttpRequest) -> str:
    """Its script is the same for all sites."""
    wanted = request.GET.get("lang", "")
    return languages.of_reader(request, dict(settings.LANGUAGES), wanted) or settings.LANGUAGE_CODE
