"""A stored file as an answer: whole or a range, piece by piece, never in memory as a whole."""

import re
from collections.abc import AsyncIterator
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags

from tickets.features.files import storage
from tickets.features.files.disk import on_disk
from tickets.features.files.reading import Variant

PIECE: Final = 256 * 1024  # bytes
RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
Part = tuple[int, int]  # first byte, and the one behind the last

SAFE: Final = {
    # Stored by the browser of who may read it, and asked for each time whether that is still so.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}


async def answer(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Raises Refused."""
    headers = SAFE | {"ETag": variant.tag, "Content-Type": variant.type}
    if _is_known(request, variant.tag):
        return HttpResponse(status=304, headers=headers)
    size = await on_disk(storage.size, variant.stored)
    part = _asked(request, variant.tag, size)
    if part is None:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    return _part(request, variant, headers, part, size)


def _part(
    request: HttpRequest, variant: Variant, headers: dict[str, str], part: Part, size: int
) -> HttpResponseBase:
    start, end = part
    headers = headers | {"Content-Length": str(end - start)}
    as_attachment = not variant.ours or "download" in request.GET
    headers["Content-Disposition"] = content_disposition_header(as_attachment, variant.name) or "inline"
    if _is_partial(request, variant.tag):
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status = 206 if "Content-Range" in headers else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_pieces(variant.stored, start, end), status=status, headers=headers)


async def _pieces(name: str, start: int, end: int) -> AsyncIterator[bytes]:
    content = await on_disk(storage.stored().open, name)
    try:
        await on_disk(content.seek, start)
        while start < end and (piece := await on_disk(content.read, min(PIECE, end - start))):
            start += len(piece)
            yield piece
    finally:
        content.close()  # without a wait: who has gone cancels that


def _is_known(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or tag in {one.removeprefix("W/") for one in known}


def _asked(request: HttpRequest, tag: str, size: int) -> Part | None:
    """One range; of several, or of another version, all of it. None: it begins behind the end."""
    if not _is_partial(request, tag):
        return 0, size
    first, last = _range(request) or (0, None)
    if first is None:
        start, end = max(0, size - (last or 0)), size
    else:
        start, end = first, size if last is None else min(size, last + 1)
    return (start, end) if start < end else None


def _is_partial(request: HttpRequest, tag: str) -> bool:
    return _range(request) is not None and request.headers.get("If-Range", tag) == tag


def _range(request: HttpRequest) -> tuple[int | None, int | None] | None:
    """As asked for: (first byte, last), or (None, how many at the end)."""
    found = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not found or not any(found.groups()):
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    turned = first is not None and last is not None and last < first
    return None if turned else (first, last)
