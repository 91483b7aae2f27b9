"""The script for other websites' pages, and the frame that it opens there. No view here knows who asks: what
a frame opens, it opens by the tokens that it brings."""

import hashlib
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tickets import languages
from tickets.features.widget import bundle
from tickets.people import sites
from tickets.people.sites import Site
from tickets.same_for_all import same_for_all

FRESH: Final = 300  # seconds that a browser keeps the script without asking


@require_safe
def launcher(request: HttpRequest) -> HttpResponse:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    spoken = _language(request)
    script = bundle.zipped(spoken) if zipped else bundle.script(spoken)
    etag = f'"{hashlib.sha256(script).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
        if zipped:
            answer["Content-Encoding"] = "gzip"
    answer["ETag"] = etag
    patch_vary_headers(answer, ("Accept-Encoding", "Accept-Language"))
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


def _language(request: HttpRequest) -> str:
    """The launcher is the same for all sites."""
    wanted = request.GET.get("lang", "")
    return languages.of_reader(request, dict(settings.LANGUAGES), wanted) or settings.LANGUAGE_CODE


@same_for_all
@require_safe
@xframe_options_exempt
def start(request: HttpRequest, site: str) -> HttpResponse:
    """Where a conversation begins."""
    return _framed(request, "widget/start.html", _found(site))


@same_for_all
@require_safe
@xframe_options_exempt
def chat(request: HttpRequest, site: str) -> HttpResponse:
    """A conversation: which one, says the page's own script."""
    return _framed(request, "widget/chat.html", _found(site))


def _found(key: str) -> Site:
    found = sites.find(key)
    if found is None:
        raise Http404
    return found


def _framed(request: HttpRequest, template: str, site: Site) -> HttpResponse:
    home = reverse("widget-start", args=[site.key])
    may = _ancestors(site)
    told = {"site": site, "framed": True, "home": home, "greeting": site.greeting, "ancestors": " ".join(may)}
    spoken = sites.language(request, site, request.GET.get("lang", ""))
    with override(spoken):
        answer = render(request, template, told)
    answer["Content-Language"] = spoken
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(answer, no_cache=True)
    _policy(answer, {"frame-ancestors": may})
    return answer


def _ancestors(site: Site) -> list[str]:
    """Pages of the site, and our own. A policy can't name an IPv6 address."""
    return [one for one in (*settings.PUBLIC_ORIGINS, *site.origins) if "[" not in one]


def _policy(answer: HttpResponse, replaced: dict[str, Any]) -> None:
    """What django-csp's decorators do for a policy that is known beforehand."""
    answer._csp_replace = replaced  # type: ignore[attr-defined]


@require_safe
def demo_shop(request: HttpRequest) -> HttpResponse:
    """Somebody else's page, with a strict policy of its own, that has the chat in it."""
    site = sites.find()
    if site is None:
        raise Http404
    desk = settings.PUBLIC_URL
    told = {"site": site, "script": desk + reverse("launcher")}
    answer = render(request, "widget/demo_shop.html", told)
    policy = {"default-src": ["'none'"], "style-src": ["'self'"], "script-src": [desk], "frame-src": [desk]}
    _policy(answer, policy | {"require-trusted-types-for": ["'script'"]})
    return answer
