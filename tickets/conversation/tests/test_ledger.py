"""What is written, in what order, and what it does to the ticket."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.seated import (
    assigns,
    bodies,
    log_of,
    notes,
    opened,
    reads,
    says,
    seated,
    sets,
    ticket_of,
)
from tickets.conversation import kinds, ledger
from tickets.conversation.ledger import Written
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

Write = Callable[[], Written]


# — order —


def test_each_audience_counts_from_one_without_holes(carla: Seat, ada: Seat) -> None:
    notes(ada, "Sounds like the left one.")
    says(ada, "Which one?")
    notes(ada, "Surely the left one.")
    says(carla, "The left one.")
    assert [event["seq"] for event in log_of(ada)] == [1, 2, 3, 4, 5]
    assert [event["seq"] for event in log_of(carla)] == [1, 2, 3]
    assert bodies(carla) == ["It broke.", "Which one?", "The left one."]


def test_the_answer_counts_in_the_writers_own_numbering(carla: Seat, ada: Seat) -> None:
    assert notes(ada, "Hmm.").seq == 2
    assert says(carla, "Hello?").seq == 2
    assert says(ada, "Hello!").seq == 4


def test_two_tickets_count_each_for_itself(carla: Seat, chris: Seat) -> None:
    assert [says(seat, "More").seq for seat in (carla, chris, carla)] == [2, 2, 3]


def test_order_is_the_order_of_writing_whatever_the_clock_says(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(carla, "second")
    Event.objects.filter(ticket=carla.ticket, seq=2).update(at="2001-01-01T00:00Z")
    says(carla, "third")
    assert bodies(carla) == ["It broke.", "second", "third"]


# — once —


def test_the_same_id_again_is_the_same_row_and_the_same_answer(carla: Seat, ada: Seat) -> None:
    for seat in (carla, ada):
        id = uuid4()
        first = says(seat, "Once", id)
        says(ada, "Something between")
        again = says(seat, "Once", id)
        assert (again.id, again.seq, again.at) == (first.id, first.seq, first.at)
        assert again.events == (), "nothing new to announce"
        assert Event.objects.filter(client_id=id).count() == 1


def test_the_same_id_for_something_else_is_a_conflict(carla: Seat, ada: Seat) -> None:
    id = uuid4()
    says(ada, "Yes", id)
    others: list[Write] = [
        lambda: says(ada, "No", id),
        lambda: notes(ada, "Yes", id),
        lambda: sets(ada, "resolved", id),
    ]
    for write in others:
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code == "conflict"
    assert bodies(ada) == ["It broke.", "Yes"]


def test_an_agents_id_at_another_ticket_is_a_conflict(carla: Seat, chris: Seat, ada_herself: User) -> None:
    id = uuid4()
    says(seated(ada_herself, carla), "Hello", id)
    with pytest.raises(Refused, match="something else"):
        says(seated(ada_herself, chris), "Hello", id)


def test_two_authors_may_use_the_same_id(carla: Seat, chris: Seat, ada: Seat, bob: Seat) -> None:
    """Else whoever reads a ticket could block somebody's message by taking its id."""
    id = uuid4()
    for seat in (carla, chris, ada, bob):
        says(seat, f"From {seat.person.name}", id)
    assert Event.objects.filter(client_id=id).count() == 4


# — who waits —


def test_a_customer_waits_from_the_first_unanswered_message_on(carla: Seat, ada: Seat) -> None:
    opened_at = ticket_of(carla).waiting_since
    assert opened_at is not None
    says(carla, "Anybody?")
    notes(ada, "On it.")
    assert ticket_of(carla).waiting_since == opened_at, "neither more words nor a note are an answer"
    says(ada, "Here I am.")
    assert ticket_of(carla).waiting_since is None
    again = says(carla, "Good.")
    assert ticket_of(carla).waiting_since == again.at


