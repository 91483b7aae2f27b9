"""Pages and probes: render, or ask one thing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page

from tickets import metrics as counted
from tickets import refusals
from tickets.api_answers import API, refusal
from tickets.connections import troubles
from tickets.connections.degraded import parts as degraded_parts
from tickets.conversation import on_paper, reactions
from tickets.conversation.rehearsal import rehearsal
from tickets.database import in_database, probe
from tickets.database_trouble import last
from tickets.jobs import table
from tickets.people import access, sites
from tickets.process import process
from tickets.refusals import Refused
from tickets.same_for_all import same_for_all
from tickets.wire.text import is_visible

LATE: Final = 60  # seconds that a job may be overdue
View = Callable[..., HttpResponse]


def in_a_language_of_the_site(view: View) -> View:
    """A customer's page, by the desk's own address."""

    @wraps(view)
    def shown(request: HttpRequest, **named: Any) -> HttpResponse:
        spoken = sites.language(request, sites.find())
        with override(spoken):
            answer = view(request, **named)
        answer["Content-Language"] = spoken
        return answer

    return shown


@same_for_all
@in_a_language_of_the_site
def start(request: HttpRequest) -> HttpResponse:
    site = sites.find()
    return render(request, "start/page.html", {"greeting": site.greeting if site else ""})


@same_for_all
@never_cache
@in_a_language_of_the_site
def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """The same shell for everybody of a site: the page itself learns from its address which ticket, and
    whether it opens."""
    return render(request, "conversation/page.html", {"ticket": ticket})


@gzip_page
@never_cache
@ensure_csrf_cookie
@login_required
def desk(request: HttpRequest, ticket: str | None = None) -> HttpResponse:
    if not request.user.is_staff:
        raise PermissionDenied
    if request.method == "POST":
        return _take_name(request)
    asks_name = not is_visible(request.user.get_full_name())
    told = {"ticket": ticket or "", "asks_name": asks_name, "name": access.person_of(request.user).name}
    return render(request, "desk/page.html", told)


def _take_name(request: HttpRequest) -> HttpResponse:
    """What customers call an agent, asked for at the first sign-in."""
    assert request.user.pk is not None
    access.rename(request.user.pk, request.POST.get("name", ""))
    return redirect("desk")


@never_cache
@ensure_csrf_cookie
@login_required
def connections(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "connections/page.html", {"name": access.person_of(request.user).name})


@gzip_page
@never_cache
@in_a_language_of_the_site
def ticket_on_paper(request: HttpRequest, ticket: str) -> HttpResponse:
    """The customer's: all that was said, ready to print."""
    visitor = access.visitor_of(request.session, request.user)
    return _on_paper(request, access.Visitor(tickets=visitor.tickets), ticket, notes=False)


@never_cache
@login_required
def desk_on_paper(request: HttpRequest, ticket: str) -> HttpResponse:
    """An agent's, with the internal notes if they are asked for."""
    if not access.is_agent(request.user):
        raise PermissionDenied
    visitor = access.visitor_of(request.session, request.user)
    address = request.META.get("REMOTE_ADDR") or ""
    agent = access.Visitor(visitor.agent, address=address)
    return _on_paper(request, agent, ticket, notes="notes" in request.GET)


def _on_paper(request: HttpRequest, visitor: access.Visitor, ticket: str, *, notes: bool) -> HttpResponse:
    try:
        seat = access.seat(visitor, ticket)
        paper = on_paper.whole(seat, notes=notes)
    except Refused as refused:
        raise Http404 from refused
    return render(request, "conversation/on_paper.html", paper | {"agents": seat.is_agent, "notes": notes})


def administration(request: HttpRequest) -> HttpResponse:
    """Django's own pages, for those who may do something there: an agent isn't led to an empty one."""
    if admin.site.has_permission(request) and not admin.site.get_app_list(request):
        raise PermissionDenied
    return admin.site.admin_view(admin.site.index)(request)


def not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check against forged forms said no."""
    origin = request.headers.get("Origin")
    if origin and origin not in settings.PUBLIC_ORIGINS:
        return _elsewhere(request, origin, status=403)
    without_cookie = settings.CSRF_COOKIE_NAME not in request.COOKIES
    return render(request, "403_csrf.html", {"without_cookie": without_cookie}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(API):
        return refusal(Refused("bad_frame", "There is no such address."))
    if isinstance(exception, DisallowedHost):
        return _elsewhere(request, f"{request.scheme}://{request.META.get('HTTP_HOST', '')}", status=400)
    return render(request, "400.html", status=400)


def _elsewhere(request: HttpRequest, here: str, status: int) -> HttpResponse:
    """The page was opened at an address that is none of ours, which has one reason in most cases."""
    told = {"here": here, "ours": settings.PUBLIC_ORIGINS, "path": request.get_full_path()}
    return render(request, "addresses/wrong_address.html", told, status=status)


@csrf_exempt  # what would say so in HTML
async def no_such_call(request: HttpRequest, call: str) -> JsonResponse:
    return refusal(refusals.no_such_call())


async def metrics(request: HttpRequest) -> HttpResponse:
    """What this process counts, for staff who look; scrapers have METRICS_PORT. Others: not here."""
    if not (await request.auser()).is_staff:
        raise Http404
    return HttpResponse(counted.exposition(), content_type=counted.CONTENT_TYPE)


async def healthz(request: HttpRequest) -> JsonResponse:
    """The process is up, with pages of this release."""
    return JsonResponse({"status": "up", "release": settings.RELEASE})


async def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve: 503 when it can't, else 200 with each degraded part named."""
    trouble = await _trouble_with_database()
    degraded = await process().state.degraded() | await _late_jobs() | await degraded_parts()
    degraded |= await _troubles()
    draining = process().state.draining
    ready = not trouble and not draining
    if trouble:
        degraded["database"] = trouble
    status = "draining" if draining else "ready" if ready else "not ready"
    return JsonResponse({"status": status, "degraded": degraded}, status=200 if ready else 503)


async def _late_jobs() -> dict[str, str]:
    try:
        late = await in_database(lambda: table.overdue() > LATE or reactions.overdue(LATE))
    except Refused:
        return {}  # that the database is away is said already
    return {"jobs": f"nothing done for {LATE} s: is `manage.py jobs` running?"} if late else {}


async def _troubles() -> dict[str, str]:
    """Of features. That the database is away is said already."""
    try:
        return {trouble.feature: trouble.said for trouble in await in_database(troubles.now)}
    except Refused:
        return {}


async def _trouble_with_database() -> str:
    """It can't be asked, or takes no writes; in words."""
    try:
        await in_database(probe)
    except Refused:
        return last.words
    return await rehearsal().trouble()
