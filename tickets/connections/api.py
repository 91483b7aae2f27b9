"""The figures of the Connections page, for agents."""

import asyncio
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Path, Router, Status

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import BY_AGENT
from tickets.connections import jobs, overview
from tickets.connections.schemas import Jobs, NewestMark, Overview
from tickets.connections.store import Told, report_store
from tickets.database import in_database
from tickets.liveness.marks import marks
from tickets.people import access, callers
from tickets.people.roles import Right
from tickets.process import process
from tickets.redis import RedisError
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.socket import held

router = Router(tags=["Connections"])

JobId = Annotated[int, Path(ge=1, lt=2**63)]  # what a row may have


@router.get(
    "/connections", summary="See every process", response={200: Overview, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def connections(request: HttpRequest, since: int = 0) -> Any:
    """Every process with its state, and points of the charts after `since` (milliseconds of Redis's time)."""
    await in_database(callers.agent, request)
    me = process().reporter
    away = {"now": 0, "redis": False, "processes": overview.rows({me.id: Told(me.report(), 0)})}
    about = {"me": me.id, "heartbeat": settings.HEARTBEAT_INTERVAL, "origins": settings.PUBLIC_ORIGINS}
    about |= {"address": _address(request)}
    try:
        now, told, histories = await report_store().reports(max(0, since - overview.GAP))
    except RedisError:
        return ready(about | away | {"points": overview.points([], since, 0)})
    points = await asyncio.to_thread(overview.points, histories.values(), since, now)
    return ready(about | {"now": now, "redis": True, "processes": overview.rows(told), "points": points})


def _address(request: HttpRequest) -> dict[str, Any]:
    """Who calls, as this process knows it, and whether it can tell visitors apart."""
    how = getattr(request, "scope", {}).get("forwarded", "none")
    seen = request.META.get("REMOTE_ADDR", "")
    return {"seen": seen, "how": how, "sockets": len(held), "addresses": held.keys}


@router.get(
    "/jobs", summary="See how late jobs are", response={200: Jobs, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def jobs_at_a_glance(request: HttpRequest) -> Any:
    """How late jobs and reactions are, in seconds, and the newest dead jobs. Not for a program that is
    held to some sites: these are everybody's."""

    def read() -> dict[str, Any]:
        access.must_see_every_site(callers.agent(request))
        return jobs.at_a_glance()

    return await in_database(read)


@router.post(
    "/jobs/{id}/again",
    summary="Try a dead job again",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def try_job_again(request: HttpRequest, id: JobId) -> Any:
    """It has all its tries anew. `not_found`: there is no such dead job; somebody else was first."""

    def give() -> None:
        access.must_see_every_site(callers.agent(request, Right.ANSWER))
        jobs.again(id)

    await in_database(give)
    return Status(204, None)


@router.get(
    "/connections/mark",
    summary="See a socket's last sign of life",
    response={200: NewestMark, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def mark(request: HttpRequest, process: frames.PublicId, socket: frames.PublicId) -> Any:
    """The newest tick, and the tick of the socket's last sign of life, as Redis has them."""
    await in_database(callers.agent, request)
    try:
        tick, mark = await marks().mark_of(process, socket)
    except RedisError:
        raise Refused("unavailable", "Redis can't be reached right now.", retry_after=2) from None
    return {"tick": tick, "mark": mark}
