"""What agents are told of what customers see. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from tickets.wire.frames import encode


def hours(sites: Sequence[Mapping[str, Any]]) -> str:
    return encode({"type": "hours", "sites": sites})
