"""Uploads: begin one, go on with it, ask where it stands, give it up."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status
from pydantic import AfterValidator, Field, Strict, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_CUSTOMER_OR_AGENT, Documented, DocumentedBody, example
from tickets.conversation.calls import at_seat
from tickets.features.files import actions, uploads
from tickets.features.files.turns import turns
from tickets.features.files.uploads import Upload
from tickets.wire import frames

router = Router(tags=["Files"])

ID: Final = "5b1c0d7e-2f7b-4f0e-8d1c-9a8b7c6d5e4f"
CHUNK: Final = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Id = Annotated[UUID, Path(description="The file's, as it was begun.")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=1_000), AfterValidator(frames.printable)]


class Begun(DocumentedBody):
    model_config = example(id=ID, name="screenshot.png", size=184_320)
    id: UUID
    """Made by the caller: the same again is the same file."""
    name: Name
    """To be shown; folders, and what turns the direction of writing, are taken out."""
    size: Annotated[int, Strict(), Field(ge=1, le=2**40)]
    """Bytes."""


class Stands(Documented):
    model_config = example(id=ID, name="screenshot.png", size=184_320, offset=65_536, state="receiving")
    id: UUID
    """The caller's."""
    name: str
    """As it is shown."""
    size: int
    """Bytes, as was said at the beginning."""
    offset: int
    """So many have arrived and are on disk: where the next chunk goes."""
    state: Literal["receiving", "checking", "ready", "refused"]
    """What becomes of it once it has arrived in full."""


def _stands(upload: Upload) -> dict[str, Any]:
    return {name: getattr(upload, name) for name in Stands.model_fields}


@router.post(
    "/tickets/{ticket}/files",
    summary="Begin an upload",
    response={201: Stands, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def begin_file(request: HttpRequest, ticket: str, file: Begun) -> Any:
    """Or find it again: the answer says where to go on. Once all of it has arrived, `files` of a message
    may name it."""
    address = request.META.get("REMOTE_ADDR", "")
    begun = await at_seat(request, ticket, uploads.begin, file.id, file.name, file.size, address)
    return Status(201, _stands(await actions.stands(begun)))


@router.put(
    "/tickets/{ticket}/files/{id}",
    summary="Upload a chunk",
    response={200: Stands, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT | CHUNK,
)
async def upload_chunk(
    request: HttpRequest,
    ticket: str,
    id: Id,
    offset: Annotated[int, Query(ge=0, description="Where it goes, which is the file's end so far.")],
) -> Any:
    """At the file's end: any other `offset` is `conflict`, with the right one. At most `limits.chunk` bytes;
    on disk when this is answered."""
    data = taken_out(request)
    async with turns.one():
        file = await at_seat(request, ticket, uploads.for_chunk, id, len(data))
        return _stands(await actions.receive(file, offset, data))


def taken_out(request: HttpRequest) -> bytes:
    """Its body. A request is in circles with what hangs on it, and would keep the body until Python
    next looks for such circles: hundreds of chunks."""
    data, request._body = request.body, b""
    return data


@router.api_operation(
    ["GET", "HEAD"],
    "/tickets/{ticket}/files/{id}",
    summary="Ask where an upload stands",
    response={200: Stands, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def look_at_file(request: HttpRequest, response: HttpResponse, ticket: str, id: Id) -> Any:
    """To who uploads it. The header `Upload-Offset` has the offset as well."""
    upload = await actions.stands(await at_seat(request, ticket, uploads.mine, id))
    response["Upload-Offset"] = str(upload.offset)
    return _stands(upload)


@router.delete(
    "/tickets/{ticket}/files/{id}",
    summary="Give up an upload",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def cancel_file(request: HttpRequest, ticket: str, id: Id) -> Any:
    """One that wasn't sent: what was sent is `conflict`. What isn't there is given up already."""
    await at_seat(request, ticket, uploads.cancel, id)
    return Status(204, None)
