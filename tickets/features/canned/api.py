"""Canned replies by HTTP."""

import hashlib
import json
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Status
from pydantic import AfterValidator, ConfigDict, Field, Strict, StringConstraints

from tickets.api_answers import PROBLEMS
from tickets.database import in_database
from tickets.described import Described
from tickets.features.canned import replies, reply_files
from tickets.features.canned.models import ReplyFile
from tickets.features.canned.replies import Scope
from tickets.people import callers
from tickets.people.roles import Right
from tickets.wire import frames

router = Router(tags=["Canned replies"])

BY_AGENT: Final[dict[str, Any]] = {"security": [{"session": []}]}
TEXTS: Final = {"en": "Hello {customer.first_name|there}, your order {?number} is on its way."}
REPLY: Final[dict[str, Any]] = {
    "title": "On its way",
    "shortcut": "way",
    "texts": TEXTS,
    "scope": "team",
    "team": 3,
}

FILE: Final[dict[str, Any]] = {
    "id": "0f0f2c5e-6a52-4c5b-8f5e-3c6a6f0f9b11",
    "name": "terms.pdf",
    "size": 48_213,
    "state": "ready",
    "type": "application/pdf",
}
CONTENT: Final = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
CHUNK: Final = {"requestBody": {"required": True, **CONTENT}}
TEAM: Final[dict[str, Any]] = {"id": 3, "name": "Billing"}

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100),
    AfterValidator(frames.printable),
    AfterValidator(frames.visible),
]

LETTERS: Final = 40  # of a shortcut


def _short(shortcut: str) -> str:
    """In lower case, too, as it is kept: there one letter may be two."""
    if len(shortcut.lower()) > LETTERS:
        raise ValueError(f"has at most {LETTERS} letters")
    return shortcut


Shortcut = Annotated[str, StringConstraints(pattern=r"^[\w-]{0,40}$"), AfterValidator(_short)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class FileOfReply(Described):
    """One that goes with a reply."""

    model_config = ConfigDict(json_schema_extra={"examples": [FILE]})
    id: str
    """As it was brought."""
    name: str
    """As it is shown."""
    size: int
    """Bytes."""
    state: Literal["receiving", "checking", "ready", "refused"]
    """What becomes of it once it has arrived in full: only what is `ready` can be read."""
    type: str
    """By its first bytes, once all of it has arrived."""


class SavedReply(Described):
    """A reply as it is to be."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPLY]})
    title: Title
    """What it is found by."""
    texts: Annotated[dict[Language, frames.Body], Field(min_length=1, max_length=20)]
    """Language → text, with variables; the first one for all other languages."""
    shortcut: Shortcut = ""
    """One word that finds it at once: there is one of each in a scope."""
    scope: Scope = "own"
    """`own`: the agent's; `team`; `all`: everybody's."""
    team: int | None = None
    """Whose it is, where `scope` is `team`."""


class ReplyToSave(SavedReply):
    """A reply as it is to be, with its files."""

    files: Annotated[list[UUID], Field(max_length=50)] | None = None
    """Those that go with it, in this order, complete; without: as they are."""


class CannedReply(SavedReply):
    """A reply as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [REPLY | {"id": "5a0c1a52-64a4-4a3e-9a58-2d8a2f0f6c11", "uses": 7, "files": [FILE]}]
        },
    )
    id: str
    """Made by who wrote it."""
    uses: int
    """How often it was said."""
    files: list[FileOfReply]
    """Those that go with it."""


class OwnTeam(Described):
    """A team that the caller is in."""

    model_config = ConfigDict(json_schema_extra={"examples": [TEAM]})
    id: int
    """As a reply's `team`."""
    name: str
    """What it is called."""


class CannedReplies(Described):
    """Those that the caller may use, most used first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "replies": [
                        REPLY | {"id": "5a0c1a52-64a4-4a3e-9a58-2d8a2f0f6c11", "uses": 7, "files": [FILE]}
                    ],
                    "teams": [TEAM],
                    "files": 10,
                }
            ]
        },
    )
    replies: list[CannedReply]
    """The agent's own, those of their teams, and everybody's."""
    teams: list[OwnTeam]
    """The agent's, by name: for each of them replies can be saved."""
    files: int
    """How many can go with a reply; 0: no files are kept here."""


