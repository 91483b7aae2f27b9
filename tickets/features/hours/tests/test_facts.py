"""What is read for all customers at once: in few queries, however many there are, and by an index."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.seated import assigns, notes, opened, says, seated, sets
from tickets.features.hours import emails, facts
from tickets.features.hours.models import Hours
from tickets.models import Ticket
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.presence.expected import Over
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
CLOSED = {"week": {}, "dates": {"2001-01-01": [[540, 600]]}}


@pytest.fixture(autouse=True)
def _as_of_now() -> None:
    facts.changed()


def queue() -> list[str]:
    return [waiting.ticket for waiting in facts.waiting()]


def test_the_queue_is_who_waits_and_is_nobody_s(
    carla: Seat, chris: Seat, ada: Seat, ada_herself: User
) -> None:
    more = [opened(name, "Hello?") for name in ("Dora", "Emil", "Fritz")]
    assert queue() == [seat.public_id for seat in (carla, chris, *more)], "who waits longest is first"
    says(ada, "Hello!")
    assigns(seated(ada_herself, chris), ada_herself)
    sets(seated(ada_herself, more[0]), "resolved")
    notes(seated(ada_herself, more[1]), "Who knows?")
    assert queue() == [seat.public_id for seat in more[1:]]
    says(carla, "One more thing.")
    assert queue()[-1] == carla.public_id


def test_it_is_read_by_its_index(carla: Seat) -> None:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        facts.waiting()
    [asked] = caught.captured_queries
    assert f"LIMIT {facts.MOST_WAITING}" in asked["sql"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "ticket_waiting (status=? AND assignee_id=? AND waiting_since>?)" in plan


def test_as_many_questions_for_one_as_for_many(
    carla: Seat, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.people.sites._lists", [])  # whose list is looked at anew now and then
    facts.read([carla.public_id], usual=True)
    many = [carla.public_id, *(opened(f"C{n}", "Hello?").public_id for n in range(20))]
    with django_assert_num_queries(
        3
    ):  # hours, who waits, first replies: of one site there is none to look for
        assert len(facts.read(many, usual=True).places) == len(many)


def test_closed_as_a_site_s_own_hours_say_or_those_of_all() -> None:
    assert not facts.is_closed(""), "a fresh desk is never closed"
    Hours.objects.create(site="", **CLOSED)
    assert facts.is_closed("")
    assert facts.is_closed("nowhere")
    facts.changed()
    Hours.objects.create(site="shop", week={str(day): [[0, 1440]] for day in range(7)})
    assert facts.is_closed("")
    assert not facts.is_closed("shop")


def test_hours_are_over_where_all_sites_are_closed() -> None:
    assert facts.over() is None, "there are none"
    facts.changed()
    Hours.objects.create(site="", **CLOSED)
    assert facts.over() == Over(None), "nor do they begin again"
    facts.changed()
    Hours.objects.update(week={str(day): [[0, 1440]] for day in range(7)})
    assert facts.over() is None


def test_hours_that_begin_again_say_when(monkeypatch: pytest.MonkeyPatch) -> None:
    Hours.objects.create(site="", week={"0": [[540, 1020]]})
    sunday = datetime(2026, 11, 29, 2, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: sunday)
    assert facts.over() == Over(datetime(2026, 11, 30, 9, tzinfo=UTC))


def test_an_address_is_left_once_and_by_the_customer(carla: Seat, ada: Seat) -> None:
    ticket = Ticket.objects.select_related("contact").get(pk=carla.ticket)
    assert emails.asked(ticket) == {"asks_email": True}
    with pytest.raises(Refused, match="customer"):
        emails.leave(ada, "ada@example.com")
    for _ in "12":
        emails.leave(carla, "carla@example.com")
    with pytest.raises(Refused, match="already"):
        emails.leave(carla, "mallory@example.com")
    ticket.contact.refresh_from_db()
    assert ticket.contact.email == "carla@example.com"
    assert emails.asked(ticket) == {}


def test_what_a_site_vouches_for_is_not_filled_in_by_anybody(carla: Seat) -> None:
    contact = Ticket.objects.get(pk=carla.ticket).contact
    contact.external_id = "shop:7"
    contact.save()
    with pytest.raises(Refused, match="already"):
        emails.leave(carla, "mallory@example.com")
