"""Which tickets are in which view, with the views of features and without."""

import pytest

from tests.seated import make_agent, opened
from tickets.desk import queue, views
from tickets.desk.views import View
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

DONE = View("done", "Done", 40, done=True)


@pytest.fixture
def ada(monkeypatch: pytest.MonkeyPatch) -> Person:
    """At a desk with no view but its own."""
    monkeypatch.setattr(views, "_views", {"open": views._views["open"]})
    return access.person_of(make_agent("ada"))


@pytest.fixture
def tickets() -> dict[str, str]:
    """One is open, and one was resolved."""
    public_ids = {name: opened(name, "Hi").public_id for name in ("open", "done")}
    Ticket.objects.filter(public_id=public_ids["done"]).update(status="resolved", waiting_since=None)
    return public_ids


def names(ada: Person, view: str) -> set[str]:
    return {row["name"] for row in queue.page(ada, view)["rows"]}


@pytest.mark.usefixtures("tickets")
def test_what_is_done_is_in_the_view_of_that_alone_and_without_one_nothing_is_done(ada: Person) -> None:
    assert names(ada, "open") == {"open", "done"}
    views.register(DONE)
    assert (names(ada, "open"), names(ada, "done")) == ({"open"}, {"done"})
    assert queue.counts(ada) == {"open": 1, "done": 1}


@pytest.mark.usefixtures("tickets")
def test_who_calls_is_anybodys_unless_a_view_says_whose(ada: Person) -> None:
    assert queue.calling(ada) == 1
    views.register(View("nobodys", "Nobody's", 10, lambda _: ~views._DONE, calls=True))
    views.register(View("none", "None", 20, lambda agent: views._DONE, calls=True))
    assert queue.calling(ada) == 1
    Ticket.objects.update(status="resolved")
    views.register(DONE)
    assert queue.calling(ada) == 0


def test_views_stand_at_their_places_each_name_once(ada: Person) -> None:
    views.register(DONE)
    views.register(View("first", "First", 10))
    views.register(DONE)
    assert [view.name for view in views.in_order()] == ["first", "open", "done"]
    with pytest.raises(ValueError, match="done"):
        views.register(View("done", "Done", 50))
    with pytest.raises(Refused, match="first, open, done"):
        queue.page(ada, "unassigned")
