"""What somebody asks to be mailed: to the ticket's own address, and not too often."""

import pytest

from tests.seated import opened
from tickets import letters
from tickets.features.mail import asked, details, troubles
from tickets.features.mail.models import Door, Mail
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.jobs.models import Job
from tickets.letters import Letter
from tickets.models import Contact, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

letters.register(
    "unasked", lambda _: Letter("S", "T", "<p>H", {"List-Unsubscribe": "<https://off>"}), asked=False
)


def test_the_private_link(mail_server: MailServer, carla: Seat) -> None:
    asked.for_link(carla)
    run("mail-out")
    [mail] = mail_server.got
    assert mail["To"] == "carla@example.org"
    text = mail.get_body(("plain",)).get_content()
    token = text.split(f"/t/{carla.public_id}/#")[1].split()[0]
    assert access.seat(access.NOBODY, carla.public_id, token).ticket == carla.ticket


def test_nobody_fills_a_mailbox_by_asking(carla: Seat) -> None:
    """Not even by opening more tickets, nor by writing the address in another way."""
    for _ in range(3):
        asked.for_link(carla)
    with pytest.raises(Refused) as refused:
        asked.for_link(opened("Mallory", "Hi", email="CARLA@Example.org"))
    assert refused.value.code == "rate_limited"
    assert Mail.objects.count() == Job.objects.filter(kind="mail-out").count() == 3


def test_without_an_address_or_without_mail_there_is_no_such_thing(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = Ticket.objects.select_related("contact").get(pk=carla.ticket)
    assert details.reaches(ticket) == {"mail": True}
    with pytest.raises(Refused, match="no address"):
        asked.for_link(opened("Chris", "Hi"))
    monkeypatch.setattr(letters, "_posts", [])
    with pytest.raises(Refused, match="no address"):
        asked.for_link(carla)
    assert details.reaches(Ticket(contact=Contact())) == {}


def test_letters_that_nobody_asks_for_are_not_counted(mail_server: MailServer, carla: Seat) -> None:
    """They have headers of their own, and no way into a conversation."""
    for _ in range(4):
        assert letters.post("unasked", "carla@example.org", {})
    asked.for_link(carla)
    assert run("mail-out") == 5
    first = mail_server.got[0]
    assert (first["List-Unsubscribe"], first["Auto-Submitted"]) == ("<https://off>", "auto-generated")
    assert first["Reply-To"] is None


def test_headers_hold_no_more_than_one_line(mail_server: MailServer, carla: Seat) -> None:
    Ticket.objects.update(subject="Hi\r\nBcc: all@example.org")
    asked.for_link(carla)
    run("mail-out")
    [mail] = mail_server.got
    assert mail["Bcc"] is None
    assert mail["Subject"] == f"Hi Bcc: all@example.org [#{carla.ticket}]"


def test_what_fails_is_said_and_then_not_any_more(mail_server: MailServer, carla: Seat) -> None:
    mail_server.answers = ["421 4.3.2 closing"]
    asked.for_link(carla)
    run("mail-out")
    assert "421" in next(iter(troubles.look())).said
    run("mail-out")
    assert [*troubles.look()] == []
    Door.objects.create(name="imap", words="AUTHENTICATIONFAILED")
    assert [(one.part, one.feature) for one in troubles.look()] == [("imap", "mail")]


def test_a_kind_that_nobody_composes_any_more_is_dropped(carla: Seat) -> None:
    letters.post("gone with its feature", "carla@example.org", {}, carla.ticket)
    run("mail-out")
    assert Mail.objects.get().state == Mail.State.DROPPED
