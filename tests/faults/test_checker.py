"""The checker itself: a log that is as it should be, and one small lie at a time."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.faults import checker
from tests.faults.checker import Log, Row
from tests.faults.clients import Client, Said, Shown

TICKET = "a" * 32
BODIES = [f"{TICKET} carla 0", f"{TICKET} ada 0 note", f"{TICKET} carla 1"]
AT = "2026-11-22T20:00:00.000Z"


class Story:
    """Carla writes, Ada notes, Carla writes; everybody shows everything."""

    def __init__(self) -> None:
        self.rows = [
            Row(1, 1, "opening", "message", "customer", "opening"),
            Row(2, 2, "one", "message", "customer", BODIES[0]),
            Row(3, None, "two", "note", "agent", BODIES[1]),
            Row(4, 3, "three", "message", "customer", BODIES[2]),
        ]
        self.carla, self.ada = (
            Client(name, role, {TICKET: None}, [], random.Random(1))
            for name, role in (("carla", "customer"), ("ada", "agent"))
        )
        self.carla.said = [self._said(1, "carla", 2), self._said(3, "carla", 3)]
        self.ada.said = [self._said(2, "ada", 3)]
        self.marks = {(mark, role): 2 for mark in ("read", "delivered") for role in ("customer", "agent")}
        self.told: list[dict[tuple[str, str, str], int]] = [{}, {}]
        self.whole, self.public = self._events("seq"), self._events("public_seq")
        self.carla.shown[TICKET] = [Shown.of(event) for event in self.public]
        self.ada.shown[TICKET] = [Shown.of(event) for event in self.whole]

    def _said(self, row: int, by: str, seq: int) -> Said:
        stored = self.rows[row]
        return Said(stored.id, TICKET, by, stored.kind, stored.body, 0.0, 1, [(seq, AT)], 1.0)

    def _events(self, seq: str) -> list[dict[str, Any]]:
        return [
            {
                "seq": getattr(row, seq),
                "id": row.id,
                "kind": row.kind,
                "author": {"role": row.role, "name": "?"},
                "body": row.body,
                "at": AT,
            }
            for row in self.rows
            if getattr(row, seq)
        ]

    def found(self) -> set[str]:
        log = Log(TICKET, self.rows, self.whole, self.public, self.marks)
        return {f.invariant for f in checker.findings([self.carla, self.ada], [log], self.told)}


def test_a_true_story_has_no_finding() -> None:
    assert not Story().found()


def loses_a_row(story: Story) -> None:
    del story.rows[3], story.whole[3], story.public[2]
    story.carla.shown[TICKET].pop()
    story.ada.shown[TICKET].pop()


def stores_twice(story: Story) -> None:
    story.rows.append(replace(story.rows[3], seq=5, public_seq=4))


def stores_other_words(story: Story) -> None:
    story.rows[3] = replace(story.rows[3], body=f"{TICKET} carla 9")


def leaves_a_hole(story: Story) -> None:
    story.rows[3] = replace(story.rows[3], seq=5)


def leaves_a_hole_for_customers(story: Story) -> None:
    story.rows[3] = replace(story.rows[3], public_seq=4)


def acks_another_seq(story: Story) -> None:
    story.carla.said[0].acks.append((3, AT))


def acks_another_time(story: Story) -> None:
    story.carla.said[0].acks.append((2, AT.replace("20", "21")))


def acks_nothing(story: Story) -> None:
    story.ada.said[0].acks.clear()


def turns_the_order(story: Story) -> None:
    story.carla.said.reverse()


def shows_too_little(story: Story) -> None:
    story.ada.shown[TICKET].pop()


def shows_something_else(story: Story) -> None:
    story.ada.shown[TICKET][1] = story.ada.shown[TICKET][3]


def tells_a_note(story: Story) -> None:
    story.public[1]["kind"] = "note"


def mixes_tickets(story: Story) -> None:
    story.rows[1] = replace(story.rows[1], body="b" * 32 + " chris 0")


def takes_a_mark_back(story: Story) -> None:
    story.told[0] = {(TICKET, "read", "customer"): 3}


def marks_beyond_the_head(story: Story) -> None:
    story.marks["read", "agent"] = 5


@pytest.mark.parametrize(
    ("lie", "invariant"),
    [
        (loses_a_row, "acked"),
        (stores_twice, "doubled"),
        (stores_other_words, "acked"),
        (leaves_a_hole, "holes"),
        (leaves_a_hole_for_customers, "holes"),
        (acks_another_seq, "acked"),
        (acks_another_time, "acked"),
        (acks_nothing, "unacked"),
        (turns_the_order, "order"),
        (shows_too_little, "unshown"),
        (shows_something_else, "prefix"),
        (tells_a_note, "leaked"),
        (mixes_tickets, "crossed"),
        (takes_a_mark_back, "marks"),
        (marks_beyond_the_head, "marks"),
    ],
)
def test_every_lie_is_found(lie: Callable[[Story], None], invariant: str) -> None:
    story = Story()
    lie(story)
    assert invariant in story.found()
