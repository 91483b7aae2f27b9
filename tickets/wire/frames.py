"""The frames of docs/protocol.md, but for a feature's: what a page may send, and what it is sent. Pure."""

import json
from collections.abc import Iterable, Mapping
from enum import IntEnum, IntFlag
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    create_model,
)

from tickets.refusals import Refused
from tickets.wire.text import is_visible

VERSION: Final = 1
PING: Final = b"\x01"  # RFC 6455's own ping is invisible to a page; this byte is not
PONG: Final = b"\x01"
PROBE: Final = 0x02
PROBE_ANSWER: Final = 0x03

MAX_FRAME: Final = 64 * 1024  # bytes
MAX_BODY: Final = 8_000  # characters; as UTF-8 at most 32 KB, so it fits a frame unescaped
MAX_TICKETS: Final = 50  # per socket
MAX_WATCHED: Final = 1_000  # rows of the desk's list that a page names
PAGE_EVENTS: Final = 200
LONG_GAP: Final = 2_000  # events; beyond it, who asks for the newest page gets that first
PAGE_BYTES: Final = 16 * 1024  # beyond the first event: a slow line must still answer its pings
LIMITS: Final = {  # in `welcome`, and those of features beside them (`with_limit`)
    "frame": MAX_FRAME,
    "body": MAX_BODY,
    "tickets": MAX_TICKETS,
    "page": PAGE_EVENTS,
    "watch": MAX_WATCHED,
}


class Close(IntEnum):
    """Close codes: RFC 6455 section 7.4, 4000 and up our own."""

    GOING_AWAY = 1001
    RESTARTING = 1012
    RESTARTING_SOON = 4012
    NOT_THIS_PROTOCOL = 4400
    SIGNED_OUT = 4401
    NOT_YOURS = 4403
    NOT_THERE = 4404
    NO_PONG = 4408
    SEES_OTHERS = 4409
    TOO_SLOW = 4413
    TOO_MUCH = 4429


class Health(IntFlag):
    """The flags of a probe's answer."""

    TICKING = 1
    DATABASE = 2
    DRAINING = 4


def printable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("may not contain NUL")  # PostgreSQL can't store it
    return text


def whole(text: str) -> str:
    """Beside another type, a text that isn't Unicode passes pydantic."""
    if not _is_whole(text):
        raise ValueError("must be Unicode")
    return text


def visible(text: str) -> str:
    if not is_visible(text):
        raise ValueError("may not be empty")  # what nobody sees counts as nothing
    return text


Body = Annotated[str, Field(max_length=MAX_BODY), AfterValidator(printable), AfterValidator(visible)]


def said(text: str, info: ValidationInfo) -> str:
    """Words, unless something else is carried that was read before them."""
    return text if any(info.data.get(name) for name in _carried.keys() - _passing) else visible(text)


Words = Annotated[str, Field(max_length=MAX_BODY), AfterValidator(printable), AfterValidator(said)]
ViewName = Annotated[str, Field(max_length=100), AfterValidator(printable)]
PublicId = Annotated[str, Field(max_length=64), AfterValidator(printable)]
Username = Annotated[str, Field(max_length=150), AfterValidator(printable)]
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Frame(_Strict):
    """What a page may send. A subclass says of which `type`, as a Literal; see `register`."""

    type: str


class Place(_Strict):
    """A ticket, and the newest seq of it that the page has."""

    ticket: PublicId
    after: Seq
    last: UUID | None = None  # the id of the event at `after`: another one means another log
    newest: bool = False  # of a long gap, rather the newest page than the next
    token: Annotated[str, Field(max_length=200)] | None = None


class Hello(Frame):
    type: Literal["hello"]
    v: int
    tickets: list[Place] = []
    queue: bool = False
    by_token: bool = False  # the browser's cookie opens nothing here


class Subscribe(Place, Frame):
    type: Literal["subscribe"]


class Unsubscribe(Frame):
    type: Literal["unsubscribe"]
    ticket: PublicId


class Watch(Frame):
    """Which rows of the desk's list a page shows, and so hears of."""

    type: Literal["watch"]
    view: ViewName
    tickets: Annotated[list[PublicId], Field(max_length=MAX_WATCHED)] | None  # None: of every row
    until: Annotated[str, Field(max_length=40)] | None = None


