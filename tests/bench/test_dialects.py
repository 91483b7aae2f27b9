"""What bench.talk's pages say to each party, and what they understand, without a server."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from bench.dialects import HOLDFAST, ROOMS, SOCKET_IO, Dialect, Place
from tickets.refusals import Refused
from tickets.wire import frames

PLACES: Sequence[Place] = ({"ticket": "aaa"}, {"ticket": "bbb"})


@dataclass
class Page:
    places: Sequence[Place] = PLACES
    is_desk: bool = True
    has_everything: bool = False
    said: list[str] = field(default_factory=list)
    told: list[object] = field(default_factory=list)

    def say(self, frame: str) -> None:
        self.said.append(frame)

    def joined(self) -> None:
        self.told.append("joined")

    def answered(self, id: str) -> None:
        self.told.append(("answered", id))

    def refused(self, retry_after: float) -> None:
        self.told.append(("refused", retry_after))

    def shown(self, id: str) -> bool:
        self.told.append(("shown", id))
        return True


def events(*ids: str) -> str:
    told = [{"id": id, "seq": seq} for seq, id in enumerate(ids, 7)]
    return frames.encode({"type": "events", "ticket": "aaa", "events": told, "head": 9, "more": False})


@pytest.mark.parametrize(
    ("dialect", "answers"),
    [
        (HOLDFAST, [events("old"), frames.presence("aaa", []), events()]),
        (ROOMS, ['{"type":"joined","room":"aaa"}', '{"type":"joined","room":"bbb"}']),
        (SOCKET_IO, ['0{"sid":"x"}', '40{"sid":"y"}', "430[]", "430[]"]),
    ],
    ids=lambda given: getattr(given, "name", ""),
)
def test_a_page_names_each_place_and_is_told_of_each(dialect: Dialect, answers: list[str]) -> None:
    page = Page()
    dialect.opened(page)
    for answer in answers:
        dialect.heard(page, answer.encode())
    assert all(any(place["ticket"] in frame for frame in page.said) for place in PLACES)
    assert page.told == ["joined", "joined"]


@pytest.mark.parametrize(
    ("dialect", "acknowledged", "another_s"),
    [
        (HOLDFAST, frames.ack("mine", "aaa", 7, "now"), events("theirs")),
        (ROOMS, '{"type":"ack","id":"mine"}', '{"type":"message","id":"theirs","room":"aaa","body":"x"}'),
        (SOCKET_IO, '431["mine"]', '42["message",{"id":"theirs","room":"aaa","body":"x"}]'),
    ],
    ids=lambda given: getattr(given, "name", ""),
)
def test_it_knows_what_was_answered_and_what_shown(
    dialect: Dialect, acknowledged: str, another_s: str
) -> None:
    page = Page(has_everything=True)
    for frame in (acknowledged, another_s):
        dialect.heard(page, frame.encode())
    assert page.told == [("answered", "mine"), ("shown", "theirs")]


def test_ours_sends_by_the_contract_and_marks_what_it_is_shown() -> None:
    page, id = Page(has_everything=True), uuid4()
    sent = frames.parse(HOLDFAST.message(str(id), "aaa", "Hello"))
    assert isinstance(sent, frames.Send)
    assert (sent.id, sent.ticket, sent.body) == (id, "aaa", "Hello")
    HOLDFAST.heard(page, events("one", "two").encode())
    assert [frames.parse(frame) for frame in page.said] == [
        frames.Delivered(type="delivered", ticket="aaa", seq=8)
    ]


def test_ours_waits_for_as_long_as_a_refusal_says() -> None:
    page = Page(has_everything=True)
    HOLDFAST.heard(page, frames.reject(Refused("busy", "Later.", 2.5), "mine").encode())
    assert page.told == [("refused", 2.5)]
