"""A name or an e-mail is corrected: open pages hear of it at once, old words included."""

import json
from typing import Any
from uuid import uuid4

import pytest

from tests.fakes import Layer, until
from tests.seated import assigns, feature, log_of, make_agent, opened, says, ticket_of
from tickets.conversation import actions, names, timeline
from tickets.database import in_database
from tickets.models import Ticket
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.wire import announce, groups
from tickets.wire.announcements import Announcement, Renamed, agent_renamed
from tickets.wire.hub import hub

pytestmark = pytest.mark.django_db(transaction=True)


def told(announced: Layer, type: str) -> dict[str, Any]:
    """What each group heard last."""
    heard = {message["group"]: message for message in announced.sent if message["type"] == type}
    return {group: json.loads(message["frame"]) for group, message in heard.items()}


def both_sides_of(seat: Seat) -> set[str]:
    return {groups.agents_of(seat.public_id), groups.customer_of(seat.public_id)}


def test_a_contact_has_one_name_on_all_their_tickets(carla: Seat, chris: Seat, announced: Layer) -> None:
    contact = ticket_of(carla).contact
    Ticket.objects.filter(pk=chris.ticket).update(contact=contact)
    contact.name = "Carla Columna"
    contact.save()
    frames = told(announced, "renamed")
    assert set(frames) == both_sides_of(carla) | both_sides_of(chris)
    assert {frame["customer"] for frame in frames.values()} == {"Carla Columna"}


def test_a_corrected_customer_is_told_to_both_sides_and_the_desk(
    carla: Seat, ada: Seat, announced: Layer
) -> None:
    says(ada, "Hello")
    ticket = ticket_of(carla)
    ticket.subject, contact = "Toaster", ticket.contact
    ticket.save(update_fields=["subject"])
    assert set(told(announced, "renamed")) == both_sides_of(carla)
    contact.name, contact.email = "Carla Columna", "carla@example.com"
    contact.save(update_fields=["name", "email"])
    frames = told(announced, "renamed")
    for group in both_sides_of(carla):
        frame = frames[group]
        assert (frame["type"], frame["events"], frame["head"], frame["more"]) == ("events", [], 2, False)
        assert (frame["customer"], frame["subject"]) == ("Carla Columna", "Toaster")
    row = told(announced, "queue")[groups.DESK]["ticket"]
    assert (row["name"], row["email"], row["head"]) == ("Carla Columna", "carla@example.com", 2)
    assert log_of(ada)[0]["author"]["name"] == "Carla Columna"


def test_a_corrected_agent_is_told_under_the_same_key(carla: Seat, ada: Seat, announced: Layer) -> None:
    user = User.objects.get(username="ada")
    says(ada, "Hello")
    assigns(ada, user)
    before = log_of(carla)
    user.first_name, user.last_name = "Ada", "Lovelace"
    user.save()
    key = before[1]["author"]["key"]
    assert told(announced, "renamed")[groups.NAMES] == {
        "type": "person",
        "role": "agent",
        "key": key,
        "name": "Ada Lovelace",
    }
    now = log_of(carla)
    assert [event["author"].get("key") for event in now] == [None, key, key]
    assert now[1]["author"]["name"] == now[2]["body"] == "Ada Lovelace"
    assert now[2]["assignee"] == key
    user.username = "lovelace"  # by which desks say whose a ticket was
    user.save()
    row = told(announced, "queue")[groups.DESK]["ticket"]
    assert row["assignee"] == {"username": "lovelace", "name": "Ada Lovelace", "key": key}


@pytest.mark.parametrize(("changed", "ends"), [("username", True), ("first_name", False)])
def test_another_user_name_ends_the_pages_that_go_by_the_former(
    ada_herself: User, announced: Layer, changed: str, ends: bool
) -> None:
    setattr(ada_herself, changed, "lovelace")
    ada_herself.save(update_fields=[changed])
    ended = [message["agent"] for message in announced.sent if message["type"] == "sign_ins"]
    assert ended == ([ada_herself.pk] if ends else [])


def test_a_sign_in_is_no_correction(ada_herself: User, announced: Layer) -> None:
    ada_herself.save(update_fields=["last_login"])
    assert announced.sent == []


async def test_an_assignment_is_answered_again_though_the_name_was_corrected(ada: Seat, bob: Seat) -> None:
    id = uuid4()
    first = await feature("assignment", "actions").assign(ada, id, "bob")
    await in_database(User.objects.filter(username="bob").update, first_name="Robert")
    assert (await feature("assignment", "actions").assign(ada, id, "bob")).seq == first.seq


class Page:
    def __init__(self, group: str) -> None:
        self.heard: list[str] = []
        hub().join_local(group, self)

    def announced(self, announcement: Announcement) -> None:
        assert isinstance(announcement, Renamed)
        self.heard.append(announcement.name)


async def test_only_who_has_met_an_agent_hears_the_name(
    carla: Seat, ada: Seat, chris: Seat, announced: Layer
) -> None:
    await actions.send(ada, uuid4(), "Hello")
    names.names()
    carlas, chriss = (Page(groups.customer_of(seat.public_id)) for seat in (carla, chris))
    desk, agents = Page(groups.DESK), Page(groups.agents_of(chris.public_id))
    await until(lambda: bool(announced.groups[groups.NAMES]), "the process to listen")
    announce.tell(agent_renamed(ada.person.agent or 0, "Ada Lovelace", "{}"))
    await until(lambda: bool(carlas.heard), "Carla's page")
    assert [page.heard for page in (carlas, chriss, desk, agents)] == [
        ["Ada Lovelace"],
        [],
        *2 * [["Ada Lovelace"]],
    ]


async def test_whom_nobody_has_met_is_told_once_to_the_desk(
    chris: Seat, ada_herself: User, announced: Layer
) -> None:
    """A page is open whose customer has heard of nobody: that list of groups is empty."""
    names.names()
    chriss, desk = Page(groups.customer_of(chris.public_id)), Page(groups.DESK)
    await until(lambda: bool(announced.groups[groups.NAMES]), "the process to listen")
    asked = list[Any]()

    def met(*about: Any) -> set[str]:
        asked.append(about)
        return set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline, "met", met)
        announce.tell(agent_renamed(ada_herself.pk, "Ada Lovelace", "{}"))
        await until(lambda: bool(asked), "the question who has met her")
        await in_database(lambda: None)  # and whatever followed from the answer
        await in_database(lambda: None)
    assert len(asked) == 1
    assert (chriss.heard, desk.heard) == ([], ["Ada Lovelace"])


def test_an_agent_is_met_by_writing_and_by_being_given_the_ticket(carla: Seat, ada: Seat) -> None:
    chris, dora = opened("Chris", "x"), opened("Dora", "x")
    bob = make_agent("bob", "Bob")
    assigns(ada, bob)
    all_of_them = [seat.public_id for seat in (carla, chris, dora)]
    assert timeline.met(bob.pk, all_of_them) == {carla.public_id}
    assert timeline.met(ada.person.agent or 0, all_of_them) == {carla.public_id}
    assert timeline.met(bob.pk, [chris.public_id]) == set()
