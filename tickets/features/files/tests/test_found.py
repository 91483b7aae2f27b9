"""A message is found by the names of its files."""

import pytest

from tests.seated import feature, says
from tickets.conversation import actions, reactions
from tickets.conversation.limits import UNLIMITED
from tickets.features.files.tests.conftest import Uploads
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db


def test_by_a_part_of_a_name_with_words_or_without(
    carla: Seat, ada_herself: User, uploads_a_file: Uploads
) -> None:
    find, index = feature("search", "find"), feature("search", "index")
    agent = access.person_of(ada_herself)
    for body, name in (("Here it is", "Rückgabe-Schein.pdf"), ("", "photo.jpg")):
        file = uploads_a_file(carla, name=name)
        files = {"files": [str(file.client_id)]}
        actions.message(carla, file.client_id, body, "message", files, UNLIMITED)()
    says(carla, "And no file")
    while reactions.catch_up():
        pass
    for asked, excerpt in (("schein", "Here it is Rückgabe-Schein.pdf"), ("jpg", "photo.jpg")):
        assert [one["excerpt"] for one in find.page(agent, asked)["results"]] == [excerpt]
    anew = [row.body for part in index.anew(Ticket.objects.get(pk=carla.ticket)) for row in part]
    assert any("schein.pdf" in body for body in anew), "a new index has them, too"
