"""The twins of triage's frames, and the tags there are."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Strict

from tickets.api_answers import PROBLEMS
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.conversation.calls import write
from tickets.conversation.schemas import ID, Stored
from tickets.database import in_database
from tickets.features.triage import actions, tags
from tickets.features.triage.frames import Priority, Tagging, TagName, Until
from tickets.people import access, callers
from tickets.people.access import Person
from tickets.people.roles import Right

router = Router(tags=["Triage"])

T = TypeVar("T")
TAG: dict[str, Any] = {"id": 3, "name": "refund", "colour": "teal"}
Colour = Literal["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple"]


class TagsChange(Tagging, DocumentedBody):
    model_config = example(id=ID, add=["refund"], remove=["new"])
    id: UUID
    """Made by the caller: the same again is answered as the first time."""


class PriorityChange(DocumentedBody):
    model_config = example(id=ID, priority="high")
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    priority: Priority
    """What comes first on the desk."""


class SnoozeChange(DocumentedBody):
    model_config = example(id=ID, until="2026-11-23T08:00:00Z")
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    until: Until
    """A time to come, within a year; `reply`: until the customer writes; null: no longer."""


class SpamChange(DocumentedBody):
    model_config = example(id=ID, spam=True)
    id: UUID
    """Made by the caller: the same again is answered as the first time."""
    spam: Annotated[bool, Strict()]
    """Spam is resolved, and in no other view; what is none is open again."""


class TagChange(DocumentedBody):
    model_config = example(name="refund", colour="teal")
    name: TagName
    """What it is called from now on, in the log as well."""
    colour: Colour
    """In which it is shown."""


class TagMerge(DocumentedBody):
    model_config = example(into=4)
    into: Annotated[int, Strict()]
    """Another tag: whatever has this one has that one from now on."""


class Tag(Documented):
    model_config = example(**TAG)
    id: int
    """As events have it in their `data`."""
    name: str
    """What it is called."""
    colour: Colour
    """In which it is shown."""


class CountedTag(Tag):
    model_config = example(**TAG, tickets=12)
    tickets: int
    """How many have it."""


class AllTags(Documented):
    model_config = example(tags=[TAG | {"tickets": 12}])
    tags: list[CountedTag]
    """By name."""


@router.post(
    "/tickets/{ticket}/tags",
    summary="Tag a ticket",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def tag(request: HttpRequest, ticket: str, change: TagsChange) -> Any:
    """With all its tags, or with more and fewer. For agents: the twin of `tags`."""
    return Status(201, await write(request, ticket, actions.tagging, change.id, change))


@router.post(
    "/tickets/{ticket}/priority",
    summary="Set a ticket's priority",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def set_priority(request: HttpRequest, ticket: str, change: PriorityChange) -> Any:
    """For agents: the twin of `priority`."""
    return Status(201, await write(request, ticket, actions.prioritising, change.id, change.priority))


@router.post(
    "/tickets/{ticket}/snooze",
    summary="Snooze a ticket",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def snooze(request: HttpRequest, ticket: str, change: SnoozeChange) -> Any:
    """It is in no view but the snoozed ones until its time comes or the customer writes. For agents: the twin
    of `snooze`."""
    return Status(201, await write(request, ticket, actions.snoozing, change.id, change.until))


@router.post(
    "/tickets/{ticket}/spam",
    summary="Say that a ticket is spam",
    response={201: Stored, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def mark_spam(request: HttpRequest, ticket: str, change: SpamChange) -> Any:
    """Or that it is none. For agents: the twin of `spam`."""
    return Status(201, await write(request, ticket, actions.marking_spam, change.id, change.spam))


async def _by_agent(request: HttpRequest, work: Callable[[Person], T], right: Right = Right.ANSWER) -> T:
    def done() -> T:
        return work(callers.agent(request, right))

    return await in_database(done)


async def _by_who_sees_all(request: HttpRequest, work: Callable[[], T]) -> T:
    def done(agent: Person) -> T:
        access.must_see_all(agent)
        return work()

    return await _by_agent(request, done)


@router.get("/tags", summary="List the tags", response={200: AllTags, **PROBLEMS}, openapi_extra=BY_AGENT)
async def list_tags(request: HttpRequest) -> Any:
    """That tickets have or can be given. One is made by using it."""
    return {"tags": await _by_agent(request, tags.of_all, Right.NOTE)}


@router.put("/tags/{tag}", summary="Rename a tag", response={200: Tag, **PROBLEMS}, openapi_extra=BY_AGENT)
async def rename_tag(request: HttpRequest, tag: int, change: TagChange) -> Any:
    """On every ticket and in every log: for who sees every ticket."""
    return await _by_who_sees_all(request, lambda: tags.rename(tag, change.name, change.colour))


@router.delete(
    "/tags/{tag}", summary="Delete a tag", response={204: None, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def delete_tag(request: HttpRequest, tag: int) -> Any:
    """No ticket has it any more. One that isn't there is no error. For who sees every ticket."""
    await _by_who_sees_all(request, lambda: tags.delete(tag))
    return Status(204, None)


@router.post(
    "/tags/{tag}/merge", summary="Merge a tag", response={200: Tag, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def merge_tag(request: HttpRequest, tag: int, change: TagMerge) -> Any:
    """Into another one, which is answered. For who sees every ticket."""
    return await _by_who_sees_all(request, lambda: tags.merge(tag, change.into))
