"""What agents put on a ticket is an event, and stands in its row."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now

from tests.seated import feature, log_of, make_agent, opened, says, seated, sets, ticket_of
from tickets.desk import queue
from tickets.features.triage import actions, lists
from tickets.features.triage.models import MOST_TAGS, Tag, Triage
from tickets.features.triage.snoozes import SNOOZE
from tickets.features.triage.tests.conftest import Tags
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Contact, Ticket
from tickets.people.access import Person, Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

TOMORROW = datetime.now(UTC) + timedelta(days=1)


def row(seat: Seat) -> dict[str, Any]:
    return queue.row(seat.public_id)


def names(seat: Seat) -> list[str]:
    return [tag["name"] for tag in row(seat)["tags"]]


def where(agent: Person, seat: Seat) -> set[str]:
    """The views that it is in."""
    views = queue.counts(agent)
    return {view for view in views if any(_is(seat, row) for row in queue.page(agent, view)["rows"])}


def _is(seat: Seat, row: dict[str, Any]) -> bool:
    return bool(row["ticket"] == seat.public_id)


def refused(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


# — tags —


def test_tags_are_made_by_using_them_and_stand_in_the_row_by_name(ada: Seat, tags: Tags) -> None:
    tags(ada, "refund", "VIP")
    tags(ada, "Refund ", "broken", remove=["vip"])
    assert names(ada) == ["broken", "refund"]
    assert Tag.objects.count() == 3
    assert row(ada)["tags"][0].keys() == {"id", "name", "colour"}


def test_two_agents_who_tag_at_once_lose_nothing_and_all_of_them_is_the_last_writer_s(
    ada: Seat, bob: Seat, tags: Tags
) -> None:
    tags(ada, "refund")
    tags(bob, "broken")
    assert names(ada) == ["broken", "refund"]
    tags(bob, tags=["new"])
    assert names(ada) == ["new"]
    assert refused(lambda: tags(ada, tags=["new"])) == "unchanged"


def test_the_log_says_the_names_of_today(ada: Seat, carla: Seat, tags: Tags) -> None:
    tags(ada, "refund")
    [tag] = Tag.objects.all()
    feature("triage", "tags").rename(tag.pk, "money back", "red")
    event = log_of(ada)[-1]
    assert event["data"] == {"add": ["refund"], "remove": []}
    assert event["tags"] == {"add": [{"id": tag.pk, "name": "money back", "colour": "red"}], "remove": []}
    assert (event["hidden"], [one["kind"] for one in log_of(carla)]) == (True, ["message"])
    assert names(ada) == ["money back"]


def test_a_repeat_is_answered_though_the_tag_is_another_by_now(ada: Seat, tags: Tags) -> None:
    id, of = uuid4(), feature("triage", "tags")
    first = tags(ada, "refund", id=id)
    [tag] = Tag.objects.all()
    of.rename(tag.pk, "money back", "red")
    tags(ada, "gone")
    of.merge(tag.pk, Tag.objects.get(name="gone").pk)
    again = tags(ada, "refund", id=id)
    assert (again.seq, again.events, names(ada)) == (first.seq, (), ["gone"])


def test_a_tag_is_known_by_the_names_that_it_had(ada: Seat, tags: Tags) -> None:
    tags(ada, "refund")
    [tag] = Tag.objects.all()
    of = feature("triage", "tags")
    of.rename(tag.pk, "money back", "red")
    assert refused(lambda: tags(ada, "Refund")) == "unchanged"
    of.rename(tag.pk, "refund", "red")
    assert names(ada) == ["refund"]
    tags(ada, "new")
    assert refused(lambda: of.rename(tag.pk, "NEW", "red")) == "conflict"


def test_a_ticket_has_at_most_so_many_and_what_was_refused_left_no_tag(ada: Seat, tags: Tags) -> None:
    tags(ada, *(f"tag {number}" for number in range(MOST_TAGS)))
    assert refused(lambda: tags(ada, "one more")) == "too_many_tags"
    assert Tag.objects.count() == MOST_TAGS


def test_a_tag_that_is_deleted_while_another_uses_it(ada: Seat, bob: Seat, tags: Tags) -> None:
    tags(ada, "refund")
    [tag] = Tag.objects.all()
    of = feature("triage", "tags")
    of.delete(tag.pk)
    assert names(ada) == []
    of.delete(tag.pk)
    assert refused(lambda: of.rename(tag.pk, "x", "red")) == "not_found"
    tags(bob, "refund")
    assert names(ada) == ["refund"]


def test_merged_tags_are_one_on_every_ticket(ada: Seat, chris: Seat, tags: Tags) -> None:
    other = Seat(chris.ticket, chris.public_id, ada.person)
    tags(ada, "refund", "money back")
    tags(other, "refund")
    pks = dict(Tag.objects.values_list("name", "pk"))
    of = feature("triage", "tags")
    of.merge(pks["refund"], pks["money back"])
    assert (names(ada), names(other)) == (["money back"], ["money back"])
    assert [(tag["name"], tag["tickets"]) for tag in of.of_all(ada.person)] == [("money back", 2)]
    tags(ada, remove=["refund"])
    assert names(ada) == []
    assert refused(lambda: of.merge(pks["refund"], pks["money back"])) == "not_found"


# — priority —


def test_priority_comes_before_who_waits_longer(ada: Seat, chris: Seat, agent: Person) -> None:
    opened("Dora", "Hi")
    actions.prioritising(ada, uuid4(), "low")()
    actions.prioritising(Seat(chris.ticket, chris.public_id, ada.person), uuid4(), "urgent")()
    shown = [(row["name"], row["priority"]) for row in queue.page(agent, "open")["rows"]]
    assert shown == [("Chris", "urgent"), ("Dora", "normal"), ("Carla", "low")]
    assert refused(actions.prioritising(ada, uuid4(), "low")) == "unchanged"


# — snooze —


def test_a_snoozed_ticket_is_in_its_own_view_until_the_customer_writes(
    ada: Seat, carla: Seat, agent: Person
) -> None:
    actions.snoozing(ada, uuid4(), "reply")()
    assert (where(agent, ada), row(ada)["snoozed_until"]) == ({"snoozed"}, "reply")
    assert queue.calling(agent) == 0
    says(ada, "Tell me when it is back.")
    assert where(agent, ada) == {"snoozed"}
    written = says(carla, "It is.")
    assert [(event.kind, event.role) for event in written.events] == [
        ("message", "customer"),
        ("snooze", "system"),
    ]
    assert "open" in where(agent, ada)
    assert [event["kind"] for event in log_of(carla)] == ["message"] * 3


def test_it_comes_back_at_its_time_by_a_job(ada: Seat, agent: Person) -> None:
    actions.snoozing(ada, uuid4(), TOMORROW)()
    assert table.claim([SNOOZE], 9) == []
    passes()
    [job] = table.claim([SNOOZE], 9)
    table.carry_out(job)
    assert (row(ada)["snoozed_until"], log_of(ada)[-1]["kind"]) == (None, "snooze")
    assert "open" in where(agent, ada)


def passes() -> None:
    """The snooze's time."""
    Triage.objects.update(snoozed_until=Now())
    Job.objects.update(due=Now())


