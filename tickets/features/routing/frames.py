"""The `availability` frame of an agent's page, what its call has in common with it, and the `agents` frame to
desks. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BeforeValidator, Strict, model_validator

from tickets.described import Described
from tickets.wire.frames import Frame, encode


def _time(written: object) -> object:
    """As JSON has it: a strict frame takes no text for a time otherwise."""
    return datetime.fromisoformat(written) if isinstance(written, str) else written


class Saying(Described):
    """Whether an agent takes new tickets."""

    available: Annotated[bool, Strict()]
    """Whether new tickets may come."""
    back_at: Annotated[AwareDatetime | None, BeforeValidator(_time)] = None
    """Of who isn't available: a time to come, within a year, from which on they are again."""

    @model_validator(mode="after")
    def _comes_back_from_somewhere(self) -> Self:
        if self.available and self.back_at:
            raise ValueError("`back_at` is of who isn't available")
        return self


class Availability(Saying, Frame):
    type: Literal["availability"]


def agents(told: Iterable[Mapping[str, Any]]) -> str:
    """Each agent: {key, username, name, available, back_at}."""
    return encode({"type": "agents", "agents": [*told]})
