"""A message is found by the names of its files, and a ticket by having one."""

import pytest

from tests.seated import feature, opened, says
from tickets.conversation import actions, reactions
from tickets.conversation.limits import UNLIMITED
from tickets.desk import filters
from tickets.features.files.tests.conftest import Uploads
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

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
    anew = index.Anew(carla.ticket).part()
    assert any("schein.pdf" in row.body for row in anew), "a new index has them, too"


def test_tickets_with_a_file_by_a_word(carla: Seat, ada_herself: User, uploads_a_file: Uploads) -> None:
    chris = opened("Chris", "I have none.")
    agent = access.person_of(ada_herself)

    def found() -> list[str]:
        return [one.contact.name for one in Ticket.objects.filter(filters.asked(agent, "has:FILE is:open"))]

    file = uploads_a_file(carla, name="photo.jpg")
    assert found() == [], "which nobody has sent yet"
    files = {"files": [str(file.client_id)]}
    actions.message(carla, file.client_id, "", "message", files, UNLIMITED)()
    assert found() == ["Carla"] != [chris.person.name]


def test_tickets_with_a_file_are_found_by_the_search(
    carla: Seat, ada_herself: User, uploads_a_file: Uploads
) -> None:
    find = feature("search", "find")
    file = uploads_a_file(carla, name="photo.jpg")
    files = {"files": [str(file.client_id)]}
    actions.message(carla, file.client_id, "Here", "message", files, UNLIMITED)()
    opened("Chris", "I have none.")
    while reactions.catch_up():
        pass
    agent = access.person_of(ada_herself)
    assert [one["name"] for one in find.page(agent, "has:file")["results"]] == ["Carla"]
    assert [one["excerpt"] for one in find.page(agent, "here has:file")["results"]] == ["Here photo.jpg"]
    assert find.page(agent, "none has:file")["results"] == []


def test_what_else_there_may_be_is_said_by_name(ada_herself: User) -> None:
    with pytest.raises(Refused, match="`has:picture`: after `has:` comes file") as refused:
        filters.asked(access.person_of(ada_herself), "has:picture")
    assert refused.value.more == {"filter": "has", "value": "picture"}