class Send(Frame):
    type: Literal["send"]
    id: UUID
    ticket: PublicId
    body: Words
    kind: Literal["message", "note"] = "message"


class Sync(Frame):
    type: Literal["sync"]
    ticket: PublicId
    after: Seq


class Earlier(Frame):
    type: Literal["earlier"]
    ticket: PublicId
    before: Seq


class Read(Frame):
    type: Literal["read"]
    ticket: PublicId
    seq: Seq


class Delivered(Frame):
    type: Literal["delivered"]
    ticket: PublicId
    seq: Seq


_models: dict[str, type[Frame]] = {}


def register(model: type[Frame]) -> None:
    """The seam for a feature's frames, by way of `handlers.register`, which says what answers them. A
    `type` has one model in all of the installation; more fields may come, none may change."""
    [type] = get_args(model.model_fields["type"].annotation)
    if _models.setdefault(type, model) is not model:
        raise ValueError(f"two frames are called {type}")
    _of_pages.cache_clear()


M = TypeVar("M", bound=BaseModel)
_carried: dict[str, Any] = {}
_passing: set[str] = set()  # of these, what is looked at and not kept


def with_send(name: str, annotation: Any, description: str, *, kept: bool = True) -> None:
    """The seam for what a message or note may carry beside its words, when a feature's app is ready: a
    field `name` of `send` and of its twin, left out or of this type. Carried, it may stand without words.
    The ledger keeps it as JSON in the event's `data`, so a repeat is held against it as well; what it
    does is an effect (`seams.with_each`), what pages see of it are details (`conversation.details`). What
    isn't `kept` is for a condition (`seams.with_condition`), no content, and another with a repeat."""
    _carried[name] = (annotation | None, Field(None, description=description))
    if not kept:
        _passing.add(name)
    carrying.cache_clear()
    _of_pages.cache_clear()


@cache
def carrying(model: type[M]) -> type[M]:
    """`send`, or the body of its twin, with the fields of features: before its own, so that its words
    know of them."""
    if not _carried:
        return model
    more = create_model("Carried", **_carried)
    return create_model(model.__name__, __base__=(model, more), __module__=model.__module__)


def carried(message: BaseModel) -> dict[str, Any]:
    """What it has of these, as JSON."""
    found = message.model_dump(mode="json", include=set(_carried))
    return {name: value for name, value in found.items() if value and name not in _passing}


def passing(message: BaseModel) -> dict[str, Any]:
    """What it has of those that aren't kept."""
    found = message.model_dump(mode="json", include=_passing)
    return {name: value for name, value in found.items() if value is not None}


def with_limit(name: str, most: int) -> None:
    """The seam for a feature's number in `welcome.limits`."""
    LIMITS[name] = most


def registered() -> Mapping[str, type[Frame]]:
    return _models


@cache
def _of_pages() -> TypeAdapter[Frame]:
    models = tuple(carrying(model) if model is Send else model for model in _models.values())
    any_of_them: Any = Union[models]  # noqa: UP007  (as many as there are)
    return TypeAdapter(Annotated[any_of_them, Field(discriminator="type")])


for _model in (Hello, Subscribe, Unsubscribe, Watch, Send, Sync, Earlier, Read, Delivered):
    register(_model)


def parse(text: str) -> Frame:
    """Read a text frame of a page. Raises Refused."""
    try:
        return _of_pages().validate_json(text)
    except ValidationError as error:
        raise refusal(error.errors(include_url=False)[0]) from None


def named(frame: Frame) -> dict[str, str]:
    """Its `id` and `ticket`, which a reject repeats."""
    return frame.model_dump(mode="json", include={"id", "ticket"})


def named_in(text: str) -> dict[str, str]:
    """The `id` and `ticket` of a frame that was refused, as far as it has them."""
    try:
        frame = json.loads(text)  # reads half a character, too, for which a frame is refused
    except (ValueError, RecursionError):
        return {}
    if not isinstance(frame, dict):
        return {}
    named = {name: frame.get(name) for name in ("id", "ticket")}
    return {name: value for name, value in named.items() if isinstance(value, str) and _is_whole(value)}


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def field_of(complaint: Mapping[str, Any]) -> str:
    return next((part for part in reversed(complaint["loc"]) if isinstance(part, str)), "")


