"""What an agent's `send` says of what was seen. Pure."""

from typing import Annotated, Final

from pydantic import Strict

from tickets.wire.frames import Seq

Seen = Annotated[Seq, Strict()]  # in a frame, "3" is no number either
SAID_OF_SEEN: Final = "The newest event on the agent's screen: another agent's reply since refuses it."