def test_a_new_snooze_moves_the_old_one_s_time(ada: Seat) -> None:
    actions.snoozing(ada, uuid4(), TOMORROW)()
    actions.snoozing(ada, uuid4(), TOMORROW + timedelta(days=1))()
    [job] = Job.objects.filter(kind=SNOOZE)
    assert job.due > TOMORROW + timedelta(hours=12)
    Job.objects.update(due=Now())
    [job] = table.claim([SNOOZE], 9)
    table.carry_out(job)
    assert row(ada)["snoozed_until"] is not None, "too early"
    assert Job.objects.get(kind=SNOOZE).due > TOMORROW + timedelta(hours=12), "and so later"
    actions.snoozing(ada, uuid4(), None)()
    Job.objects.update(due=Now())
    [job] = table.claim([SNOOZE], 9)
    table.carry_out(job)
    assert not Job.objects.filter(kind=SNOOZE).exists()


def test_who_resolves_ends_a_snooze_and_only_what_is_open_can_be_snoozed(ada: Seat) -> None:
    feature("status", "effects")
    actions.snoozing(ada, uuid4(), "reply")()
    sets(ada, "resolved")
    assert row(ada)["snoozed_until"] is None
    assert refused(actions.snoozing(ada, uuid4(), "reply")) == "conflict"
    assert refused(actions.snoozing(ada, uuid4(), None)) == "unchanged"
    Ticket.objects.filter(pk=ada.ticket).update(status="merged")
    assert refused(actions.snoozing(ada, uuid4(), "reply")) == "conflict"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_time_that_has_passed_or_is_years_away_is_refused(ada: Seat, days: int) -> None:
    until = datetime.now(UTC) + timedelta(days=days)
    assert refused(actions.snoozing(ada, uuid4(), until)) == "bad_field"
    assert row(ada)["snoozed_until"] is None


