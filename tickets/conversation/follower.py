"""Where one socket is in one ticket's log: what goes out next, and when to read. Pure."""

from dataclasses import dataclass
from enum import Enum

from tickets.conversation.timeline import Page
from tickets.people.access import Seat


class Step(Enum):
    DROP = "it was handed out already, or will be when the page asks for more"
    HAND_OUT = "it is the next one"
    READ = "one before it got lost on the way here"


@dataclass(slots=True)
class Follower:
    seat: Seat
    seq: int  # the newest event handed out
    live_since: int = 0  # what came after this seq, the page was here for
    more: bool = False  # the page was told to ask for more; until then nothing else goes out

    def announced(self, seq: int) -> Step:
        if self.more or seq <= self.seq:
            return Step.DROP
        if seq > self.seq + 1:
            return Step.READ
        self.seq = seq
        return Step.HAND_OUT

    def is_behind(self, head: int) -> bool:
        return not self.more and self.seq < head

    def has_read(self, page: Page) -> None:
        self.seq, self.more = page.last_seq, page.more
