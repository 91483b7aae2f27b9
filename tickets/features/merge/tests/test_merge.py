"""Two conversations become one: nothing moves, nothing is lost, and it can be undone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db.models import F

from tests.seated import bodies, feature, log_of, make_agent, notes, opened, says, seated, ticket_of
from tickets.conversation import actions as writes
from tickets.conversation import ledger
from tickets.conversation.ledger import Written
from tickets.conversation.limits import UNLIMITED
from tickets.conversation.seams import Committed
from tickets.conversation.timeline import Asked
from tickets.desk import announcing, queue
from tickets.features.merge import actions, effects
from tickets.features.merge.models import Merge
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.models import Team
from tickets.people.roles import Role
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Any:
    return make_agent("ada", "Ada")


@pytest.fixture
def old(db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def new(db: None) -> Seat:
    return opened("Carla", "It broke, again.")


def merges(agent: Any, a: Seat, b: Seat | None, id: UUID | None = None, *, sure: bool = True) -> Written:
    return actions.merging(seated(agent, a), id or uuid4(), b.public_id if b else None, sure)()


def refused(act: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def copied(event: UUID, into: Seat) -> UUID:
    return uuid5(UUID(into.public_id), str(event))


def test_no_event_moves_and_both_logs_say_so(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    [_, there] = log_of(old)
    assert (there["kind"], there["data"]) == ("merged", {"into": new.public_id})
    assert bodies(new) == ["It broke, again."]
    [_, here] = log_of(seated(ada, new))
    assert (here["kind"], here["data"], here["hidden"]) == ("merged", {"from": old.public_id}, True)
    assert queue.row(old.public_id)["merged_into"]["ticket"] == new.public_id
    assert [one["ticket"] for one in queue.row(new.public_id)["merged_from"]] == [old.public_id]


def test_what_was_merged_is_in_no_other_view_and_nobody_waits_there(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    says(old, "Hello?")
    person = access.person_of(ada)
    counts = queue.counts(person)
    assert (counts["open"], counts["merged"]) == (1, 1)
    assert ticket_of(old).waiting_since is None
    assert ticket_of(new).waiting_since


@pytest.mark.parametrize("via", ["web", "mail"])
def test_what_still_comes_is_stored_where_it_came_and_where_it_goes_on(
    ada: Any, old: Seat, new: Seat, via: str
) -> None:
    """By the outbox, whose socket and calls both write an `actions.message`, and by mail."""
    merges(ada, old, new)
    ids = [uuid4() for _ in range(3)]
    for n, id in enumerate(ids):
        for _ in range(2):  # the answer was lost: it is sent again
            if via == "mail":
                ledger.append(old, id, "message", f"{n}", ledger.spoken, data={"mail": 1}, via=Event.Via.MAIL)
            else:
                work = writes.message(old, id, f"{n}", "message", {}, UNLIMITED)
                written, _told = writes.commit(work)
                assert written.id == id
    assert bodies(old)[-3:] == ["0", "1", "2"]
    assert bodies(new)[-3:] == ["0", "1", "2"]
    there = Event.objects.filter(ticket=new.ticket, kind="message", data__has_key="from").order_by("seq")
    assert [event.client_id for event in there] == [copied(id, new) for id in ids]
    assert {event.role for event in there} == {"customer"}
    assert {event.via for event in there} == {via}


def test_a_refused_copy_takes_the_message_with_it(
    ada: Any, old: Seat, new: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one transaction: it is at both or at neither."""
    merges(ada, old, new)

    def fails(*_: Any, **__: Any) -> None:
        raise Refused("unavailable", "Not now.", retry_after=1)

    monkeypatch.setattr(ledger, "append_to", fails)
    assert refused(says, old, "Hello?") == "unavailable"
    assert "Hello?" not in bodies(old)


