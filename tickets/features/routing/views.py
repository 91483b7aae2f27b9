"""The agents' page of who would get a ticket now; supervisors read there whose line broke, too."""

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tickets.features.routing import dry_run
from tickets.people import access
from tickets.people.roles import Right


@never_cache
@login_required
def who_is_next(request: HttpRequest) -> HttpResponse:
    if not access.is_agent(request.user):
        raise PermissionDenied
    teams = {str(team.pk): team for team in dry_run.teams()}
    team = teams.get(request.GET.get("team", ""))
    of = team.pk if team else None
    desk = async_to_sync(dry_run.desk_now)()
    person = access.person_of(request.user)  # type: ignore[arg-type]  # it is an agent
    told = {
        "name": person.name,
        "how": settings.ROUTING,
        "known": desk is not None,
        "lines": dry_run.lines(desk, of) if desk else [],
        "waiting": dry_run.unassigned(of, person.sight),
        "teams": list(teams.values()),
        "team": team,
        "broken": dry_run.broken() if person.may(Right.SEE_ALL) else (),
    }
    return render(request, "routing/who_is_next.html", told)
