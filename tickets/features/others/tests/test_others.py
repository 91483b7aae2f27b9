"""Beside a conversation, the others of its customer."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.seated import opened, seated, sets, ticket_of
from tickets.features.others import api, found
from tickets.models import Contact
from tickets.people.access import Seat
from tickets.people.models import Team, User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


def of(email: str, name: str = "Carla") -> Seat:
    seat = opened(name, "Hello?")
    Contact.objects.filter(pk=ticket_of(seat).contact_id).update(email=email)
    return seat


def beside(user: User, seat: Seat) -> list[str]:
    return [one["ticket"] for one in found.of(seated(user, seat))]


def test_of_the_same_contact_or_address_the_newest_first(ada_herself: User) -> None:
    first, other, second = of("carla@example.com"), of("chris@example.com"), of("carla@example.com", "C. B.")
    again = opened("Carla", "Once more")
    contact = ticket_of(first).contact_id
    Contact.objects.filter(pk=ticket_of(again).contact_id).update(email="")
    type(ticket_of(again)).objects.filter(pk=again.ticket).update(contact=contact)
    assert beside(ada_herself, first) == [again.public_id, second.public_id]
    assert beside(ada_herself, other) == []


def test_nobody_who_gave_no_address_is_another(ada_herself: User) -> None:
    one, _ = of(""), of("")
    assert beside(ada_herself, one) == []


def test_it_says_what_it_was_and_that_it_is_done(ada_herself: User) -> None:
    first, second = of("carla@example.com"), of("carla@example.com", "C. B.")
    sets(seated(ada_herself, second), "resolved")
    [told] = found.of(seated(ada_herself, first))
    assert {name: told[name] for name in ("name", "subject", "status")} == {
        "name": "C. B.",
        "subject": "",
        "status": "resolved",
    }


def test_what_the_agent_does_not_see_is_none(ada_herself: User) -> None:
    first, second = of("carla@example.com"), of("carla@example.com")
    User.objects.filter(pk=ada_herself.pk).update(role="agent", is_superuser=False)
    ada_herself.refresh_from_db()
    type(ticket_of(second)).objects.filter(pk=second.ticket).update(team=Team.objects.create(name="Billing"))
    assert beside(ada_herself, first) == []


def test_no_customer_asks(carla: Seat) -> None:
    with pytest.raises(Refused, match="agents"):
        api._others(carla)


def test_it_is_found_by_two_indexes(ada_herself: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("as SQLite explains it")
    seat = seated(ada_herself, of("carla@example.com"))
    with CaptureQueriesContext(connection) as caught:
        found.of(seat)
    asked: Any = caught.captured_queries[-1]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "contact_email" in plan
    assert "SCAN tickets_contact" not in plan
