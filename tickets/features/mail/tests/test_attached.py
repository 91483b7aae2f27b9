"""What is attached to a mail becomes files of its message: once, and within the quotas."""

import io
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from support_site import stored_files
from tests.seated import log_of, notes
from tickets.conversation import attachments, ledger
from tickets.features.mail import addresses, arrive, away, kept, outbox, parse, place, reading
from tickets.features.mail.models import Mail
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.models import Ticket
from tickets.people.access import Seat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mail_server"),
    pytest.mark.skipif("files" not in django_settings.FEATURES, reason="without the feature files"),
]
CARLA = "carla@example.org"


def files(module: str) -> Any:
    return import_module(f"tickets.features.files.{module}")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "stored")}
    return tmp_path


def picture() -> bytes:
    from PIL import Image

    buffer, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "where Carla lives"
    Image.new("RGB", (800, 400), "teal").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def mail_with(
    to: str, *attached: tuple[str, bytes], number: int = 1, sender: str = CARLA, **headers: str
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = f"Carla <{sender}>", to, f"<{number}@example.org>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("See below.")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def comes(mail: EmailMessage) -> Mail:
    stored = arrive.stored(mail.as_bytes())
    run(arrive.READ)
    stored.refresh_from_db()
    return stored


def to(seat: Seat) -> str:
    return addresses.reply_address(seat.public_id)


def shown(seat: Seat) -> list[dict[str, Any]]:
    return log_of(seat)[-1].get("files", [])  # type: ignore[no-any-return]


def test_it_is_a_file_of_its_message_and_a_picture_is_made_anew(carla: Seat, ada: Seat, folder: Path) -> None:
    comes(mail_with(to(carla), ("bill.pdf", b"%PDF-1.7"), ("at home.jpg", picture())))
    assert [(one["name"], one["state"]) for one in shown(carla)] == [
        ("bill.pdf", "checking"),
        ("at home.jpg", "checking"),
    ]
    assert "attached" not in log_of(ada)[-1]["data"]
    assert run("file") == 2
    bill, shot = shown(ada)
    assert (bill["state"], bill["type"], bill["size"]) == ("ready", "application/pdf", 8)
    assert (shot["state"], shot["width"], shot["height"]) == ("ready", 800, 400)
    kept_bytes = b"".join(path.read_bytes() for path in (folder / "stored").rglob("original"))
    assert b"%PDF-1.7" in kept_bytes
    assert b"where Carla lives" not in kept_bytes
    assert len(list((folder / "stored").rglob("thumbnail"))) == 1


def test_a_mail_that_opens_a_ticket_brings_its_files(folder: Path) -> None:
    mail = comes(mail_with("support@help.example", ("log.txt", b"it broke")))
    assert mail.state == Mail.State.PLACED
    run("file")
    file = files("models").File.objects.get()
    assert (file.ticket, file.event.seq, file.state) == (Ticket.objects.get(), 1, "ready")


def test_what_is_read_twice_is_kept_once(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker died behind its commit, or another one had it too."""
    monkeypatch.setattr(files("uploads"), "OF_TICKET", 1)  # there is no room for it twice
    put, puts = place.put, list[Mail]()

    def counted(mail: Mail, parsed: parse.Parsed) -> None:
        puts.append(mail)
        put(mail, parsed)

    monkeypatch.setattr(place, "put", counted)
    stored = arrive.stored(mail_with(to(carla), ("a.txt", b"a")).as_bytes())
    finish, again = (reading.read({"mail": str(stored.pk)}) for _ in range(2))
    assert finish
    assert again
    finish()
    again()
    assert len(puts) == 1
    parsed = parse.read(arrive.raw_of(stored))
    place.said(stored, parsed, Ticket.objects.select_related("contact").get())  # as if nobody had noticed
    assert len(log_of(carla)) == 2
    assert files("models").File.objects.count() == run("file") == 1


def test_the_job_that_dies_in_the_midst_begins_again(carla: Seat, folder: Path) -> None:
    comes(mail_with(to(carla), ("a.txt", b"all of it")))
    file = files("models").File.objects.get()
    (folder / "parts").mkdir(exist_ok=True)
    (folder / "parts" / f"{file.place}.coming").write_bytes(b"all")  # as far as it came
    run("file")
    assert [path.read_bytes() for path in (folder / "stored").rglob("original")] == [b"all of it"]
    run("file-gone")
    assert list((folder / "parts").iterdir()) == []


def test_what_is_too_much_stays_a_name_with_its_reason(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files("limits"), "MOST_BYTES", 100)
    monkeypatch.setattr(files("uploads"), "OF_TICKET", 150)
    monkeypatch.setattr(files("limits"), "MOST_FILES", 3)
    sizes = {"one": 60, "large": 101, "two": 60, "three": 60, "none": 0, "four": 10, "five": 10}
    mail = comes(mail_with(to(carla), *((name, b"x" * size) for name, size in sizes.items())))
    assert [one["name"] for one in shown(carla)] == ["one", "two", "four"]
    assert {one["name"]: one["reason"] for one in log_of(ada)[-1]["data"]["attached"]} == {
        "large": "too_large",
        "three": "ticket_full",
        "none": "empty",
        "five": "too_many_files",
    }
    assert len(kept.of_ticket(ada, mail.pk)["attached"]) == len(sizes)


def test_a_stranger_s_files_are_nobody_s_until_an_agent_says_so(carla: Seat, ada: Seat) -> None:
    mail = comes(mail_with(to(carla), ("a.txt", b"a"), sender="boss@example.org"))
    assert log_of(ada)[-1]["data"]["attached"] == [{"name": "a.txt", "size": 1}]
    assert not files("models").File.objects.exists()
    kept.act(ada.person, mail.pk, "attach", carla.public_id)
    assert [one["name"] for one in shown(carla)] == ["a.txt"]


def test_a_machine_fills_no_quota(carla: Seat) -> None:
    comes(mail_with(to(carla), ("a.txt", b"a"), Auto_Submitted="auto-replied"))
    assert not files("models").File.objects.exists()


def test_when_the_mail_is_gone_the_file_is_refused(carla: Seat) -> None:
    comes(mail_with(to(carla), ("a.txt", b"a")))
    run(arrive.FORGET)
    run("file")
    assert [(one["state"], one["reason"]) for one in shown(carla)] == [("refused", "gone")]


def test_where_nobody_keeps_files_they_stay_names(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "_keepers", [])
    comes(mail_with(to(carla), ("a.txt", b"a")))
    assert log_of(ada)[-1]["data"]["attached"] == [{"name": "a.txt", "size": 1}]


def test_who_may_read_the_message_may_read_them(carla: Seat, ada: Seat) -> None:
    comes(mail_with(to(carla), ("a.txt", b"a")))
    notes(ada, "hm")
    file = files("models").File.objects.select_related("event").get()
    may_read = files("reading")._may_read
    assert may_read(carla, file)
    assert may_read(ada, file)
    assert file.is_public
    assert not may_read(Seat(0, "other", carla.person), files("models").File(role="agent"))


def test_files_of_a_reply_lead_back_to_the_conversation(
    mail_server: MailServer, carla: Seat, ada: Seat
) -> None:
    file = files("uploads").begin(ada, uuid4(), "manual.pdf", 5, "192.0.2.1")
    files("disk").append(file.place, 0, b"%PDF-", 5)
    with_it = {"files": [str(file.client_id)]}
    ledger.append(ada, uuid4(), "message", "Read this", ledger.spoken, data=with_it)
    ours = addresses.message_id(f"{carla.public_id}.2")
    outbox.put(away.LETTER, CARLA, {"first": 2, "last": 2}, carla.ticket, ours, seq=2)
    run("mail-out")
    [mail] = mail_server.got
    assert "Read this\n[manual.pdf, 5 bytes]" in mail.get_body(("plain",)).get_content().replace("\r", "")
    link = f"/t/{carla.public_id}/#"
    html = mail.get_body(("html",)).get_content()
    assert link in html.partition("[manual.pdf, 5 bytes]")[0].rpartition("<a ")[2]
    assert not list(mail.iter_attachments())
