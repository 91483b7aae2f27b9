"""The address of the file that a customer asked for: who may read their conversation, and no agent."""

from typing import IO

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from tickets.api_answers import refusal
from tickets.audit import log
from tickets.database import in_database
from tickets.features.privacy import asking, exports, handing
from tickets.features.privacy.models import Export
from tickets.people import callers
from tickets.refusals import Refused


@require_safe
async def data(request: HttpRequest, ticket: str) -> HttpResponseBase:
    try:
        return handing.answer(*await in_database(_found, request, ticket))
    except Refused as refused:
        answer = refusal(refused)
        answer["Cache-Control"] = "no-store"
        return answer


def _found(request: HttpRequest, ticket: str) -> tuple[Export, IO[bytes]]:
    export = asking.handed(callers.seat(request, ticket))
    return export, exports.opened(export, log.Actor(None, f"#{export.contact}"))
