"""What an assignment does."""

import pytest

from tests.seated import assigns, bodies, make_agent, ticket_of
from tickets.conversation import timeline
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_ticket_is_given_to_agents_and_to_nobody(carla: Seat, ada: Seat, ada_herself: User) -> None:
    assigns(ada, ada_herself)
    assert ticket_of(ada).assignee == ada_herself
    assigns(ada, make_agent("bob", "Bob"))
    assigns(ada, None)
    assert ticket_of(ada).assignee is None
    assert bodies(carla) == ["It broke.", "Ada", "Bob", ""]


def test_an_assignment_that_is_so_already_is_unchanged(ada: Seat, ada_herself: User) -> None:
    for agent in (None, ada_herself):
        if agent:
            assigns(ada, agent)
        with pytest.raises(Refused) as refused:
            assigns(ada, agent)
        assert refused.value.code == "unchanged"


def test_either_side_is_told_whose_the_ticket_is(carla: Seat, ada: Seat, ada_herself: User) -> None:
    def told(seat: Seat) -> tuple[str | None, str | None]:
        page = timeline.page_after(seat, 0).as_dict()
        return page["assignee"], page.get("assignee_key")

    assert told(carla) == told(ada) == (None, None)
    assigns(ada, ada_herself)
    assert told(carla) == told(ada) == ("Ada", access.key_of(ada_herself))