def test_every_event_moves_what_the_worker_looks_for(carla: Seat, ada: Seat, ada_herself: User) -> None:
    writes: list[Write] = [
        lambda: says(carla, "x"),
        lambda: notes(ada, "x"),
        lambda: sets(ada, "resolved"),
        lambda: assigns(ada, ada_herself),
    ]
    recent = Ticket.objects.changed_within(5)
    asked_again = recent.asked_for_heads()
    for write in writes:
        Ticket.objects.update(last_event_at="2001-01-01T00:00Z")
        assert asked_again() == recent.heads() == {}
        write()
        heads = {carla.public_id: (ticket_of(carla).last_seq, ticket_of(carla).last_public_seq)}
        assert asked_again() == recent.heads() == heads


# — a ticket that went —


def test_writing_to_a_ticket_that_was_deleted_is_not_found(carla: Seat) -> None:
    ticket_of(carla).delete()
    with pytest.raises(Refused) as refused:
        says(carla, "Hello?")
    assert refused.value.code == "not_found"


# — the constraints behind it —


def test_the_database_itself_refuses_what_the_code_never_does(carla: Seat, ada_herself: User) -> None:
    def row(**different: object) -> None:
        fields = {"ticket_id": carla.ticket, "seq": 9, "public_seq": 9, "kind": "message", "body": "x"}
        fields |= {"client_id": uuid4(), "role": "customer"}
        with transaction.atomic():
            Event.objects.create(**fields | different)

    first = Event.objects.get(ticket=carla.ticket, seq=1)
    for wrong in (
        {"seq": 1},
        {"public_seq": 1},
        {"client_id": first.client_id},
        {"agent": ada_herself},
        {"role": "agent"},
        {"role": ""},
    ):
        with pytest.raises(IntegrityError):
            row(**wrong)
    id = uuid4()
    row(client_id=id, role="agent", agent=ada_herself)
    with pytest.raises(IntegrityError):
        row(client_id=id, role="agent", agent=ada_herself, seq=10, public_seq=10)
    row(client_id=first.client_id, role="system", seq=10, public_seq=None)  # of another author
    with pytest.raises(IntegrityError):
        row(client_id=first.client_id, role="system", seq=11, public_seq=10)