def test_a_note_that_comes_late_stays_between_agents(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    notes(seated(ada, old), "She called.")
    assert bodies(new) == ["It broke, again."]
    assert bodies(seated(ada, new))[-1] == "She called."


def test_it_goes_on_through_a_chain(ada: Any, old: Seat, new: Seat) -> None:
    third = opened("Carla", "And again.")
    merges(ada, old, new)
    merges(ada, new, third)
    says(old, "Hello?")
    assert [bodies(seat)[-1] for seat in (old, new, third)] == ["Hello?"] * 3
    assert actions.led(old)[0] == third.public_id


def test_a_resolved_one_is_opened_again_by_what_comes(ada: Any, old: Seat, new: Seat) -> None:
    status = feature("status", "effects")
    merges(ada, old, new)
    ledger.append(seated(ada, new), uuid4(), "status", "resolved", status.status_set)
    says(old, "Hello?")
    assert ticket_of(new).status == "open"


def test_of_two_the_other_way_round_one_wins(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    assert refused(merges, ada, new, old) == "merged"
    assert refused(merges, ada, old, new) == "merged"
    assert Merge.objects.count() == 1


def test_different_people_are_asked_about(ada: Any, old: Seat, new: Seat) -> None:
    """An e-mail is what somebody typed: only a verified customer is the same without a question."""
    assert refused(merges, ada, old, new, sure=False) == "other_person"
    Ticket.objects.filter(pk=new.ticket).update(contact=ticket_of(old).contact)
    merges(ada, old, new, sure=False)
    assert refused(merges, ada, opened("Carl", "Hm."), old) == "merged"


def test_nonsense_is_refused(ada: Any, old: Seat, new: Seat) -> None:
    assert refused(merges, ada, old, old) == "bad_field"
    assert refused(actions.merging(seated(ada, old), uuid4(), "nowhere", True)) == "not_found"
    assert refused(actions.merging, old, uuid4(), new.public_id, True) == "forbidden"
    assert refused(merges, ada, old, None) == "unchanged"


def test_the_same_again_is_answered_as_the_first_time(ada: Any, old: Seat, new: Seat) -> None:
    id = uuid4()
    first = merges(ada, old, new, id)
    merges(ada, old, None)
    again = merges(ada, old, new, id)
    assert (again.seq, again.events) == (first.seq, ())
    assert not Merge.objects.exists()
    assert refused(merges, ada, old, None, id) == "conflict"


def test_it_is_undone_within_a_week(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    says(old, "Hello?")
    merges(ada, old, None)
    says(old, "Only here.")
    assert bodies(new)[-1] == "Hello?"
    assert bodies(old)[-1] == "Only here."
    assert ticket_of(old).status == "open"
    assert ticket_of(old).waiting_since
    assert log_of(seated(ada, new))[-1]["data"] == {"from": old.public_id, "undone": True}
    assert queue.row(new.public_id)["merged_from"] == []
    merges(ada, old, new)
    Merge.objects.update(at=F("at") - effects.UNDONE_WITHIN - timedelta(minutes=1))
    assert refused(merges, ada, old, None) == "conflict"


def test_its_status_is_nobody_s_to_change(ada: Any, old: Seat, new: Seat) -> None:
    status = feature("status", "effects")
    merges(ada, old, new)
    change = (seated(ada, old), uuid4(), "status", "open", status.status_set)
    assert refused(ledger.append, *change) == "merged"
    assert ticket_of(old).status == "merged"


def test_the_customer_is_led_there_and_an_undo_takes_the_token_back(ada: Any, old: Seat, new: Seat) -> None:
    assert refused(actions.led, old) == "conflict"
    merges(ada, old, new)
    ticket, token = actions.led(old)
    assert (ticket, token) == actions.led(old)
    assert access.seat(access.NOBODY, ticket, token).ticket == new.ticket
    assert refused(actions.led, seated(ada, old)) == "forbidden"
    merges(ada, old, None)
    assert refused(access.seat, access.NOBODY, ticket, token) == "not_found"


def test_files_stay_where_they_came_and_their_names_go_on(ada: Any, old: Seat, new: Seat) -> None:
    merges(ada, old, new)
    data = {"mail": 1, "attached": [{"name": "bill.pdf", "size": 3}]}
    ledger.append(old, uuid4(), "message", "The bill.", ledger.spoken, data=data)
    assert bodies(new)[-1].startswith("The bill.")


def test_where_the_other_one_is_deleted_it_goes_on_by_itself_and_takes_messages(
    ada: Any, old: Seat, new: Seat, django_capture_on_commit_callbacks: Any
) -> None:
    merges(ada, old, new)
    says(old, "Hello?")
    with django_capture_on_commit_callbacks(execute=True):
        Ticket.objects.filter(pk=new.ticket).delete()
    assert log_of(old)[-1]["data"] == {"into": None}
    ticket = ticket_of(old)
    assert (ticket.status, Merge.objects.exists()) == ("open", False)
    assert ticket.waiting_since
    says(old, "Is anybody there?")
    assert bodies(old)[-1] == "Is anybody there?"
    assert queue.row(old.public_id)["merged_into"] is None


def test_both_may_be_deleted_at_once(
    ada: Any, old: Seat, new: Seat, django_capture_on_commit_callbacks: Any
) -> None:
    merges(ada, old, new)
    with django_capture_on_commit_callbacks(execute=True):
        Ticket.objects.all().delete()
    assert not Merge.objects.exists()


# — who sees one of both —


@pytest.fixture
def apart(ada: Any, old: Seat, new: Seat) -> tuple[Person, Person]:
    """Bob sees the old one alone, Cleo both: the new one has gone to a team of hers."""
    ada.role = Role.SUPERVISOR
    ada.save()
    shipping = Team.objects.create(name="Shipping")
    bob, cleo = make_agent("bob", "Bob"), make_agent("cleo", "Cleo")
    shipping.members.add(cleo)
    merges(ada, old, new)
    Ticket.objects.filter(pk=new.ticket).update(team=shipping, subject="Xylophone")
    return access.person_of(bob), access.person_of(cleo)


def others(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return [(row["merged_into"]["name"], row["merged_into"]["subject"]) for row in rows]


def test_a_row_names_no_conversation_that_its_reader_does_not_see(
    apart: tuple[Person, Person], old: Seat
) -> None:
    bob, cleo = apart
    for rows in (
        lambda agent: queue.page(agent, "merged")["rows"],
        lambda agent: queue.found(agent, "merged", "carla")["rows"],
        lambda agent: queue.rows([old.public_id], agent),
    ):
        assert others(rows(bob)) == [("", "")]
        assert others(rows(cleo)) == [("Carla", "Xylophone")]
    asked = [Asked(Seat(old.ticket, old.public_id, person), 0) for person in (bob, cleo)]
    rows_of_pages = [page.row for page in queue.pages_after(asked) if page and page.row]
    assert others(rows_of_pages) == [("", ""), ("Carla", "Xylophone")]


def test_what_is_told_to_every_desk_at_once_has_no_such_row(
    apart: tuple[Person, Person], old: Seat, ada: Any
) -> None:
    written = notes(seated(ada, old), "Look here")
    told: Any
    [told] = announcing.row_of(Committed(old.public_id, written.ticket, written.events))
    assert told.whose is None, "so each desk asks for its own"
