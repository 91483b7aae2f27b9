"""The address of a file: who may read the message that it came with may read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from tickets.api_answers import refusal
from tickets.database import in_database
from tickets.features.files import reading, serving
from tickets.refusals import Refused


@require_safe
async def file(request: HttpRequest, ticket: str, id: UUID, variant: str) -> HttpResponseBase:
    try:
        found = await in_database(reading.variant, request, ticket, id, variant)
        return await serving.answer(request, found)
    except Refused as refused:
        answer = refusal(refused)
        answer["Cache-Control"] = "no-store"
        return answer
