"""What a feature may join: kinds of events, their effects, announcements, looks."""

from collections.abc import Iterable
from uuid import uuid4

import pytest

from tests.fakes import Layer
from tests.seated import log_of, says, ticket_of
from tickets.conversation import actions, kinds, ledger, seams, timeline
from tickets.conversation.kinds import Kind
from tickets.conversation.ledger import Written
from tickets.conversation.seams import Committed
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire import announce
from tickets.wire.announcements import Announcement, ReadyFrame

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a story registers ends with it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(seams, "_effects", {kind: list(some) for kind, some in seams._effects.items()})
    monkeypatch.setattr(seams, "_announcers", list(seams._announcers))
    monkeypatch.setattr(seams, "_looks", [])


def nothing(*_: object) -> Iterable[Event]:
    return ()


def echo(ticket: Ticket, event: Event) -> Iterable[Event]:
    if event.body == "Echo!":
        yield ledger.next_event(ticket, uuid4(), kinds.MESSAGE, "echo", Event.Role.SYSTEM)


# — kinds —


def test_an_event_of_a_kind_that_nobody_registered_is_not_written(ada: Seat) -> None:
    with pytest.raises(KeyError):
        ledger.append(ada, uuid4(), "shout", "Hey", nothing)
    assert len(log_of(ada)) == 1


def test_two_kinds_of_one_name_are_a_mistake() -> None:
    kinds.register(Kind(kinds.MESSAGE))  # the same again is none
    with pytest.raises(ValueError, match="message"):
        kinds.register(Kind(kinds.MESSAGE, hidden=True))


def test_what_is_no_longer_registered_is_printed_as_it_stands() -> None:
    assert kinds.in_words({"kind": "shout", "body": "Hey"}) == "Hey"
    assert kinds.in_words({"kind": "shout", "body": "Hey", "hidden": True}) == ""


def test_what_a_kind_says_beside_its_words_reaches_every_page(ada: Seat, carla: Seat) -> None:
    """A page renders a sentence of the server's in its reader's language, by kind and data."""
    kinds.register(Kind("shout"))
    said = {"how": "loudly", "times": 3}
    ledger.append(ada, uuid4(), "shout", "Ada shouted loudly, three times.", nothing, data=said)
    for seat in (ada, carla):
        row = timeline.page_after(seat, 0).events[-1]
        assert (row["body"], row["data"]) == ("Ada shouted loudly, three times.", said)
    assert "data" not in timeline.page_after(carla, 0).events[0]


# — effects —


def test_an_effect_comes_with_each_event_of_its_kind_and_with_what_follows_from_it(carla: Seat) -> None:
    seen = list[str]()

    def see(_: Ticket, event: Event) -> Iterable[Event]:
        seen.append(event.body)
        return ()

    seams.with_each(kinds.MESSAGE, echo)
    seams.with_each(kinds.MESSAGE, see)
    written = says(carla, "Echo!")
    assert [event.body for event in written.events] == ["Echo!", "echo"]
    assert seen == ["echo", "Echo!"], "what follows is whole before the next effect"
    assert [event["seq"] for event in log_of(carla)] == [1, 2, 3]


def test_an_effect_that_refuses_undoes_the_event(carla: Seat) -> None:
    def never(*_: object) -> Iterable[Event]:
        raise Refused("forbidden", "Not now.")

    seams.with_each(kinds.MESSAGE, never)
    with pytest.raises(Refused):
        says(carla, "Hello?")
    assert (len(log_of(carla)), ticket_of(carla).last_seq) == (1, 1)


# — announcements —


async def test_more_is_announced_of_a_commit(carla: Seat, ada: Seat, announced: Layer) -> None:
    came = list[Committed]()

    def more(committed: Committed) -> Iterable[Announcement]:
        came.append(committed)
        return [ReadyFrame("somewhere", "more")]

    seams.after_commit(more)
    await actions.send(carla, uuid4(), "Hello?")
    await actions.mark_read(carla, 1)
    await actions.mark_read(ada, 2)
    await announce.drained()
    assert [message["frame"] for message in announced.sent if message["group"] == "somewhere"] == ["more"] * 2
    assert [[event.body for event in committed.events] for committed in came] == [["Hello?"], []]
    assert [bool(committed.ticket) for committed in came] == [True, False], "a mark asks for no ticket"


async def test_one_that_fails_keeps_nobody_from_telling(
    carla: Seat, announced: Layer, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: Committed) -> Iterable[Announcement]:
        raise ZeroDivisionError

    seams._announcers.insert(0, breaks)
    assert (await actions.send(carla, uuid4(), "Hello?")).seq == 2
    await announce.drained()
    assert announced.types() == ["event", "event", "queue"]
    assert f"committed, but not announced by {__name__}" in caplog.text


# — looks —


async def test_what_a_look_finds_is_told(carla: Seat, announced: Layer) -> None:
    def said(ticket: Ticket) -> Iterable[Event]:
        return [ledger.next_event(ticket, uuid4(), kinds.NOTE, "It is late.", Event.Role.SYSTEM)]

    def look() -> list[Written]:
        found = [ledger.by_itself(carla.ticket, said), ledger.by_itself(carla.ticket, lambda _: ())]
        return [written for written in found if written]

    seams.now_and_then(look)
    await actions.look_again()
    await announce.drained()
    assert announced.types() == ["event", "queue"], "a note: to the agents alone"
