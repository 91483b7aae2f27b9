"""What a message asks of the database, with all that features add to it."""

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tickets.conversation import actions, kinds
from tickets.conversation.limits import UNLIMITED
from tickets.people.access import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_gets_old")]

SAVEPOINT = 2  # which a transaction is, within a test's


def words(seat: Seat) -> actions.Within:
    return actions.message(seat, uuid4(), "More", kinds.MESSAGE, {}, UNLIMITED)


def test_a_customer_s_message_asks_for_four_things(
    carla: Seat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Its ticket under a lock, two writes, and how much of it agents haven't read: nothing for a feature."""
    actions.commit(words(carla))  # and what a process asks once in a while
    with django_assert_num_queries(4 + SAVEPOINT):
        actions.commit(words(carla))


def test_an_agent_s_asks_for_her_name_beside(
    carla: Seat, ada: Seat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.commit(words(ada))
    with django_assert_num_queries(5 + SAVEPOINT):
        actions.commit(words(ada))
