"""The agents' page of who would get a ticket now."""

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tickets.features.routing import dry_run
from tickets.people import access


@never_cache
@login_required
def who_is_next(request: HttpRequest) -> HttpResponse:
    if not access.is_agent(request.user):
        raise PermissionDenied
    desk = async_to_sync(dry_run.desk_now)()
    name = access.person_of(request.user).name  # type: ignore[arg-type]  # it is an agent's
    told = {
        "name": name,
        "how": settings.ROUTING,
        "known": desk is not None,
        "lines": dry_run.lines(desk) if desk else [],
        "waiting": dry_run.unassigned(),
    }
    return render(request, "routing/who_is_next.html", told)
