"""Pages that are made by the server: paper, and the name that is asked for."""

from uuid import UUID

import pytest
from django.test import Client

from tests.seated import notes, says
from tickets.conversation import on_paper
from tickets.models import Event
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def agent(client: Client, ada_herself: User) -> Client:
    client.force_login(ada_herself, BACKEND)
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def talk(carla: Seat, ada: Seat) -> Seat:
    for number in range(450):
        says(carla, f"No. {number}, <b>please</b>.")
    notes(ada, "Careful with this one.")
    says(ada, "With you soon.")
    return carla


def test_all_of_a_conversation_is_on_paper_with_names_and_times(client: Client, talk: Seat) -> None:
    session = client.session
    access.keep_seat(session, talk)
    session.save()
    paper = read(client, f"/t/{talk.public_id}/print/")
    assert paper.count('class="paper-line"') == Event.objects.filter(public_seq__isnull=False).count() > 450
    assert paper.count("<time ") == paper.count("<strong dir") == paper.count('class="paper-line"')
    assert "No. 0, &lt;b&gt;please" in paper
    assert "With you soon." in paper
    assert "Careful" not in paper
    assert "Careful" not in read(client, f"/t/{talk.public_id}/print/?notes")
    assert "Careful" not in str(on_paper.whole(talk, notes=True)), "whoever asks for them"


def test_an_agent_prints_notes_on_purpose_only(agent: Client, talk: Seat) -> None:
    assert "Careful" not in read(agent, f"/agent/{talk.public_id}/print/")
    with_notes = read(agent, f"/agent/{talk.public_id}/print/?notes")
    assert "Careful" in with_notes
    assert "internal note" in with_notes


def test_of_a_kind_that_was_taken_away_what_customers_saw_is_printed(agent: Client, carla: Seat) -> None:
    for seq, public_seq, words in ((2, 2, "Ada asks: tea?"), (3, None, "For us alone."), (4, 3, "")):
        id, author = UUID(int=seq), {"role": Event.Role.SYSTEM, "kind": "poll"}
        Event.objects.create(
            ticket_id=carla.ticket, seq=seq, public_seq=public_seq, client_id=id, body=words, **author
        )
    paper = read(agent, f"/agent/{carla.public_id}/print/?notes")
    assert ("Ada asks: tea?" in paper, "For us alone." in paper) == (True, False)
    assert paper.count('class="paper-line"') == 2


def test_strangers_print_nothing(client: Client, carla: Seat) -> None:
    assert client.get(f"/t/{carla.public_id}/print/").status_code == 404
    assert client.get(f"/agent/{carla.public_id}/print/").status_code == 302
    assert client.get("/t/nonsense/print/").status_code == 404
    bo = User.objects.create_user("bo")
    client.force_login(bo, BACKEND)
    assert client.get(f"/agent/{carla.public_id}/print/").status_code == 403


def test_an_agent_without_a_name_is_asked_for_one(client: Client) -> None:
    bo = User.objects.create_user("bo", is_staff=True)
    client.force_login(bo, BACKEND)
    assert "What may customers call you?" in read(client, "/agent/")
    client.post("/agent/", {"name": "\u3164"})  # nobody would see it
    assert "What may customers call you?" in read(client, "/agent/")
    assert client.post("/agent/", {"name": "  Bo  Bergström "}).headers["Location"] == "/agent/"
    assert "What may customers call you?" not in read(client, "/agent/")
    bo.refresh_from_db()
    assert access.person_of(bo).name == "Bo Bergström"


@pytest.mark.parametrize("path", ["/agent/", "/agent/connections/"])
def test_a_name_that_nobody_sees_is_none(client: Client, path: str) -> None:
    client.force_login(User.objects.create_user("bo", first_name="\u3164", is_staff=True), BACKEND)
    page = read(client, path)
    assert 'data-name="bo"' in page
    assert "<span>bo</span>" in page


def test_nobody_else_is_given_a_name(client: Client) -> None:
    assert client.post("/agent/", {"name": "Eve"}).status_code == 302
    eve = User.objects.create_user("eve")
    client.force_login(eve, BACKEND)
    assert client.post("/agent/", {"name": "Eve"}).status_code == 403
    eve.refresh_from_db()
    assert eve.first_name == ""
