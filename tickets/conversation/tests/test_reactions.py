"""Features react to each event once, in order; whatever goes wrong, goes wrong for one alone."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.seated import notes, says, ticket_of
from tickets.conversation import past, reactions, statements
from tickets.jobs import kinds, table
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO, HOUR = datetime(2026, 1, 1, 9, tzinfo=UTC), timedelta(hours=1)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def writes_down(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "_reactions", {})
    reactions.register(
        "log", lambda ticket, event: told.append(f"{ticket.contact.name} {event.seq} {event.body}")
    )


def react() -> None:
    while reactions.catch_up():
        pass


def run_jobs() -> None:
    for job in table.claim(["reaction"], 10):
        table.carry_out(job)


def test_each_event_once_and_in_order(carla: Seat, ada: Seat, told: list[str]) -> None:
    says(ada, "Hello!")
    notes(ada, "A known fault.")
    react()
    assert told == ["Carla 1 It broke.", "Carla 2 Hello!", "Carla 3 A known fault."]
    react()
    assert len(told) == 3
    says(carla, "Thanks")
    react()
    assert told[3:] == ["Carla 4 Thanks"]


def test_what_it_writes_is_committed_with_the_place_it_has_reached(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    reactions.register("job", lambda _, event: table.enqueue("later", {"seq": event.seq}))

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(statements, "reacted", dies)
        with pytest.raises(KeyboardInterrupt):
            react()
    assert not Job.objects.exists()
    react()
    assert Job.objects.count() == 1


def test_one_that_fails_holds_up_no_other_and_is_tried_again_in_order(
    carla: Seat, ada: Seat, chris: Seat
) -> None:
    broken = True
    reactions.register("writes", lambda ticket, event: table.enqueue("later", {"event": event.pk}))
    heard: list[int] = []

    def fragile(ticket: Ticket, event: Event) -> None:
        if broken and ticket.contact.name == "Carla":
            raise RuntimeError("no such column")
        heard.append(event.seq)

    reactions.register("fragile", fragile)
    says(ada, "Hello!")
    react()
    assert Job.objects.filter(kind="later").values("args").distinct().count() == 3
    assert Job.objects.filter(kind="later").count() == 3, "each wrote once"
    assert heard == [1]  # of Chris's
    assert Job.objects.filter(kind="reaction").count() == 2
    broken = False
    says(carla, "Still there?")
    react()
    assert heard == [1]  # a later event of Carla's doesn't overtake those that wait
    for _ in range(3):
        run_jobs()
    assert heard == [1, 1, 2, 3]


def test_long_logs_are_taken_in_parts(carla: Seat, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "EVENTS_AT_ONCE", 2)
    for number in range(4):
        says(carla, str(number))
    assert reactions.catch_up()
    assert len(told) == 2
    react()
    assert [line.split()[1] for line in told] == ["1", "2", "3", "4", "5"]


def test_a_send_does_not_take_back_what_was_reacted_to(carla: Seat) -> None:
    react()
    says(carla, "More")
    assert ticket_of(carla).reacted_seq == 1


def test_a_reaction_to_a_ticket_that_is_gone_is_over(carla: Seat) -> None:
    table.enqueue("reaction", {"name": "log", "event": 0})
    run_jobs()
    assert not Job.objects.exists()


def test_two_reactions_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="log"):
        reactions.register("log", lambda *_: None)


def test_the_kind_is_known_to_the_worker() -> None:
    assert kinds.named("reaction").atomic


def test_without_a_reaction_all_that_is_new_is_passed_over(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "_reactions", {})
    assert reactions.lag() > 0
    assert not reactions.catch_up()
    assert reactions.lag() == 0
    assert ticket_of(carla).reacted_seq == ticket_of(carla).last_seq


def test_what_was_brought_in_is_told_to_those_alone_who_ask_for_it(
    carla: Seat, ada: Seat, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "_to_imports", set())
    finds: list[int] = []
    reactions.register("search", lambda _, event: finds.append(event.seq), to_imports=True)
    past.happened(carla.ticket, {1: LONG_AGO})
    says(ada, "Hello!")
    react()
    assert (finds, told) == ([1, 2], ["Carla 2 Hello!"])
    assert not reactions.overdue(0), "none of it waits"


def test_what_was_brought_in_happened_when_it_did(carla: Seat, ada: Seat) -> None:
    notes(ada, "By telephone")
    says(carla, "Still broken")
    past.happened(carla.ticket, {1: LONG_AGO, 2: LONG_AGO + HOUR, 3: LONG_AGO + 2 * HOUR})
    ticket = ticket_of(carla)
    times = (ticket.opened_at, ticket.waiting_since, ticket.last_event_at)
    assert times == (LONG_AGO, LONG_AGO, LONG_AGO + 2 * HOUR)
    assert [(event.at - LONG_AGO) // HOUR for event in ticket.events.all()] == [0, 1, 2]
    assert {event.via for event in ticket.events.all()} == {Event.Via.IMPORT}
