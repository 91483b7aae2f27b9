"""The figures of the Connections page, for agents."""

import asyncio
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from tickets.api_answers import PROBLEMS
from tickets.connections import overview
from tickets.database import in_database
from tickets.liveness.marks import RedisError, Told, marks
from tickets.liveness.web import pulse
from tickets.people import callers
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.socket import held

router = Router()


@router.get("/connections", response={200: dict[str, Any], **PROBLEMS})
async def connections(request: HttpRequest, since: int = 0) -> Any:
    """Agents: every process with its state, and points of the charts after `since`."""
    await in_database(callers.agent, request)
    me = pulse().reporter
    away = {"now": 0, "redis": False, "processes": overview.rows({me.id: Told(me.report(), 0)})}
    about = {"me": me.id, "heartbeat": settings.HEARTBEAT_INTERVAL, "origins": settings.PUBLIC_ORIGINS}
    about |= {"address": _address(request)}
    try:
        now, told, histories = await marks().reports(max(0, since - overview.GAP))
    except RedisError:
        return about | away | {"points": overview.points([], since, 0)}
    points = await asyncio.to_thread(overview.points, histories.values(), since, now)
    return about | {"now": now, "redis": True, "processes": overview.rows(told), "points": points}


def _address(request: HttpRequest) -> dict[str, Any]:
    """Who calls, as this process knows it, and whether it can tell visitors apart."""
    how = getattr(request, "scope", {}).get("forwarded", "none")
    seen = request.META.get("REMOTE_ADDR", "")
    return {"seen": seen, "how": how, "sockets": len(held), "addresses": held.keys}


@router.get("/connections/mark", response={200: dict[str, Any], **PROBLEMS})
async def mark(request: HttpRequest, process: frames.PublicId, socket: frames.PublicId) -> Any:
    """Agents: the newest tick, and the tick of a socket's last sign of life, as Redis has them."""
    await in_database(callers.agent, request)
    try:
        tick, mark = await marks().mark_of(process, socket)
    except RedisError:
        raise Refused("unavailable", "Redis can't be reached right now.", retry_after=2) from None
    return {"tick": tick, "mark": mark}
