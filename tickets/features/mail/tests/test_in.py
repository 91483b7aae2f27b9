"""A mail that came: stored once, read once, and where it belongs."""

import asyncio
import itertools
import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.files.storage import storages
from django.db.models import F
from django.template.loader import get_template
from pytest_django import Settings

from tests.seated import SUPERVISOR, bodies, feature, log_of, says, sets, ticket_of
from tickets.conversation import attachments
from tickets.features.mail import addresses, arrive, away, kept, outbox, parse, place, reading, smtp_door
from tickets.features.mail.models import Mail
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.features.mail.tests.samples import head
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mail_server", "_kept")]
CARLA = "carla@example.org"
_numbers = itertools.count()


@pytest.fixture
def _kept(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path, "allow_overwrite": True}}
    }


def bad(body: str, type: str = "text/plain", **headers: str) -> bytes:
    """Each from an address and with an id of its own."""
    number = next(_numbers)
    own = {
        "From": f"c{number}@example.org",
        "To": "support@help.example",
        "Message-ID": f"<bad{number}@x.example>",
    }
    return (head(type, **own | {"In-Reply-To": "", "Subject": "Hello"} | headers) + "\n" + body).encode()


def comes(
    body: str = "It works.", *, number: int = 1, to: str = "support@help.example", **headers: str
) -> Mail:
    """It is stored and read."""
    mail = EmailMessage()
    told = {"From": f"Carla <{CARLA}>", "To": to, "Message-ID": f"<{number}@example.org>", "Subject": "Hello"}
    for name, value in (told | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        mail[name] = value
    mail.set_content(body)
    stored = arrive.stored(mail.as_bytes())
    run(arrive.READ)
    stored.refresh_from_db()
    return stored


def reply_to(seat: Seat) -> str:
    return addresses.reply_address(seat.public_id)


def test_a_signed_address_is_the_ticket(carla: Seat) -> None:
    mail = comes("It works.\n\n> Does it?", to=reply_to(carla).upper())
    assert mail.state == Mail.State.PLACED
    assert bodies(carla) == ["It broke.", "It works."]
    event = Event.objects.get(kind="message", seq=2)
    assert (event.via, event.role) == ("mail", "customer")
    assert event.data == {"mail": str(mail.pk), "trimmed": True}


def test_then_the_mails_that_it_names(mail_server: MailServer, carla: Seat, ada: Seat) -> None:
    says(ada, "Hi")
    ours = addresses.message_id(f"{carla.public_id}.2")
    outbox.put(away.LETTER, CARLA, {"first": 2, "last": 2}, carla.ticket, ours, seq=2)
    comes("one", number=1, References=f"<unknown@x.example> {ours}")
    comes("two", number=2, In_Reply_To="<1@example.org>")
    assert bodies(carla)[-2:] == ["one", "two"]


def test_then_the_subjects_number_from_the_tickets_own_address(carla: Seat) -> None:
    comes("mine", Subject=f"Re: x [#{carla.ticket}]", From="CARLA@example.org")
    comes("not mine", number=2, Subject=f"Re: x [#{carla.ticket}]", From="mallory@example.org")
    assert bodies(carla) == ["It broke.", "mine"]
    assert Ticket.objects.count() == 2


def test_else_it_opens_a_ticket(db: None) -> None:
    mail = comes("Good day", Subject="Delivery")
    ticket = Ticket.objects.select_related("contact").get()
    assert (ticket.subject, ticket.contact.email, ticket.contact.name) == ("Delivery", CARLA, "Carla")
    first = ticket.events.get()
    assert (first.body, first.via, first.data["mail"]) == ("Good day", "mail", str(mail.pk))
    assert mail.ticket == ticket


@pytest.mark.parametrize(
    "body",
    [
        "I did this:\n\n> npm install\n> npm start",
        "On Monday 3 May your colleague wrote:\n\n> wait",
        "My order\n\nFrom: Berlin\nTo: Paris\nReply: support@help.example",
    ],
)
def test_of_a_first_mail_nothing_is_cut(body: str, db: None) -> None:
    comes(body)
    event = Event.objects.get(kind="message")
    assert (event.body, event.data["trimmed"]) == (body, False)


def test_the_same_message_id_is_one_message(carla: Seat) -> None:
    for _ in range(2):
        comes("again", to=reply_to(carla))
    assert bodies(carla) == ["It broke.", "again"]
    assert Mail.objects.count() == 1


def test_without_an_id_the_content_says_which_it_is(carla: Seat) -> None:
    raw = head("text/plain").replace("Message-ID: <answer@example.org>\n", "") + "\nHi"
    first, again = (arrive.stored(raw.encode()) for _ in range(2))
    assert first == again
    assert first.message_id.startswith("sha256:")


def test_a_job_that_dies_after_its_work_does_it_once(carla: Seat) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = CARLA, reply_to(carla)
    mail.set_content("once")
    stored = arrive.stored(mail.as_bytes())
    finish = reading.read({"mail": str(stored.pk)})
    assert finish is not None
    finish()
    finish()  # another worker had read it meanwhile
    assert bodies(carla) == ["It broke.", "once"]


def test_a_stranger_is_kept_from_the_customer_until_an_agent_says_so(carla: Seat, ada: Seat) -> None:
    mail = comes("I am her boss", to=reply_to(carla), From="boss@example.org")
    assert mail.state == Mail.State.HELD
    assert bodies(carla) == ["It broke."]
    noted = log_of(ada)[-1]
    assert (noted["kind"], noted["hidden"], noted["body"]) == ("mail", True, "I am her boss")
    assert [row["reason"] for row in kept.held(SUPERVISOR)] == ["another-address"]
    kept.act(SUPERVISOR, mail.pk, "attach", carla.public_id)
    assert bodies(carla) == ["It broke.", "I am her boss"]
    with pytest.raises(Refused, match="no such mail"):
        kept.act(SUPERVISOR, mail.pk, "attach", carla.public_id)


def test_so_is_who_only_seems_to_be_her(carla: Seat) -> None:
    failed = "mx.help.example; dmarc=fail"
    mail = comes("I want my money", to=reply_to(carla), Authentication_Results=failed)
    assert (mail.state, mail.reason) == (Mail.State.HELD, "another-address")
    assert comes("x", number=2, Authentication_Results=failed).reason == "forged"
    assert bodies(carla) == ["It broke."]


def test_a_machine_reopens_nothing_and_nobody_waits_for_an_answer(carla: Seat, ada: Seat) -> None:
    feature("status", "effects")
    says(ada, "Done")
    sets(ada, "resolved")
    mail = comes("I am on holiday", to=reply_to(carla), Auto_Submitted="auto-replied")
    assert (mail.state, mail.reason) == (Mail.State.PLACED, "automatic")
    ticket = ticket_of(carla)
    assert (ticket.status, ticket.waiting_since) == ("resolved", None)
    assert log_of(ada)[-1]["data"]["what"] == "machine"
    assert "holiday" not in str(log_of(carla))


def test_a_list_or_a_machine_without_a_ticket_waits_in_the_view(db: None) -> None:
    for number, headers in enumerate(({"List_Id": "<a.b>"}, {"X_Autoreply": "yes"}), 1):
        comes("News!", number=number, **headers)
    assert {row["reason"] for row in kept.held(SUPERVISOR)} == {"list", "automatic"}
    assert not Ticket.objects.exists()


def comes_back(ours: str, action: str) -> None:
    """A report about one of our mails."""
    report = (
        "From: MAILER-DAEMON@mx.example\nTo: support@help.example\nMessage-ID: <b@mx.example>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nUser unknown\n"
        "--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {CARLA}\nAction: {action}\nStatus: 5.1.1\n"
        f"\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: {ours}\n--x--\n"
    )
    arrive.stored(report.encode())
    run(arrive.READ)


@pytest.mark.parametrize(("action", "what"), [("failed", "undelivered"), ("delayed", "machine")])
def test_a_bounce_finds_the_ticket_and_tells_agents(
    mail_server: MailServer, carla: Seat, ada: Seat, action: str, what: str
) -> None:
    ours = addresses.message_id(f"{carla.public_id}.2")
    outbox.put(away.LETTER, CARLA, {"first": 2, "last": 2}, carla.ticket, ours, seq=2)
    comes_back(ours, action)
    told = log_of(ada)[-1]["data"]
    assert told["what"] == what
    if what == "undelivered":
        assert (told["to"], told["reason"]) == (CARLA, "User unknown")


def test_two_holdfasts_that_write_to_each_other_stop(
    mail_server: MailServer, carla: Seat, ada: Seat, nobody_there: Any
) -> None:
    """The other's mail is ours, with another address: what we send, we would get."""
    says(ada, "Hi")
    finish = away.judge({"ticket": carla.ticket})
    assert finish is not None
    finish()
    run("mail-out")
    [sent] = mail_server.got
    sent.replace_header("From", CARLA)
    sent.replace_header("To", reply_to(carla))
    sent.replace_header("Message-ID", "<theirs@other.example>")
    arrive.stored(sent.as_bytes())
    run(arrive.READ)
    assert Mail.objects.get(direction="in").reason == "holdfast"
    assert not Job.objects.filter(kind__in=("mail-out", away.JUDGE)).exists()
    assert len(bodies(carla)) == 2


def test_a_flood_of_one_sender_is_held_and_an_agent_is_told(carla: Seat, ada: Seat) -> None:
    for number in range(place.FUSE + 1):
        last = comes(f"{number}", number=number, to=reply_to(carla))
    assert len(bodies(carla)) == 1 + place.FUSE
    assert (last.state, last.reason) == (Mail.State.HELD, "too-many")
    assert log_of(ada)[-1]["data"]["what"] == "too-many"
    Mail.objects.update(created_at=F("created_at") - place.WITHIN)
    assert comes("later", number=99, to=reply_to(carla)).state == Mail.State.PLACED


def test_what_cannot_be_read_is_tried_once_and_stops_nobody(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive.stored(b"From: nobody\n\nx")
    arrive.stored(head("multipart/encrypted; boundary=x").encode())
    with monkeypatch.context() as broken:
        broken.setattr(place, "find", lambda *_: 1 / 0)
        comes("a fault of ours", number=7)
    comes("next", to=reply_to(carla))
    assert not Job.objects.filter(kind=arrive.READ).exists()
    reasons = {row["reason"] for row in kept.held(SUPERVISOR)}
    assert reasons == {
        "unreadable: it doesn't say who it is from",
        "unreadable: it is encrypted",
        "unreadable: ZeroDivisionError",
    }
    assert bodies(carla)[-1] == "next"


PICTURE = '<img src="https://tracker.example/x.png"><script>alert(1)</script>'
LARGE = 400_000  # bytes, in place of 25 MB
BAD: dict[str, tuple[bytes, str, str]] = {  # what it is: the mail, what becomes of it, and why
    "over 25 MB": (
        b"From: a@b.example\n\n" + b"x" * LARGE,
        "held",
        "unreadable: larger than 25 MB",
    ),
    "100 parts": (
        bad("--x\n\nHi\n" * 150 + "--x--", "multipart/mixed; boundary=x"),
        "held",
        "unreadable: more than 100 parts",
    ),
    "malformed MIME": (bad("--x", "multipart/mixed; boundary=y"), "placed", ""),
    "an unknown charset": (bad("Hi", "text/plain; charset=klingon"), "placed", ""),
    "no Message-ID": (b"From: c6@example.org\n\nHi", "placed", ""),
    "a date from 1970": (bad("Hi", Date="Thu, 01 Jan 1970 00:00:00 +0000"), "placed", ""),
    "10,000 recipients": (bad("Hi", Cc=", ".join(f"a{n}@b.example" for n in range(10_000))), "placed", ""),
    "header injection": (bad("Hi", Subject="a =?utf-8?q?=0D=0ABcc:_x?="), "placed", ""),
    "remote content and scripts": (bad(f"<p>Hi</p>{PICTURE}", "text/html"), "placed", ""),
    "a calendar reply": (bad("BEGIN:VCALENDAR", "text/calendar; method=REPLY"), "placed", ""),
    "a bounce": (
        bad("--x--", "multipart/report; report-type=delivery-status; boundary=x"),
        "held",
        "undelivered",
    ),
    "a vacation answer": (bad("Away", **{"Auto-Submitted": "auto-replied"}), "held", "automatic"),
    "list mail": (bad("News", **{"List-Id": "<a.b>"}), "held", "list"),
    "nonsense": (bytes(range(256)) * 4, "held", "unreadable: it doesn't say who it is from"),
}


def test_each_bad_mail_has_its_end_and_stops_no_other(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_BYTES", LARGE)
    stored = {name: arrive.stored(raw) for name, (raw, _, _) in BAD.items()}
    comes("next", to=reply_to(carla), number=99)  # read behind all of them
    assert bodies(carla)[-1] == "next"
    assert not Job.objects.filter(kind=arrive.READ).exists()
    for mail in stored.values():
        mail.refresh_from_db()
    assert {name: (mail.state, mail.reason) for name, mail in stored.items()} == {
        name: end for name, (_, *given) in BAD.items() if (end := tuple(given))
    }
    said = [*Event.objects.filter(kind="message").values_list("body", flat=True)]
    assert not [body for body in said if "tracker" in body or "alert" in body]


def test_the_whole_mail_and_what_is_attached(carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "_keepers", [])  # as without the feature files
    mail = EmailMessage()
    mail["From"], mail["To"] = CARLA, reply_to(carla)
    mail.set_content("Here.\n\n> Where?\n")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="bill.pdf")
    stored = arrive.stored(mail.as_bytes())
    run(arrive.READ)
    assert log_of(carla)[-1]["data"]["attached"] == [{"name": "bill.pdf", "size": 4}]
    whole = kept.of_ticket(ada, stored.pk)
    assert whole["body"] == "Here.\n\n> Where?"
    [attached] = whole["attached"]
    assert kept.part(ada, stored.pk, attached["number"]).content == b"%PDF"
    with pytest.raises(Refused, match="Only agents"):
        kept.of_ticket(carla, stored.pk)
    with pytest.raises(Refused, match="no such mail"):
        kept.part(ada, stored.pk, 0)


def test_after_a_month_the_raw_mail_goes(carla: Seat, ada: Seat) -> None:
    mail = comes("It works.", to=reply_to(carla))
    assert storages["files"].exists(mail.place)
    run(arrive.FORGET)
    assert not storages["files"].exists(mail.place)
    assert kept.of_ticket(ada, mail.pk)["body"] == ""
    assert bodies(carla)[-1] == "It works."


def test_a_held_mail_becomes_a_ticket_or_goes(db: None) -> None:
    first, second = comes("News!", number=1, List_Id="<a.b>"), comes("More!", number=2, List_Id="<a.b>")
    kept.act(SUPERVISOR, first.pk, "open", "")
    assert Ticket.objects.get().events.get().body == "News!"
    kept.act(SUPERVISOR, second.pk, "drop", "")
    assert kept.held(SUPERVISOR) == []
    with pytest.raises(Refused):
        kept.act(SUPERVISOR, second.pk, "open", "")


def test_who_said_nothing_has_said_so(carla: Seat) -> None:
    comes("", to=reply_to(carla))
    assert bodies(carla)[-1] == place.NOTHING_SAID


def test_more_than_a_message_holds_is_cut_and_kept_whole(carla: Seat, ada: Seat) -> None:
    mail = comes("word " * 4_000, to=reply_to(carla))
    assert len(bodies(carla)[-1]) <= 8_000
    assert log_of(carla)[-1]["data"]["trimmed"]
    assert len(kept.of_ticket(ada, mail.pk)["body"]) > 19_000


# — the door of SMTP —


@pytest.fixture
async def door() -> Any:
    server = await smtp_door.listen("127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


def hand_in(port: int, to: str, content: bytes = b"") -> str:
    mail = content or b"From: Carla <carla@example.org>\r\nMessage-ID: <1@x.example>\r\n\r\nBy SMTP\r\n"
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
            server.sendmail(CARLA, [to], mail)
    except smtplib.SMTPRecipientsRefused as refused:
        return str(refused.recipients[to][0])
    except smtplib.SMTPResponseException as refused:
        return str(refused.smtp_code)
    return "250"


async def test_250_is_said_after_the_commit(door: int, carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    address = reply_to(carla)
    real = arrive.stored

    def lost(*given: Any) -> Any:
        real(*given)
        raise OSError("the answer gets lost")

    monkeypatch.setattr(arrive, "stored", lost)
    assert await asyncio.to_thread(hand_in, door, address) == "451"
    monkeypatch.setattr(arrive, "stored", real)
    assert await asyncio.to_thread(hand_in, door, address) == "250"
    assert await sync_to_async(Mail.objects.count)() == 1
    assert (await sync_to_async(Mail.objects.get)()).args["from"] == CARLA


async def test_who_is_not_ours_to_write_to_is_refused(door: int, carla: Seat) -> None:
    forged = reply_to(carla).replace("@", "x@")
    refused = [await asyncio.to_thread(hand_in, door, to) for to in (forged, "x@help.example")]
    assert refused == ["550", "550"]
    assert await asyncio.to_thread(hand_in, door, "SUPPORT@help.example") == "250"
    large = b"From: a@b.example\r\n\r\n" + b"x\r\n" * 9_000_000
    assert await asyncio.to_thread(hand_in, door, "support@help.example", large) == "552"


async def test_while_nobody_can_look_it_up_it_is_said_to_come_again(
    door: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise Refused("unavailable", "the database is away", retry_after=1)

    monkeypatch.setattr(smtp_door, "in_database", away)
    assert await asyncio.to_thread(hand_in, door, "hello@shop.example") == "451"


def test_the_desk_has_no_list_of_mails_where_there_is_no_mail(settings: Settings, ada_herself: User) -> None:
    """What came before that was so, somebody is still to look at."""
    settings.EMAIL_URL = settings.SMTP_LISTEN = settings.IMAP_URL = None
    settings.MAIL_WEBHOOK_SECRET = settings.MAILGUN_SIGNING_KEY = None
    sidebar = get_template("mail/places.html")

    def shown() -> str:
        return sidebar.render({"at": "", "user": ada_herself}).strip()

    assert shown() == ""
    Mail.objects.create(direction="in", message_id="<a@x.example>", state=Mail.State.HELD)
    assert "/agent/mail/held/" in shown()
    Mail.objects.update(state=Mail.State.DROPPED)
    assert shown() == ""
    for name in ("EMAIL_URL", "SMTP_LISTEN", "IMAP_URL", "MAIL_WEBHOOK_SECRET", "MAILGUN_SIGNING_KEY"):
        setattr(settings, name, "x")
        assert shown() != ""
        setattr(settings, name, None)