# — spam —


def test_spam_is_resolved_and_in_no_other_view_and_back_when_it_is_none(
    ada: Seat, carla: Seat, agent: Person
) -> None:
    feature("status", "effects")
    actions.marking_spam(ada, uuid4(), True)()
    assert (where(agent, ada), ticket_of(ada).status) == ({"spam"}, "resolved")
    says(carla, "Buy now")
    assert where(agent, ada) == {"spam"}
    assert queue.calling(agent) == 0
    sets(ada, "resolved")
    actions.marking_spam(ada, uuid4(), False)()
    assert "open" in where(agent, ada)
    assert ticket_of(ada).waiting_since is not None


def test_what_was_resolved_before_it_was_marked_is_so_when_it_is_none(ada: Seat, agent: Person) -> None:
    feature("status", "effects")
    sets(ada, "resolved")
    actions.marking_spam(ada, uuid4(), True)()
    actions.marking_spam(ada, uuid4(), False)()
    assert (where(agent, ada), ticket_of(ada).status) == ({"resolved"}, "resolved")
    assert [event["kind"] for event in log_of(ada)].count("status") == 1


def test_what_the_same_contact_opens_next_is_spam_as_well(ada: Seat, agent: Person) -> None:
    actions.marking_spam(ada, uuid4(), True)()
    again = opened("Carla", "Buy more")
    assert "open" in where(agent, again)
    Ticket.objects.filter(pk=again.ticket).update(contact=Contact.objects.get(tickets=ada.ticket))
    third = _opened_by(Contact.objects.get(tickets=ada.ticket))
    assert where(agent, third) == {"spam"}


def _opened_by(contact: Contact) -> Seat:
    from tickets.conversation import openings

    before = openings.contact
    openings.contact = lambda *_: contact
    try:
        return opened("Carla", "Buy the rest")
    finally:
        openings.contact = before


# — all of them —


@pytest.mark.parametrize(
    "act",
    [
        lambda seat: actions.prioritising(seat, uuid4(), "high"),
        lambda seat: actions.snoozing(seat, uuid4(), "reply"),
        lambda seat: actions.marking_spam(seat, uuid4(), True),
        lambda seat: actions.tagging(seat, uuid4(), None),  # type: ignore[arg-type]
    ],
)
def test_only_agents(carla: Seat, act: Any) -> None:
    assert refused(lambda: act(carla)) == "forbidden"


def test_a_repeat_is_answered_as_the_first_time(ada: Seat) -> None:
    acts: list[Any] = [
        lambda id: actions.prioritising(ada, id, "high")(),
        lambda id: actions.snoozing(ada, id, TOMORROW)(),
        lambda id: actions.snoozing(ada, id, None)(),
        lambda id: actions.marking_spam(ada, id, True)(),
    ]
    for act in acts:
        id = uuid4()
        assert act(id).seq == act(id).seq


def test_rows_of_many_tickets_cost_one_query_more(
    ada: Seat, tags: Tags, django_assert_num_queries: Any
) -> None:
    tags(ada, "a", "b")
    seats = [seated(make_agent(f"x{n}"), opened(f"{n}", "Hi")) for n in range(5)]
    actions.prioritising(seats[0], uuid4(), "high")()
    tickets = list(Ticket.objects.all())
    with django_assert_num_queries(1):
        rows = feature("triage", "details").triaged(tickets)
    assert len(rows) == len(tickets)
    assert [tag["name"] for tag in rows[ada.ticket]["tags"]] == ["a", "b"]


def test_what_is_set_aside_has_a_view_of_its_own() -> None:
    assert {view.name for view in (lists.SNOOZED, lists.SPAM) if view.aside} == {"snoozed", "spam"}


def test_of_a_ticket_with_nothing_beside_it_no_query_is_so_much_as_put_together(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That alone took a twelfth of a message."""
    monkeypatch.setattr(Triage, "objects", None)
    assert row(carla)["tags"] == []
