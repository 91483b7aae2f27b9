"""Pages of agents: the mails that wait for somebody, and the whole of one."""

from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from tickets.features.mail import kept
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused


@never_cache
@login_required
def held(request: HttpRequest) -> HttpResponse:
    if not access.is_agent(request.user):
        raise PermissionDenied
    try:
        if request.method == "POST":
            _act(request)
            return redirect("held-mails")
    except (Refused, ValueError) as refused:
        return _list(request, str(refused), status=HTTPStatus.CONFLICT)
    return _list(request)


def _list(request: HttpRequest, refused: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    agent = access.person_of(request.user)  # type: ignore[arg-type]  # it is an agent's
    told = {"mails": kept.shown(agent), "refused": refused, "name": agent.name}
    return render(request, "mail/held.html", told, status=status)


def _act(request: HttpRequest) -> None:
    asked, agent = request.POST, access.person_of(request.user)  # type: ignore[arg-type]
    kept.act(agent, UUID(asked.get("id", "")), asked.get("act", ""), asked.get("ticket", "").strip()[:64])


@never_cache
@login_required
def whole(request: HttpRequest, ticket: str, id: UUID) -> HttpResponse:
    try:
        mail = kept.of_ticket(_seat(request, ticket), id)
    except Refused as refused:
        raise Http404 from refused
    return render(request, "mail/whole.html", {"mail": mail, "ticket": ticket})


@never_cache
@login_required
def part(request: HttpRequest, ticket: str, id: UUID, number: int) -> HttpResponse:
    """What it has attached: always as a download, of no type that a browser would show."""
    try:
        found = kept.part(_seat(request, ticket), id, number)
    except Refused as refused:
        raise Http404 from refused
    answer = HttpResponse(found.content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _seat(request: HttpRequest, ticket: str) -> Seat:
    """An agent's, whatever else this browser opens."""
    if not access.is_agent(request.user):
        raise PermissionDenied
    return access.seat(access.Visitor(access.visitor_of(request.session, request.user).agent), ticket)
