"""What an agent wants to hear, and when not. Pure."""

from datetime import datetime, time
from typing import Annotated, Final, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tickets.described import Described

# mine: the customer of a conversation of theirs wrote; new: one of nobody's; assigned: they were given one;
# mentioned: a note names them.
Kind = Literal["mine", "new", "assigned", "mentioned"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# waiting: a customer has waited long, in a conversation of theirs or of nobody's.
MailKind = Literal["mine", "new", "assigned", "mentioned", "waiting"]
MAIL_KINDS: Final[tuple[MailKind, ...]] = get_args(MailKind)
CLOCK: Final = r"^([01]\d|2[0-3]):[0-5]\d$"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # there is none, or that is no name
        raise ValueError("no such time zone") from None
    return name


class Wishes(Described, BaseModel):
    model_config = ConfigDict(extra="ignore")
    sounds: list[Kind] = list(KINDS)
    """Which of them are heard."""
    notices: list[Kind] = list(KINDS)
    """Which of them are shown by the system: from an open desk, or by push."""
    mails: list[MailKind] = list(MAIL_KINDS)
    """Of which they are mailed while no desk of theirs is open."""
    volume: Annotated[int, Field(ge=0, le=100)] = 60
    """Of the sounds, in per cent."""
    quiet_from: Annotated[str, Field(pattern=CLOCK)] | None = None
    """From then on nothing is heard or shown, as `22:00`."""
    quiet_to: Annotated[str, Field(pattern=CLOCK)] | None = None
    """Until then."""
    time_zone: Annotated[str, Field(max_length=64), AfterValidator(_zone)] = "UTC"
    """Of these two."""
    language: Annotated[str, Field(pattern=r"^[A-Za-z-]{0,35}$")] = ""
    """Of what is pushed; empty: the desk's own."""
    words: bool = False
    """Whether what was written is in the notice."""

    def wants(self, kind: str, now: datetime) -> bool:
        """By push."""
        return kind in self.notices and not self.is_quiet(now)

    def is_quiet(self, now: datetime) -> bool:
        if not self.quiet_from or not self.quiet_to:
            return False
        at, begins, ends = (
            now.astimezone(ZoneInfo(self.time_zone)).time(),
            *map(time.fromisoformat, (self.quiet_from, self.quiet_to)),
        )
        return begins <= at < ends if begins <= ends else at >= begins or at < ends