@router.get(
    "/canned",
    summary="List canned replies",
    response={200: CannedReplies, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def list_canned(request: HttpRequest) -> Any:
    """The agent's own replies, those of their teams, and everybody's, and which teams those are. With the
    `ETag` of before as `If-None-Match`: 304 if nothing has changed."""

    def read() -> dict[str, Any]:
        agent = callers.agent(request)
        return {"replies": replies.of(agent), "teams": replies.teams_of(agent), "files": reply_files.most()}

    answer = await in_database(read)
    etag = f'"{hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
    return JsonResponse(answer, headers={"ETag": etag})


@router.put(
    "/canned/{id}",
    summary="Save a canned reply",
    response={200: CannedReply, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def save_canned(request: HttpRequest, id: UUID, reply: ReplyToSave) -> Any:
    """A new one, or another in its place. A variable that there isn't is refused by its name (`variable`)."""

    def write() -> dict[str, Any]:
        return replies.save(callers.agent(request, Right.ANSWER), id, replies.Reply(**reply.model_dump()))

    return await in_database(write)


@router.delete(
    "/canned/{id}",
    summary="Delete a canned reply",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def delete_canned(request: HttpRequest, id: UUID) -> Any:
    """One that isn't there any more is no error."""
    await in_database(lambda: replies.delete(callers.agent(request, Right.ANSWER), id))
    return Status(204, None)


@router.post(
    "/canned/{id}/used",
    summary="Count a canned reply's use",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def count_canned(request: HttpRequest, id: UUID) -> Any:
    """It was said once more: those that are used most come first."""
    await in_database(lambda: replies.used(callers.agent(request, Right.ANSWER), id))
    return Status(204, None)


class BegunFile(Described):
    """A file that is to go with a reply."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "terms.pdf", "size": 48_213}]})
    name: Annotated[str, StringConstraints(min_length=1, max_length=1_000), AfterValidator(frames.printable)]
    """To be shown."""
    size: Annotated[int, Strict(), Field(ge=1, le=2**40)]
    """Bytes."""


class FileStands(FileOfReply):
    """Where an upload stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [FILE | {"offset": 48_213}]})
    offset: int
    """So many bytes have arrived and are on disk: where the next chunk goes."""


@router.put(
    "/canned/files/{id}",
    summary="Begin a canned reply's file",
    response={200: FileStands, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def begin_reply_file(request: HttpRequest, id: UUID, file: BegunFile) -> Any:
    """Or find it again: the answer says where to go on. Complete, it can be given to a reply (`files`); who
    gives it to none within a day loses it."""

    def write() -> ReplyFile:
        return reply_files.begin(callers.agent(request, Right.ANSWER), id, file.name, file.size)

    begun = await in_database(write)
    return await _stands(begun, await _have(begun))


@router.put(
    "/canned/files/{id}/content",
    summary="Upload a chunk of a canned reply's file",
    response={200: FileStands, **PROBLEMS},
    openapi_extra=BY_AGENT | CHUNK,
)
async def upload_reply_file(
    request: HttpRequest,
    id: UUID,
    offset: Annotated[int, Query(ge=0, description="Where it goes, which is the file's end so far.")],
) -> Any:
    """At the file's end: any other `offset` is `conflict`, with the right one."""
    data, request._body = request.body, b""  # else kept until Python looks for circles
    file = await in_database(lambda: reply_files.mine(callers.agent(request, Right.ANSWER), id))
    if file.state != ReplyFile.State.RECEIVING or file.agent_id is None:
        return await _stands(file, file.size)
    have = await reply_files.keeper().receive(file.agent_id, file.place, offset, data, file.size)
    return await _stands(file, have)


@router.get(
    "/canned/files/{id}/content",
    summary="Read a canned reply's file",
    response={200: None, **PROBLEMS},
    openapi_extra=BY_AGENT | {"responses": {200: {"description": "The file.", **CONTENT}}},
)
async def read_reply_file(request: HttpRequest, id: UUID) -> Any:
    """Its bytes: for who may use the reply, and for nobody else."""

    def read() -> ReplyFile:
        agent = callers.agent(request)
        return reply_files.to_read(agent, id, replies.seen_by(agent))

    file = await in_database(read)
    return await reply_files.keeper().answer(request, file.place, file.name, file.type)


async def _have(file: ReplyFile) -> int:
    is_coming = file.state == ReplyFile.State.RECEIVING
    return await reply_files.keeper().have(file.place) if is_coming else file.size


async def _stands(file: ReplyFile, have: int) -> dict[str, Any]:
    if have == file.size and file.state == ReplyFile.State.RECEIVING:
        file = await in_database(reply_files.complete, file)
    return reply_files.entry(file) | {"offset": have}
