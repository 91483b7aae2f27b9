"""Of the languages that a reader would like, the first that there are words in. Another Chinese is read in
`zh-hans`, another Portuguese in `pt-br`: Django's own rule."""

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def of_reader(request: HttpRequest, there: Collection[str], wanted: str = "") -> str | None:
    """One of those that are `there`: what is `wanted` of this page, then what the browser would like."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    names = (wanted, *(name for name, _ in accepted))
    return next((language for name in names if (language := known(name)) in there), None)


def known(name: str) -> str | None:
    try:
        return get_supported_language_variant(name)
    except LookupError:
        return None
