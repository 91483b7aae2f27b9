"""Nothing that a test has committed is there for the next one; what the migrations named still is."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from tests import emptied
from tests.seated import opened, says
from tickets.models import Event, Ticket


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_goes_and_what_all_tests_share_stays() -> None:
    for _ in range(2):
        says(opened("Carla", "It broke."), "Still.")
        assert Event.objects.count() == 2
        emptied.empty()
        assert not Ticket.objects.exists()
        assert not Event.objects.exists()
    assert ContentType.objects.get_for_model(Ticket).pk
    assert Permission.objects.exists()
