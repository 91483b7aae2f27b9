"""Replies to who is away: one mail of all, never on a guess, never twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now

from tests.fakes import Layer
from tests.seated import log_of, notes, reads, says, ticket_of
from tickets.conversation import ledger, reactions, seams, timeline
from tickets.features.mail import addresses, away, marks, outbox
from tickets.features.mail.models import Mail
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.jobs.models import Job
from tickets.models import Contact
from tickets.people import access
from tickets.people.access import Seat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("nobody_there")]


@pytest.fixture(autouse=True)
def _reacts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactions, "_reactions", {"mail": away.react})


def goes_out(server: MailServer) -> int:
    """All that is due: react, judge, send. Returns how many mails the server has by now."""
    while reactions.catch_up():
        pass
    run(away.JUDGE)
    run("mail-out")
    return len(server.got)


def text_of(server: MailServer, index: int = -1) -> str:
    body = server.got[index].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_all_unread_replies_are_one_mail_with_the_way_back(
    mail_server: MailServer, carla: Seat, ada: Seat
) -> None:
    says(ada, "Have you tried <turning> it off?")
    notes(ada, "she is nice")
    says(ada, "And on again?")
    assert goes_out(mail_server) == 1
    mail, text = mail_server.got[0], text_of(mail_server)
    assert text.index("Have you tried <turning> it off?") < text.index("And on again?")
    assert "nice" not in mail.as_string()
    token = text.split(f"/t/{carla.public_id}/#")[1].split()[0]
    assert access.seat(access.NOBODY, carla.public_id, token).ticket == carla.ticket
    html = mail.get_body(("html",))
    assert html is not None
    assert "&lt;turning&gt;" in html.get_content()
    assert mail["To"] == "carla@example.org"
    assert mail["Message-ID"] == f"<{carla.public_id}.4@help.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert addresses.read(mail["Reply-To"]) == (carla.public_id, "c1")
    assert f"[#{carla.ticket}]" in mail["Subject"]


def test_what_has_reached_a_page_is_not_mailed(mail_server: MailServer, carla: Seat, ada: Seat) -> None:
    says(ada, "Hi")
    ledger.mark(carla, "delivered", 2)
    assert goes_out(mail_server) == 0
    assert not Job.objects.exists()


def test_what_reached_one_before_it_goes_is_not_mailed(
    mail_server: MailServer, carla: Seat, ada: Seat
) -> None:
    says(ada, "Hi")
    reactions.catch_up()
    run(away.JUDGE)
    reads(carla, 2)
    run("mail-out")
    assert not mail_server.got
    assert Mail.objects.get().state == Mail.State.DROPPED


def test_who_is_there_or_whom_nobody_knows_about_is_looked_at_again(
    mail_server: MailServer, ada: Seat, nobody_there: Callable[[bool], None]
) -> None:
    nobody_there(False)
    says(ada, "Hi")
    assert goes_out(mail_server) == 0
    assert Job.objects.get().kind == away.JUDGE
    nobody_there(True)
    assert goes_out(mail_server) == 1


def test_then_one_is_left_in_peace_until_one_writes(mail_server: MailServer, carla: Seat, ada: Seat) -> None:
    says(ada, "Hi")
    assert goes_out(mail_server) == 1
    says(ada, "Still there?")
    assert goes_out(mail_server) == 1
    Mail.objects.update(created_at=F("created_at") - away.AGAIN * away.AFTER + timedelta(seconds=1))
    assert goes_out(mail_server) == 1
    Mail.objects.update(created_at=F("created_at") - timedelta(seconds=2))
    assert goes_out(mail_server) == 2
    says(carla, "Yes!")
    says(ada, "Good.")
    assert goes_out(mail_server) == 3
    assert "Still there?" not in text_of(mail_server)
    second, third = mail_server.got[1:]
    assert third["In-Reply-To"] == second["Message-ID"]
    assert third["References"].split() == [one["Message-ID"] for one in mail_server.got[:2]]


def test_a_reply_that_comes_while_the_job_ends_is_not_lost(
    mail_server: MailServer, carla: Seat, ada: Seat
) -> None:
    says(ada, "Hi")
    reactions.catch_up()
    finish = away.judge({"ticket": carla.ticket})
    ledger.mark(carla, "delivered", 2)
    says(ada, "One more thing")
    reactions.catch_up()  # finds the job, and leaves none of its own
    Job.objects.all().delete()
    assert finish is not None
    finish()
    run("mail-out")
    assert "One more thing" in text_of(mail_server)


def test_an_answer_that_was_lost_is_the_same_mail_again(mail_server: MailServer, ada: Seat) -> None:
    """The server has it, and this process heard nothing of it."""
    mail_server.answers, mail_server.keeps = ["451 4.3.0 lost"], True
    says(ada, "Hi")
    assert goes_out(mail_server) == 1
    says(ada, "More")
    run(away.JUDGE)
    run("mail-out")
    first, again = mail_server.got
    assert first["Message-ID"] == again["Message-ID"]
    assert "More" not in text_of(mail_server)


def test_a_mailbox_that_is_not_there_is_told_to_agents_once(
    mail_server: MailServer, carla: Seat, ada: Seat
) -> None:
    Contact.objects.update(email="nobody@example.org")
    says(ada, "Hi")
    assert goes_out(mail_server) == 0
    assert not Job.objects.exists()
    *_, told = log_of(ada)
    assert (told["kind"], told["hidden"], told["data"]["what"]) == ("mail", True, "undelivered")
    assert "no such mailbox" in told["body"]
    assert len(log_of(carla)) == 2


@pytest.mark.parametrize("by", ["the server", "Django"])
def test_what_the_last_try_cannot_send_is_told_and_later_replies_go(
    mail_server: MailServer, carla: Seat, ada: Seat, by: str
) -> None:
    if by == "the server":
        mail_server.answers = ["451 4.3.0 not now"] * outbox.SENDING.tries
    else:
        Contact.objects.update(email="carla@@example.org")
    says(ada, "Hi")
    goes_out(mail_server)
    for _ in range(outbox.SENDING.tries - 2):
        run("mail-out")
    assert Mail.objects.get().state == Mail.State.WAITING
    run("mail-out")
    assert (Mail.objects.get().state, mail_server.got) == (Mail.State.FAILED, [])
    assert log_of(ada)[-1]["data"]["what"] == "undelivered"
    Contact.objects.update(email="carla@example.org")
    says(carla, "Hello?")
    says(ada, "Here I am.")
    assert goes_out(mail_server) == 1


def test_a_mail_whose_job_is_dead_is_not_waited_for(mail_server: MailServer, ada: Seat) -> None:
    """Its worker died each time."""
    says(ada, "Hi")
    reactions.catch_up()
    run(away.JUDGE)
    Job.objects.filter(kind=outbox.SEND).update(died_at=Now())
    Mail.objects.update(created_at=F("created_at") - away.AGAIN * away.AFTER)
    says(ada, "More")
    reactions.catch_up()
    run(away.JUDGE)
    assert Mail.objects.count() == 2


def test_without_an_address_nothing_is_tried(mail_server: MailServer, ada: Seat) -> None:
    Contact.objects.update(email="")
    says(ada, "Hi")
    assert goes_out(mail_server) == 0
    assert not Job.objects.exists()


def test_agents_see_how_far_it_was_mailed(
    mail_server: MailServer, carla: Seat, ada: Seat, layer: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seams, "_marks", {"mailed": marks.of})
    says(ada, "Hi")
    goes_out(mail_server)
    told = [sent["frame"] for sent in layer.sent if "mailed" in str(sent.get("frame"))]
    assert told == [f'{{"type":"mailed","ticket":"{carla.public_id}","seq":2}}']
    assert ("mailed", {}, 2) in timeline.page_after(ada, 0).marks
    assert "mailed" not in str(timeline.page_after(carla, 0).marks)


def test_of_many_replies_the_newest_are_in_it(mail_server: MailServer, ada: Seat) -> None:
    for number in range(23):
        says(ada, f"number {number}.")
    assert goes_out(mail_server) == 1
    assert "number 2." not in text_of(mail_server)
    assert "3 earlier replies" in text_of(mail_server)
    assert "number 3." in text_of(mail_server)


def test_in_the_customers_language(mail_server: MailServer, ada: Seat) -> None:
    Contact.objects.update(language="de-AT")
    says(ada, "Servus")
    assert goes_out(mail_server) == 1
    assert "Hallo Carla" in text_of(mail_server)
    assert ticket_of(ada).contact.language == "de-AT"
