"""A ticket is given to a team, and goes out of sight of who isn't in it."""

import json
from uuid import uuid4

import pytest

from tests.seated import make_agent, opened, seated, ticket_of
from tickets.conversation import actions, ledger, timeline
from tickets.desk import queue
from tickets.features.teams import effects, socket  # noqa: F401  (registers its frame)
from tickets.features.teams.actions import giving
from tickets.features.teams.frames import GiveToTeam
from tickets.people.access import Seat
from tickets.people.models import Membership, Team, User
from tickets.people.roles import Role
from tickets.refusals import Refused
from tickets.wire import announcements, frames, handlers

pytestmark = pytest.mark.django_db


@pytest.fixture
def billing() -> Team:
    return Team.objects.create(name="Billing")


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada")


@pytest.fixture
def carla() -> Seat:
    return opened("Carla", "It broke.")


def gives(agent: User, carla: Seat, team: int | None) -> list[announcements.Announcement]:
    return actions.commit(giving(seated(agent, carla), uuid4(), team))[1]


def test_its_row_and_log_say_so_and_the_customer_hears_nothing(billing: Team, ada: User, carla: Seat) -> None:
    Membership.objects.create(user=ada, team=billing)
    gives(ada, carla, billing.pk)
    assert ticket_of(carla).team == billing
    assert queue.row(carla.public_id)["team"] == {"id": billing.pk, "name": "Billing"}
    newest = timeline.page_after(seated(ada, carla), 1).events[-1]
    assert (newest["kind"], newest["body"], newest["data"]) == ("team", "Billing", {"team": billing.pk})
    assert effects.in_words(newest) == "Ada gave this to the team Billing"
    assert len(timeline.page_after(carla, 0).events) == 1
    gives(ada, carla, None)
    assert queue.row(carla.public_id)["team"] is None
    assert "took this from its team" in effects.in_words({"author": {"name": "Ada"}, "body": ""})


def test_whoever_is_erased_it_was_this_teams(billing: Team, ada: User, carla: Seat) -> None:
    Membership.objects.create(user=ada, team=billing)
    gives(ada, carla, billing.pk)
    ledger.empty(ticket_of(carla).pk, "erased", "", 0, 100)
    said = timeline.page_after(seated(ada, carla), 1).events[0]
    assert effects.in_words(said) == "Ada gave this to the team Billing"


def test_who_gives_it_away_sees_it_no_more_and_desks_hear_what_it_was(
    billing: Team, ada: User, carla: Seat
) -> None:
    told = gives(ada, carla, billing.pk)
    [row] = [one for one in told if isinstance(one, announcements.Row)]
    assert (tuple(row.whose or ()), tuple(row.was_whose or ())) == ((billing.pk, None), (None, None))
    with pytest.raises(Refused, match="no such ticket"):
        gives(ada, carla, None)


def test_what_is_refused(billing: Team, ada: User, carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        gives(ada, carla, None)
    assert refused.value.code == "unchanged"
    with pytest.raises(Refused, match="no such team"):
        gives(ada, carla, billing.pk + 1)
    with pytest.raises(Refused):
        giving(carla, uuid4(), billing.pk)
    with pytest.raises(Refused, match="role"):
        gives(make_agent("light", role=Role.LIGHT), carla, billing.pk)


@pytest.mark.parametrize("team", [3, None])
def test_a_page_may_send(team: int | None) -> None:
    frame = {"type": "team", "id": str(uuid4()), "ticket": "c" * 32, "team": team}
    assert GiveToTeam in handlers.answered()
    assert frames.parse(json.dumps(frame)).model_dump(mode="json") == frame
    for wrong in ("3", 0, -1, 2**63, True):
        with pytest.raises(Refused):
            frames.parse(json.dumps(frame | {"team": wrong}))
