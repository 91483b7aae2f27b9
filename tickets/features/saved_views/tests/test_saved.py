"""Views that agents make: whose they are, what is in them, in which order, and how many."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from tests.seated import assigns, make_agent, opened, seated
from tickets.desk import queue
from tickets.features.saved_views import saved
from tickets.features.saved_views.models import SavedView
from tickets.features.saved_views.saved import Saving
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import Team, User
from tickets.people.sight import Sight
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    saved._counted.clear()


@pytest.fixture
def ada(db: None) -> Person:
    return access.person_of(make_agent("ada"))


@pytest.fixture
def bob(db: None) -> Person:
    return access.person_of(make_agent("bob"))


@pytest.fixture
def team(ada: Person, bob: Person) -> Team:
    team = Team.objects.create(name="Billing")
    team.members.set(User.objects.filter(pk__in=[ada.agent, bob.agent]))
    return team


def saves(agent: Person, query: str, id: UUID | None = None, team: int | None = None, **more: Any) -> str:
    saving = Saving(more.get("name", query), query, more.get("order", "priority"), team)
    return str(saved.save(agent, id or uuid4(), saving)["view"])


def names(agent: Person, view: str) -> list[str]:
    return [row["name"] for row in queue.page(agent, view)["rows"]]


def refused(act: Any, *args: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value


def test_a_line_of_filters_and_words(ada: Person) -> None:
    opened("Carla", "Hi", subject="A chair", email="carla@example.org")
    opened("Chris", "Hi", subject="A table")
    chairs = saves(ada, 'chair is:open "a chair"')
    assert names(ada, chairs) == ["Carla"]
    assert queue.page(ada, "open")["counts"][chairs] == 1
    assert names(ada, saves(ada, "CARLA@example")) == ["Carla"]
    Ticket.objects.filter(subject="A chair").update(status="resolved")
    assert names(ada, chairs) == []


def test_whose_it_is(ada: Person, bob: Person) -> None:
    mine = opened("Carla", "Hi")
    opened("Chris", "Hi")
    if "assignment" not in _features():
        pytest.skip("without the feature assignment")
    user = access.agents().get(username="ada")
    assigns(seated(user, mine), user)
    assert names(ada, saves(ada, "agent:me")) == ["Carla"]
    assert names(bob, saves(bob, "agent:ADA")) == ["Carla"]
    assert names(bob, saves(bob, "agent:none is:unassigned")) == ["Chris"]
    assert names(bob, saves(bob, "agent:me")) == []


def _features() -> list[str]:
    from django.conf import settings

    return list(settings.FEATURES)


def test_three_orders(ada: Person) -> None:
    for hours, name in ((1, "first"), (3, "second"), (2, "third")):
        seat = opened(name, "Hi")
        Ticket.objects.filter(pk=seat.ticket).update(waiting_since=Now() - timedelta(hours=hours))
    assert names(ada, saves(ada, "is:open", order="waiting")) == ["second", "third", "first"]
    assert names(ada, saves(ada, "is:open", order="newest")) == ["third", "second", "first"]
    assert names(ada, saves(ada, "is:open")) == ["second", "third", "first"]


def test_one_s_own_is_nobody_elses_and_a_teams_is_its_members(ada: Person, bob: Person, team: Team) -> None:
    opened("Carla", "Hi")
    own, ours = saves(ada, "is:open"), saves(ada, "is:waiting", team=team.pk)
    assert [view.query for view in saved.of(bob)] == ["is:waiting"]
    assert (names(bob, own), names(bob, ours)) == ([], ["Carla"])
    assert set(queue.page(bob, "open")["counts"]) >= {ours}
    assert own not in queue.page(bob, "open")["counts"]
    id = UUID(own.removeprefix(saved.PREFIX))
    assert refused(saved.delete, bob, id).code == "not_found"
    assert refused(saves, bob, "is:open", id).code == "not_found"
    carol = access.person_of(make_agent("carol"))
    assert (saved.of(carol), names(carol, ours)) == ([], [])
    assert refused(saves, carol, "is:open", team=team.pk).code == "bad_field"


def test_one_that_somebody_deletes_while_another_looks(ada: Person, bob: Person, team: Team) -> None:
    opened("Carla", "Hi")
    view = saves(ada, "is:open", team=team.pk)
    assert names(bob, view) == ["Carla"]
    for _ in range(2):
        saved.delete(ada, UUID(view.removeprefix(saved.PREFIX)))
    assert names(bob, view) == names(bob, "saved:nonsense") == []


def test_a_filter_that_there_isnt_is_said_by_name(ada: Person) -> None:
    unknown, value = refused(saves, ada, "colour:red"), refused(saves, ada, "is:purple")
    assert (unknown.code, unknown.more) == ("bad_field", {"filter": "colour"})
    assert (value.code, value.more) == ("bad_field", {"filter": "is", "value": "purple"})
    view = saves(ada, "is:open")
    SavedView.objects.update(query="colour:red")  # its feature was taken away
    assert names(ada, view) == []


def test_what_is_done_or_set_aside_is_in_none_that_doesnt_say_so(ada: Person) -> None:
    if not {"status", "triage"} <= set(_features()):
        pytest.skip("without views of these")
    from tickets.features.triage.models import Triage

    done, spam = opened("Done", "Hi"), opened("Spam", "Hi")
    opened("Open", "Hi")
    Ticket.objects.filter(pk__in=(done.ticket, spam.ticket)).update(status="resolved")
    Triage.objects.create(ticket_id=spam.ticket, spam=True)
    assert names(ada, saves(ada, "agent:none")) == ["Open"]
    assert names(ada, saves(ada, "is:resolved")) == ["Done"]
    assert names(ada, saves(ada, "is:spam")) == ["Spam"]


def test_there_are_at_most_so_many(ada: Person) -> None:
    owner = access.agents().get(username="ada")
    SavedView.objects.bulk_create(
        SavedView(pk=uuid4(), owner=owner, name=str(n), query="is:open") for n in range(saved.MOST)
    )
    assert refused(saves, ada, "is:open").code == "conflict"
    saves(ada, "is:waiting", SavedView.objects.all()[0].pk)


@pytest.mark.usefixtures("nothing_gets_old")
def test_all_are_counted_by_one_query_and_a_teams_once_for_all_desks(
    ada: Person, bob: Person, team: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(9):
        saves(ada, f"word{n}", team=team.pk)
    ada, bob, carl = (
        replace(who, sight=Sight(who.agent, every_team=who is not bob)) for who in (ada, bob, ada)
    )
    with django_assert_num_queries(2):
        saved.counts(ada)
    with django_assert_num_queries(1):
        saved.counts(carl)
    with django_assert_num_queries(2):
        saved.counts(bob)  # who sees less


@pytest.mark.parametrize("me", ["agent:me", "agent\uff1aME", 'agent:"me"'])
def test_what_depends_on_who_asks_is_counted_for_each(
    ada: Person, bob: Person, team: Team, me: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    if "assignment" not in _features():
        pytest.skip("without the feature assignment")
    saves(ada, me, team=team.pk)
    for who in (ada, bob):
        with django_assert_num_queries(2):
            saved.counts(replace(who, sight=Sight(who.agent, every_team=True)))


def test_odd_words_are_words(ada: Person) -> None:
    opened("Carla", "Hi")
    assert refused(saves, ada, '"').code == "bad_field"
    for odd in ("%", "_", "a" * 200, "NEAR(", "\\", "tag:", ":"):
        assert names(ada, saves(ada, odd, name="Odd")) == []


def test_what_another_thread_forgets_meanwhile_is_known(
    ada: Person, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened("Carla", "Hi")
    both = {saves(ada, "is:open"): 1, saves(ada, "agent:me"): 0}
    saved.counts(ada)
    (first, *_) = saved._counted
    saved._counted.pop(next(key for key in saved._counted if key != first))
    count = queue.counted

    def counted(*those: Any) -> Any:
        saved._counted.clear()
        return count(*those)

    monkeypatch.setattr(queue, "counted", counted)
    assert saved.counts(ada) == both


def test_what_others_save_for_a_team_takes_no_view_of_ones_own_away(
    ada: Person, bob: Person, team: Team
) -> None:
    owner = access.agents().get(username="ada")
    SavedView.objects.bulk_create(
        SavedView(pk=uuid4(), owner=owner, name=f"Own {n:02}", query="is:open") for n in range(saved.MOST - 5)
    )
    for n in range(10):
        saves(bob, "is:open", team=team.pk, name=f"Team {n:02}")
    found = [view.name for view in saved.of(ada)]
    assert found[:10] == [f"Team {n:02}" for n in range(10)]
    assert found[10:] == [f"Own {n:02}" for n in range(saved.MOST - 5)]
