"""What can be done to a ticket, by the frame that says it: so the same can be done to many."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from tickets.conversation.actions import Work
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.frames import Frame

F = TypeVar("F", bound=Frame)
_acts: dict[str, tuple[type[Frame], Callable[[Seat, Any], Work]]] = {}


def register(type: str, model: type[F], made: Callable[[Seat, F], Work]) -> None:
    """The seam, used by the `socket` module of a feature: what a frame with `id` and `ticket` writes.
    `made` runs on the loop, asks nothing of the database, and may raise Refused."""
    _acts[type] = (model, made)


def is_known(type: str) -> bool:
    return type in _acts


def parse(fields: Mapping[str, Any]) -> Frame:
    """The frame that they make. Raises Refused."""
    model, _ = _acts.get(str(fields.get("type")), (None, None))
    if model is None:
        raise Refused("bad_field", f"`type` is one of {', '.join(sorted(_acts))}.")
    try:
        return model.model_validate_json(frames.encode(fields))
    except ValidationError as error:
        raise frames.refusal(error.errors(include_url=False)[0]) from None


def work(seat: Seat, frame: Frame) -> Work:
    """What it writes there."""
    _, made = _acts[frame.type]
    return made(seat, frame)
