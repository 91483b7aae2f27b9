"""In which language a site's chat is: as its page asks, or the reader's, of those that the site has."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from tickets.people.sites import Site


def of_chat(request: HttpRequest, site: Site) -> str:
    wanted = [request.GET.get("lang", "")]
    wanted += [name for name, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    found = (language for name in wanted if (language := _known(name)) and language in _of(site))
    return next(found, _of(site)[0])


def _of(site: Site) -> tuple[str, ...]:
    return site.languages or (get_language() or settings.LANGUAGE_CODE, *dict(settings.LANGUAGES))


def _known(name: str) -> str | None:
    try:
        return get_supported_language_variant(name)
    except LookupError:
        return None
