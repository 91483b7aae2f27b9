"""The page where an agent says how to hear it, and what makes the desk a program of its own: its manifest and
its service worker, which shows what is pushed, and a page where the desk can't be reached."""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import conditional_page

from tickets import letters
from tickets.features.notifications import away, off
from tickets.people import access, sites


@never_cache
@ensure_csrf_cookie
@login_required
def settings_page(request: HttpRequest) -> HttpResponse:
    if not access.is_agent(request.user):
        raise PermissionDenied
    person = access.person_of(request.user)  # type: ignore[arg-type]  # it is an agent's
    told = {"name": person.name, "username": person.username}
    more = {"mails": letters.can_be_sent(), "address": request.user.email}  # type: ignore[union-attr]
    return render(request, "notifications/settings.html", told | more)


@csrf_exempt
@never_cache
def off_page(request: HttpRequest, token: str) -> HttpResponse:
    """What a mail's link opens. Only a POST turns anything off: whoever looks through mails for viruses opens
    every link. A mail program posts by itself (RFC 8058), without a cookie, so what is signed is all that
    counts."""
    found = off.by(token)
    if found is None:
        return render(request, "notifications/off.html", {"said": "unknown"}, status=HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        off.turn_off(*found)
        return render(request, "notifications/off.html", {"said": "done"})
    return render(request, "notifications/off.html", {"kinds": found[1]})


def push_worker(request: HttpRequest) -> HttpResponse:
    """The customers', below /t/: it may see to what lies there. Asked for anew each time, or an old one
    stays."""
    return _worker(_script())


@conditional_page
def desk_worker(request: HttpRequest) -> HttpResponse:
    """Below /agent/."""
    return _worker(f"globalThis.away = {json.dumps(away.page())};\n{_script()}")


def _worker(script: str) -> HttpResponse:
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _script() -> str:
    path = finders.find("js/features/notifications/worker/push.js")
    assert path is not None
    return Path(path).read_text()


def desk_manifest(request: HttpRequest) -> HttpResponse:
    return _manifest(
        name="Holdfast",
        short_name="Holdfast",
        id="/agent/",
        start_url="/agent/",
        scope="/agent/",
        theme_color="#0d6b5c",
    )


def customers_manifest(request: HttpRequest) -> HttpResponse:
    """For iOS (js/features/notifications/home_screen.js). It names no page to begin with: that is the one
    that was put on the home screen."""
    site = sites.find()
    return _manifest(name=site.name if site and site.name else _("Support"), scope="/")


def _manifest(**of_it: str) -> HttpResponse:
    drawn = {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    picture = {"src": static("img/home.png"), "sizes": "512x512", "type": "image/png"}  # iOS takes no other
    told = of_it | {
        "display": "standalone",
        "background_color": "#fbfaf7",
        "icons": [drawn, drawn | {"purpose": "maskable"}, picture],
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})
