"""Uploads: begin one, go on with it, ask where it stands, give it up."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import AfterValidator, Strict, StringConstraints

from tickets.api_answers import PROBLEMS, Problem
from tickets.database import in_database
from tickets.features.files import actions
from tickets.features.files.actions import Upload
from tickets.people import callers
from tickets.wire import frames

router = Router(tags=["files"])

EXAMPLE = "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01"
Id = Annotated[UUID, Path(description="made by whoever uploads", examples=[EXAMPLE])]
Ticket = Annotated[str, Path(description="its public id", examples=["9f86d081884c7d659a2feaa0c55ad015"])]
MORE_PROBLEMS: dict[Any, Any] = PROBLEMS | {frozenset({413, 507}): Problem}


class Begun(Schema):
    """A file that is to be uploaded."""

    id: UUID = Field(description="made by the caller: the same again is the same file", examples=[EXAMPLE])
    name: Annotated[
        str, StringConstraints(min_length=1, max_length=1_000), AfterValidator(frames.printable)
    ] = Field(description="to be shown; folders and tricks are taken out", examples=["screenshot.png"])
    size: Annotated[int, Strict()] = Field(ge=1, le=2**40, description="bytes", examples=[184_320])


class Stands(Schema):
    """Where an upload stands."""

    id: UUID = Field(examples=[EXAMPLE])
    name: str = Field(examples=["screenshot.png"])
    size: int = Field(description="bytes, as was said at the beginning", examples=[184_320])
    offset: int = Field(description="how much has arrived, and where the next chunk goes", examples=[65_536])
    state: Literal["receiving", "checking", "ready", "refused"] = Field(examples=["receiving"])


def _stands(upload: Upload) -> dict[str, Any]:
    return {name: getattr(upload, name) for name in ("id", "name", "size", "offset", "state")}


@router.post(
    "/tickets/{ticket}/files",
    response={201: Stands, **MORE_PROBLEMS},
    summary="Begin an upload",
    description="With a new `id` or again with the same: the answer says where to go on. Refused: "
    "`too_large`, `ticket_full`, `rate_limited`, `no_room`; `conflict` if the `id` is another file's.",
)
async def begin_file(request: HttpRequest, ticket: Ticket, file: Begun) -> Any:
    seat = await in_database(callers.seat, request, ticket)
    address = request.META.get("REMOTE_ADDR", "")
    return Status(201, _stands(await actions.begin(seat, file.id, file.name, file.size, address)))


@router.put(
    "/tickets/{ticket}/files/{id}",
    response={200: Stands, **MORE_PROBLEMS},
    summary="Upload a chunk",
    description="The body is the chunk, at most `limits.chunk` bytes. It goes to the file's end, which "
    "`offset` must name; any other is `conflict`, and says where the end is. Answered when it is on disk.",
    openapi_extra={
        "requestBody": {
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            "required": True,
        }
    },
)
async def upload_chunk(
    request: HttpRequest,
    ticket: Ticket,
    id: Id,
    offset: Annotated[int, Query(ge=0, description="where the chunk goes", examples=[65_536])],
) -> Any:
    seat = await in_database(callers.seat, request, ticket)
    return _stands(await actions.receive(seat, id, offset, request.body))


@router.api_operation(
    ["GET", "HEAD"],
    "/tickets/{ticket}/files/{id}",
    response={200: Stands, **MORE_PROBLEMS},
    summary="Where an upload stands",
    description="For who uploads it. `HEAD` has the offset in the header `Upload-Offset`, as `GET` has.",
)
async def look_at_file(request: HttpRequest, response: HttpResponse, ticket: Ticket, id: Id) -> Any:
    seat = await in_database(callers.seat, request, ticket)
    upload = await actions.look(seat, id)
    response["Upload-Offset"] = str(upload.offset)
    return _stands(upload)


@router.delete(
    "/tickets/{ticket}/files/{id}",
    response={204: None, **MORE_PROBLEMS},
    summary="Give up an upload",
    description="Of a file that wasn't sent yet, else `conflict`. What isn't there is given up already.",
)
async def cancel_file(request: HttpRequest, ticket: Ticket, id: Id) -> Any:
    await actions.cancel(await in_database(callers.seat, request, ticket), id)
    return Status(204, None)
