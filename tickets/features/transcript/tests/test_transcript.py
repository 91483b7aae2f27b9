"""A transcript has all that the customer sees, and never a note."""

from uuid import uuid4

import pytest

from tests.seated import feature, make_agent, notes, opened, says, seated, sets
from tickets import letters
from tickets.conversation import kinds, ledger
from tickets.features.transcript import written
from tickets.letters import Letter
from tickets.models import Contact
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It <broke>.", email="carla@example.org")


@pytest.fixture
def ada(carla: Seat) -> Seat:
    return seated(make_agent("ada", "Ada"), carla)


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int | None]]:
    posted: list[tuple[str, str, int | None]] = []

    def post(kind: str, to: str, args: letters.Args, ticket: int | None) -> bool:
        posted.append((kind, to, ticket))
        return len(posted) < 3

    monkeypatch.setattr(letters, "_posts", [post])
    return posted


def letter_of(seat: Seat) -> Letter:
    found = written.letter({"ticket": seat.ticket})
    assert found is not None
    return found


def test_names_times_and_words_and_never_a_note(carla: Seat, ada: Seat) -> None:
    says(ada, "Which one?")
    notes(ada, "SECRET of ours")
    ledger.append(ada, uuid4(), kinds.MESSAGE, "SECRET as well", ledger.spoken, hidden=True)
    says(carla, "The red one.")
    letter = letter_of(carla)
    for text in (letter.text, letter.html):
        assert text.index("Which one?") < text.index("The red one.")
        assert "SECRET" not in text
        assert "UTC" in text
    assert "It <broke>." in letter.text
    assert "It &lt;broke&gt;." in letter.html


def test_what_was_done_is_in_it_in_the_readers_language(carla: Seat, ada: Seat) -> None:
    feature("status", "effects")
    sets(ada, "resolved")
    Contact.objects.update(language="de")
    letter = letter_of(carla)
    assert "Ada hat dieses Gespräch gelöst" in letter.text
    assert "Ihr Gespräch" in letter.subject


@pytest.mark.parametrize("who", ["carla", "ada"])
def test_it_goes_to_the_tickets_own_address_whoever_asks(
    request: pytest.FixtureRequest, who: str, posted: list[tuple[str, str, int | None]]
) -> None:
    seat: Seat = request.getfixturevalue(who)
    written.ask(seat)
    assert posted == [("transcript", "carla@example.org", seat.ticket)]


def test_not_too_often_and_not_to_nobody(carla: Seat, posted: list[tuple[str, str, int | None]]) -> None:
    for _ in range(2):
        written.ask(carla)
    with pytest.raises(Refused, match="Too many"):
        written.ask(carla)
    with pytest.raises(Refused, match="no address"):
        written.ask(opened("Chris", "Hi"))


def test_without_mail_there_is_no_such_thing(carla: Seat) -> None:
    with pytest.raises(Refused, match="no address"):
        written.ask(carla)
    assert written.letter({"ticket": 0}) is None
