"""A mailbox on a real Dovecot: each mail is stored, then marked as seen; IDLE tells of a new one at once."""

import imaplib
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from pytest_django import Settings

from support_site.mail import Mailbox as Where
from tests import mail_servers
from tests.mail_servers import DOVECOT, Dovecot
from tickets.features.mail import arrive, checks, imap_door, mailboxes, parse, readers
from tickets.features.mail.imap_door import ImapDoor
from tickets.features.mail.models import Door, Mail, Mailbox

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.integration,
    pytest.mark.skipif(DOVECOT is None, reason="there is no Dovecot: bin/setup test brings it"),
]
RAW = b"From: Carla <carla@example.org>\r\nMessage-ID: <%d@example.org>\r\nSubject: Hi\r\n\r\nHello\r\n"


until = partial(mail_servers.until, patience=60.0)  # seconds: before a guard's test is given up
BY_TLS_AND_WITHOUT = pytest.mark.parametrize("door", [True, False], ids=["TLS", "plain"], indirect=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with tempfile.TemporaryDirectory(prefix="holdfast-dovecot-") as folder, Dovecot(Path(folder)) as server:
        yield server


@pytest.fixture
def box(server: Dovecot) -> Iterator[imaplib.IMAP4]:
    """As whoever brings mail there."""
    client = imaplib.IMAP4("127.0.0.1", server.port)
    client.login("support", "right")
    client.select()
    yield client
    client.store("1:*", "+FLAGS", r"(\Deleted)")
    client.expunge()
    client.logout()


@pytest.fixture
def door(
    server: Dovecot,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[str], ImapDoor]]:
    """By TLS, as mailboxes are read. One that fails stays away for longer than a test waits."""
    monkeypatch.setattr(imap_door, "AGAIN", (600.0, 600.0))
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    tls = getattr(request, "param", True)
    port = server.tls_port if tls else server.port
    options = {"location": tmp_path, "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {"files": settings.STORAGES["files"] | {"OPTIONS": options}}
    opened: list[ImapDoor] = []

    def begin(password: str = "right") -> ImapDoor:
        opened.append(ImapDoor(Where("localhost", port, "support", password, "INBOX", tls)))
        opened[-1].start()
        return opened[-1]

    yield begin
    for one in opened:
        one.stop()
    for one in opened:
        one.join(imap_door.IDLE + 10)
    connections.close_all()


def flags(box: imaplib.IMAP4) -> str:
    box.noop()
    return str(box.fetch("1:*", "(FLAGS)"))


@BY_TLS_AND_WITHOUT
@pytest.mark.parametrize("last", ["SEARCH", "NOOP"])
def test_what_comes_just_before_it_waits_is_not_waited_for(
    box: imaplib.IMAP4, door: Callable[[], ImapDoor], monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    """Behind the last command the server has told of it before IDLE, or tells of it in one piece with the
    start of IDLE."""
    monkeypatch.setattr(imap_door, "IDLE", 600.0)
    box.append("INBOX", "", None, RAW % 1)
    mails = iter((2,))
    to_wait = imap_door.until_told

    def one_more_comes(mailbox: Any) -> None:
        for number in mails:
            box.append("INBOX", "", None, RAW % number)
            if last == "NOOP":
                mailbox.client.noop()
        to_wait(mailbox)

    monkeypatch.setattr(imap_door, "until_told", one_more_comes)
    mailbox = door()
    until(lambda: Mail.objects.count() == 2)
    monkeypatch.setattr(imap_door, "IDLE", 0.1)
    mailbox.stop()
    box.append("INBOX", "", None, RAW % 3)


@BY_TLS_AND_WITHOUT
def test_what_was_there_and_what_comes_is_stored_once_and_seen(
    box: imaplib.IMAP4, door: Callable[[], ImapDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By IDLE: it would look by itself only long after this test has given up."""
    monkeypatch.setattr(imap_door, "IDLE", 600.0)
    box.append("INBOX", "", None, RAW % 1)
    box.append("INBOX", "", None, RAW % 1)  # brought twice
    mailbox = door()
    until(lambda: Mail.objects.exists() and flags(box).count("Seen") == 2)
    assert Mail.objects.count() == 1
    box.append("INBOX", "", None, RAW % 2)
    until(lambda: Mail.objects.count() == 2)
    until(lambda: flags(box).count("Seen") == 3)
    mailbox.stop()
    box.append("INBOX", "", None, RAW % 3)  # wakes it, to see that it is to end
    mailbox.join(30)
    assert not mailbox.is_alive()


def test_one_that_cannot_be_stored_is_not_seen_and_comes_again(
    box: imaplib.IMAP4, door: Callable[[], ImapDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_door, "AGAIN", (0.1, 0.1))
    monkeypatch.setattr(imap_door, "IDLE", 3.0)
    store, tries = arrive.stored, list[int]()

    def full(*given: object, **more: object) -> Mail:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("no space left on device")
        return store(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(arrive, "stored", full)
    box.append("INBOX", "", None, RAW % 3)
    door()
    until(Mail.objects.exists)
    assert len(tries) == 2


def test_a_password_that_changed_is_said_until_it_is_right_and_nothing_is_lost(
    box: imaplib.IMAP4, door: Callable[[str], ImapDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_door, "AGAIN", (0.1, 0.1))
    monkeypatch.setattr(imap_door, "IDLE", 3.0)
    wrong = door("wrong")
    until(Door.objects.exists)
    assert "AUTHENTICATIONFAILED" in Door.objects.get().words
    box.append("INBOX", "", None, RAW % 5)  # meanwhile
    wrong.stop()
    wrong.join(20)
    assert not Mail.objects.exists()
    door("right")
    until(lambda: not Door.objects.exists())
    until(Mail.objects.exists)


def test_of_one_that_is_too_large_only_the_head_is_fetched(
    box: imaplib.IMAP4, door: Callable[[], ImapDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_door, "IDLE", 3.0)
    monkeypatch.setattr(parse, "MOST_BYTES", 1_000)
    box.append("INBOX", "", None, RAW % 4 + b"x" * 2_000)
    door()
    until(Mail.objects.exists)
    assert Mail.objects.get().args["too_large"] > 2_000


def test_one_that_is_written_at_the_desk_is_read_until_it_is_turned_off(
    box: imaplib.IMAP4, door: object, server: Dovecot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a process of jobs does it. `door`: the folder of files, and an end to all lines."""
    monkeypatch.setattr(imap_door, "IDLE", 3.0)
    monkeypatch.setattr(readers, "EVERY", 0.0)
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]
    mailbox = Mailbox(host="localhost", port=server.tls_port, user="support", tls=True)
    jobs = readers.Readers()
    mailboxes.keep(mailbox, "right")
    jobs.look()
    box.append("INBOX", "", None, RAW % 6)
    until(Mail.objects.exists)
    assert Mail.objects.get().args["mailbox"] == mailbox.pk
    [reading] = jobs._there.values()
    mailbox.is_on = False
    mailboxes.keep(mailbox, "")
    jobs.look()
    reading.door.join(imap_door.IDLE + 30)
    assert not reading.door.is_alive()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"password": "s3cret-and-wrong"}, "doesn't take this user and password"),
        ({"folder": "Nowhere"}, "no such folder"),
        ({"tls": True}, "speaks no TLS"),
        ({"port": 1}, "takes no connection on port 1"),
        ({"host": "nowhere.invalid"}, "There is no server called nowhere.invalid"),
    ],
    ids=["well", "password", "folder", "TLS", "refused", "name"],
)
def test_what_fails_is_said_in_words(
    server: Dovecot, settings: Settings, changed: dict[str, Any], words: str
) -> None:
    settings.MAILBOX = Where("127.0.0.1", server.port, "support", "right", "INBOX", False)._replace(**changed)
    said = checks.imap(settings.MAILBOX)
    assert words in said
    assert bool(words) is bool(said)
    assert "s3cret" not in said
