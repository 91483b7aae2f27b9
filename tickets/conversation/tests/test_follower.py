"""Announcements get lost, doubled and late; what a page is handed is the log all the same."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tickets.conversation.follower import Follower, Step
from tickets.conversation.timeline import Page
from tickets.people.access import Person, Seat

SEAT = Seat(1, "ticket", Person("customer", "Carla"))
PAGE = 3  # events


def page_after(head: int, after: int) -> Page:
    events = [{"seq": seq} for seq in range(after + 1, min(after + PAGE, head) + 1)]
    more = bool(events) and events[-1]["seq"] < head
    return Page("ticket", events, head, more, {})


class Following(RuleBasedStateMachine):
    """A page that follows: the server's follower, and what reached the page."""

    def __init__(self) -> None:
        super().__init__()
        self.head = 0
        self.follower = Follower(SEAT, 0)
        self.shown: list[int] = []

    @rule(count=st.integers(1, 5))
    def somebody_writes(self, count: int) -> None:
        self.head += count

    @precondition(lambda self: self.head > 0)
    @rule(data=st.data())
    def an_announcement_arrives(self, data: st.DataObject) -> None:
        """Any of them, in any order, any number of times, or never."""
        seq = data.draw(st.integers(1, self.head))
        step = self.follower.announced(seq)
        if step is Step.HAND_OUT:
            self.shown.append(seq)
        elif step is Step.READ:
            self.reads()

    @rule()
    def a_tick_tells_the_head(self) -> None:
        if self.follower.is_behind(self.head):
            self.reads()

    @precondition(lambda self: self.follower.more)
    @rule()
    def the_page_asks_for_more(self) -> None:
        self.reads()

    def reads(self) -> None:
        page = page_after(self.head, self.follower.seq)
        self.follower.has_read(page)
        self.shown += [event["seq"] for event in page.events]

    @invariant()
    def what_is_shown_is_a_prefix_each_once(self) -> None:
        assert self.shown == list(range(1, len(self.shown) + 1))
        assert len(self.shown) <= self.head

    def teardown(self) -> None:
        """A tick, and the page's asking: nothing else is needed to be whole."""
        self.a_tick_tells_the_head()
        while self.follower.more:
            self.the_page_asks_for_more()
        assert len(self.shown) == self.head


TestFollowing = Following.TestCase
TestFollowing.settings = settings(max_examples=100)


@pytest.mark.parametrize(
    ("seq", "step"), [(4, Step.DROP), (5, Step.DROP), (6, Step.HAND_OUT), (7, Step.READ)]
)
def test_the_next_goes_out_the_older_is_dropped_the_newer_makes_it_read(seq: int, step: Step) -> None:
    assert Follower(SEAT, 5).announced(seq) is step


def test_a_page_that_was_told_to_ask_for_more_gets_nothing_else() -> None:
    follower = Follower(SEAT, 5, more=True)
    assert follower.announced(6) is Step.DROP
    assert not follower.is_behind(9)