def test_an_event_of_any_kind_may_be_hidden_and_says_more_than_words(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(kinds.Kind("tagged_by_somebody"))
    id = uuid4()
    more: ledger.More = {"data": {"tag": "spare part"}, "via": Event.Via.API, "hidden": True}
    written = ledger.append(ada, id, "tagged_by_somebody", "", ledger.spoken, **more)
    [event] = written.events
    assert (event.public_seq, event.data, event.via, event.role) == (None, more["data"], "api", "agent")
    stored = Event.objects.get(client_id=id)
    assert (stored.data, stored.via, len(log_of(carla)), len(log_of(ada))) == (more["data"], "api", 1, 2)
    assert ticket_of(carla).waiting_since, "what the customer doesn't see is no answer"
    assert ledger.append(ada, id, "tagged_by_somebody", "", ledger.spoken, **more).seq == 2
    with pytest.raises(Refused):
        ledger.append(ada, id, "tagged_by_somebody", "", ledger.spoken, data={"tag": "other"})


def test_what_the_desk_itself_does_is_the_systems(carla: Seat) -> None:
    def says_so(ticket: Ticket) -> list[Event]:
        return [ledger.next_event(ticket, uuid4(), "message", "We are closed.", Event.Role.SYSTEM)]

    ledger.by_itself(carla.ticket, says_so)
    says(carla, "Hello?")
    roles = ["customer", "system", "customer"]
    assert [event["author"]["role"] for event in log_of(carla)] == roles
    assert list(Event.objects.order_by("seq").values_list("role", flat=True)) == roles


# — read marks —


def test_marks_only_grow(carla: Seat, ada: Seat) -> None:
    for _ in range(4):
        says(carla, "More")
    assert reads(ada, 3) == (3, 3)
    assert reads(ada, 2) is None
    assert reads(ada, 3) is None
    assert reads(ada, 5) == (5, 5)
    assert ticket_of(ada).agents_read == 5


def test_nobody_has_read_what_is_not_written_yet(carla: Seat, ada: Seat) -> None:
    assert reads(ada, 2**31 - 1) == (1, 1)
    says(ada, "New")
    assert reads(carla, 99) == (2, 2)
    assert reads(carla, 99) is None


def test_marks_are_told_to_each_audience_in_its_numbering(carla: Seat, ada: Seat) -> None:
    notes(ada, "2 for agents, nothing for Carla")
    says(ada, "3 for agents, 2 for Carla")
    notes(ada, "4 for agents, nothing for Carla")
    assert reads(ada, 2) == (2, 1)
    assert reads(ada, 4) == (4, 2)
    assert reads(carla, 2) == (3, 2)


def test_each_side_has_a_mark_of_its_own(carla: Seat, ada: Seat) -> None:
    reads(ada, 1)
    assert ticket_of(carla).customer_read == 0
    reads(carla, 1)
    assert ticket_of(carla).customer_read == 1


def test_what_is_delivered_is_a_mark_beside_what_is_read(carla: Seat, ada: Seat) -> None:
    says(carla, "More")
    assert ledger.mark(ada, "delivered", 2) == (2, 2)
    assert ledger.mark(ada, "delivered", 1) is None
    assert reads(ada, 1) == (1, 1)
    ticket = ticket_of(carla)
    assert (ticket.agents_delivered, ticket.agents_read) == (2, 1)
    assert (ticket.customer_delivered, ticket.customer_read) == (0, 0)


# — what it costs —


def test_a_message_is_three_statements_in_a_transaction_and_a_mark_is_one(
    carla: Seat, ada: Seat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2 + 3):
        says(carla, "More")
    with django_assert_num_queries(1):
        assert ledger.mark(ada, "delivered", 2) == (2, 2)
    with django_assert_num_queries(1):
        assert ledger.mark(ada, "delivered", 1) is None


# — opening —


def an_opening(**different: str) -> ledger.Opening:
    told: dict[str, Any] = {"name": "Carla", "body": "It broke."}
    told |= {"email": "carla@example.com", "subject": "Toaster"}
    return ledger.Opening(UUID(int=7), **told | different)


def test_the_same_opening_again_gives_the_same_ticket_and_token() -> None:
    first, token = ledger.open_ticket(an_opening())
    again, same_token = ledger.open_ticket(an_opening())
    assert (again.ticket.pk, again.seq, again.at, same_token) == (first.ticket.pk, 1, first.at, token)
    assert again.events == ()
    assert Ticket.objects.count() == Event.objects.count() == 1


@pytest.mark.parametrize("field", ["name", "body", "email", "subject"])
def test_the_same_id_for_another_opening_is_a_conflict(field: str) -> None:
    ledger.open_ticket(an_opening())
    with pytest.raises(Refused) as refused:
        ledger.open_ticket(an_opening(**{field: "other"}))
    assert refused.value.code == "conflict"


def test_the_repeat_is_answered_after_the_conversation_went_on() -> None:
    written, token = ledger.open_ticket(an_opening())
    carla = access.seat(access.NOBODY, written.ticket.public_id, token)
    says(carla, "More")
    assert ledger.open_ticket(an_opening())[1] == token


def test_who_reads_the_first_event_cannot_repeat_the_opening() -> None:
    written, _ = ledger.open_ticket(an_opening())
    assert written.id != an_opening().id
    mallorys, token = ledger.open_ticket(ledger.Opening(written.id, "Carla", "It broke."))
    assert mallorys.ticket.pk != written.ticket.pk
    assert access.hash_of(token) != written.ticket.token_hash


def test_the_database_holds_no_token() -> None:
    written, token = ledger.open_ticket(an_opening())
    row = Ticket.objects.filter(pk=written.ticket.pk).values().get()
    assert len(bytes.fromhex(token)) == 32
    assert token not in map(str, row.values())
    assert access.hash_of(token) == row["token_hash"]


def test_public_ids_and_tokens_are_all_different() -> None:
    seats = [opened("Carla", "x") for _ in range(20)]
    assert len({seat.public_id for seat in seats}) == 20
    assert len(set(Ticket.objects.values_list("token_hash", flat=True))) == 20
