"""Pages that are the same for everybody: each is compressed as far as Brotli can, once. A page that has a
secret in it, or what its reader said, goes by Django's `gzip_page`, which blurs its length."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final

import brotli  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page

PAGES: Final = 64  # of each site, in each of its languages: those that were read last
TAKES_BROTLI: Final = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
View = Callable[..., HttpResponse]


def same_for_all(view: View) -> View:
    @wraps(view)
    def compressed(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        patch_vary_headers(answer, ("Accept-Encoding",))
        if TAKES_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            answer.content = _as_small_as_can_be(answer.content)
            answer["Content-Encoding"] = "br"
        return answer

    return gzip_page(compressed)


@lru_cache(maxsize=PAGES)
def _as_small_as_can_be(page: bytes) -> bytes:
    """Some 40 ms at the first time."""
    small: bytes = brotli.compress(page, mode=brotli.MODE_TEXT)
    return small
