"""Fields that features add to rows are asked for once a page."""

from collections.abc import Sequence

import pytest

from tests.seated import make_agent, opened, says
from tickets.desk import details, queue
from tickets.models import Ticket
from tickets.people import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many tickets a feature was asked about, each time."""
    asked = list[int]()

    def lengths(tickets: Sequence[Ticket]) -> dict[int, dict[str, int]]:
        asked.append(len(tickets))
        return {ticket.pk: {"letters": len(ticket.contact.name)} for ticket in tickets}

    monkeypatch.setattr(details, "_details", list(details._details))
    details.with_rows(lengths)
    details.with_rows(lengths)
    return asked


def test_a_page_asks_once_for_all_its_rows(asked: list[int]) -> None:
    for number in range(5):
        opened("x" * (number + 1), "Hi")
    rows = queue.page(access.person_of(make_agent("ada")), "open")["rows"]
    assert asked == [5], "though it was registered twice"
    assert sorted(row["letters"] for row in rows) == [1, 2, 3, 4, 5]


def test_a_row_that_is_told_anew_has_them_too(asked: list[int]) -> None:
    seat = opened("Carla", "Hi")
    written = says(seat, "More")
    row = queue.row_after(written.ticket, written.events)
    assert (row["letters"], asked) == (5, [1])
    assert row == queue.row(seat.public_id)