def refusal(first: Mapping[str, Any]) -> Refused:
    """One complaint of pydantic's, {type, loc, msg}, in the words of the contract."""
    field = field_of(first)
    of_a_list = first["loc"] and isinstance(first["loc"][-1], int)  # `tickets: [5]`
    match first["type"]:
        case "json_invalid" | "union_tag_not_found" | "dict_type":
            return Refused("bad_frame", "A frame is a JSON object with a `type`.")
        case "model_attributes_type" | "model_type" if not of_a_list:
            return Refused("bad_frame", "A frame is a JSON object with a `type`.")
        case "union_tag_invalid":
            return Refused("unknown_type", "There is no such `type` of frame.")
        case "string_too_long" if field == "body":
            return Refused("too_long", f"A message has at most {MAX_BODY:,} characters.")
        case _:
            return Refused("bad_field", f"`{field}`: {first['msg'].removeprefix('Value error, ')}.")


_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `dumps` would make one each time


def encode(frame: Mapping[str, Any]) -> str:
    return _json.encode(frame)


def welcome(
    you: Mapping[str, str],
    heartbeat: int,
    timeout: float,
    on_duty: bool | None,
    socket: Mapping[str, str],
    release: str,
    now: str,
) -> str:
    """`on_duty`: None while nobody knows."""
    return encode(
        {
            "type": "welcome",
            "v": VERSION,
            "heartbeat": heartbeat,
            "timeout": timeout,
            "limits": LIMITS,
            "you": you,
            "on_duty": on_duty,
            "socket": socket,
            "release": release,
            "now": now,
        }
    )


def ack(id: str, ticket: str, seq: int, at: str, body: str | None = None) -> str:
    """`body`: as it is stored, if that isn't how it was sent."""
    frame = {"type": "ack", "id": id, "ticket": ticket, "seq": seq, "at": at}
    return encode(frame if body is None else frame | {"body": body})


def reject(refused: Refused, id: str | None = None, ticket: str | None = None) -> str:
    frame: dict[str, Any] = {"type": "reject", "code": refused.code, "message": refused.message}
    optional = {"id": id, "ticket": ticket, "retry_after": refused.retry_after} | refused.more
    return encode(frame | {name: value for name, value in optional.items() if value is not None})


def bye(code: Close, reason: str, retry_after: float | None = None) -> str:
    frame: dict[str, Any] = {"type": "bye", "code": int(code), "reason": reason}
    return encode(frame if retry_after is None else frame | {"retry_after": retry_after})


def presence(ticket: str, people: Iterable[Mapping[str, Any]]) -> str:
    return encode({"type": "presence", "ticket": ticket, "people": list(people)})


def mark(kind: str, ticket: str, who: Mapping[str, str], seq: int) -> str:
    """`kind` is its type: one of the core's or of a feature's (`seams.with_marks`)."""
    return encode({"type": kind, "ticket": ticket, **who, "seq": seq})


def read(ticket: str, who: Mapping[str, str], seq: int) -> str:
    return encode({"type": "read", "ticket": ticket, **who, "seq": seq})


def delivered(ticket: str, who: Mapping[str, str], seq: int) -> str:
    return encode({"type": "delivered", "ticket": ticket, **who, "seq": seq})


def earlier(page: Mapping[str, Any]) -> str:
    return encode({"type": "earlier", **page})


MARKS: Final = {"delivered": delivered, "read": read}


def queue(row: Mapping[str, Any]) -> str:
    return encode({"type": "queue", "ticket": row})


def counts(counted: Mapping[str, Any]) -> str:
    return encode({"type": "counts", **counted})


def person(role: str, key: str, name: str) -> str:
    return encode({"type": "person", "role": role, "key": key, "name": name})


def gone(ticket: str) -> str:
    return encode({"type": "gone", "ticket": ticket})


def erased() -> str:
    return encode({"type": "erased"})


def desk(on_duty: bool, more: Mapping[str, Any] | None = None) -> str:
    """`more`: of the feature that knows what customers may expect (`presence.expected`)."""
    return encode({"type": "desk", "on_duty": on_duty, **(more or {})})


def is_pong(data: bytes) -> bool:
    """Only the first byte tells what a binary frame is."""
    return data[0] == PONG[0]


def is_probe(data: bytes) -> bool:
    """`02 n`."""
    return data[0] == PROBE and len(data) > 1


def probe_answer(number: int, health: Health) -> bytes:
    return bytes((PROBE_ANSWER, number, health))
