"""An export as an answer: piece by piece, never in memory as a whole."""

from collections.abc import AsyncIterator
from typing import IO, Final

from django.http import StreamingHttpResponse

from tickets.database import in_database
from tickets.features.privacy.models import Export

PIECE: Final = 256 * 1024  # bytes


def answer(export: Export, content: IO[bytes]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_pieces(content), content_type="application/zip")
    answer["Content-Length"] = export.size or 0
    answer["Content-Disposition"] = f'attachment; filename="person-{export.contact}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


async def _pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while piece := await in_database(content.read, PIECE):
            yield piece
    finally:
        content.close()
