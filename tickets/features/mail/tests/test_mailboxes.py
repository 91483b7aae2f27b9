"""Mailboxes that are written at the desk: their passwords come out nowhere, one process reads each, and what
it opens is a team's."""

import logging
from ipaddress import ip_network
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.features.mail import arrive, imap_door, mailboxes, reached, readers, sealing, troubles
from tickets.features.mail.imap_door import ImapDoor
from tickets.features.mail.models import Door, Mailbox
from tickets.features.mail.reached import Where
from tickets.features.mail.tests.conftest import run
from tickets.models import Ticket
from tickets.people import sites
from tickets.people.models import Team
from tickets.people.sites import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
PAGE, SECRET = "/agent/settings/mail/", "hunter2-hunter2"
FIELDS = {
    "host": "127.0.0.1",
    "port": "9",
    "user": "sales@shop.example",
    "password": SECRET,
    "folder": "INBOX",
    "is_on": "on",
    "team": "",
}


@pytest.fixture
def boss(client: Client, db: None) -> Client:
    client.force_login(make_agent("ada", "Ada", is_superuser=True, email="ada@example.org"))
    return client


@pytest.fixture
def box(db: None) -> Mailbox:
    made = Mailbox(host="imap.shop.example", user="sales@shop.example")
    mailboxes.keep(made, SECRET)
    return made


def test_a_password_is_opened_by_the_key_for_its_server_and_user_alone(
    box: Mailbox, settings: Settings
) -> None:
    assert mailboxes.where(box).password == SECRET
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [settings.SECRET_KEY]
    assert mailboxes.where(box).password == SECRET, "the key was changed, and the one before is known"
    for name, other in [("host", "evil.example"), ("user", "x"), ("port", 994), ("tls", False)]:
        with pytest.raises(sealing.NotOpened):
            mailboxes.where(
                Mailbox(**{"host": box.host, "user": box.user, "sealed": box.sealed} | {name: other})
            )
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.NotOpened):
        mailboxes.where(box)


def test_it_comes_out_nowhere(boss: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [boss.post(f"{PAGE}mailboxes/new/", FIELDS)]
    address = answers[0]["Location"]
    answers += [boss.get(PAGE), boss.get(address), boss.post(address, {"act": "test"})]
    answers += [boss.post(address, FIELDS | {"port": "0"})]
    Door.objects.all().delete()
    ImapDoor(mailboxes.where(Mailbox.objects.get()), "mailbox 1", 1)._failed(OSError("no"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mail_mailbox")
        rows = str(cursor.fetchall())
    everything = [rows, caplog.text, str(list(Line.objects.values())), Door.objects.get().words]
    assert all(SECRET not in text for text in (*everything, *(answer.text for answer in answers)))
    assert "sales@shop.example" in answers[1].text


def test_it_is_kept_until_another_is_written_and_never_for_another_server(boss: Client) -> None:
    address = boss.post(f"{PAGE}mailboxes/new/", FIELDS)["Location"]
    without = FIELDS | {"password": "", "folder": "Sales"}
    assert boss.post(address, without).status_code == 302
    kept = Mailbox.objects.get()
    assert (kept.folder, mailboxes.where(kept).password) == ("Sales", SECRET)
    for changed in ({"host": "evil.example"}, {"user": "x"}, {"port": "994"}, {"tls": "on"}):
        answer = boss.post(address, without | changed)
        assert list(answer.context["form"].errors) == ["password"]
    assert Mailbox.objects.get().host == "127.0.0.1"
    assert boss.post(address, FIELDS | {"user": "x", "password": "another"}).status_code == 302
    assert mailboxes.where(Mailbox.objects.get()).password == "another"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"host": "imap://x"}, "host"),
        ({"port": "70000"}, "port"),
        ({"password": ""}, "password"),
        ({"user": "a\r\nb"}, "user"),
        ({"team": "99"}, "team"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(boss: Client, wrong: dict[str, str], field: str) -> None:
    answer = boss.post(f"{PAGE}mailboxes/new/", FIELDS | wrong)
    assert list(answer.context["form"].errors) == [field]
    assert not Mailbox.objects.exists()


def test_what_is_done_is_in_the_audit_log_and_no_password(boss: Client) -> None:
    address = boss.post(f"{PAGE}mailboxes/new/", FIELDS)["Location"]
    boss.post(address, FIELDS | {"password": "", "is_on": ""})
    boss.post(address, {"act": "remove"})
    told = list(Line.objects.filter(what__startswith="mailbox").order_by("pk").values_list("what", "after"))
    assert [what for what, _ in told] == ["mailbox.added", "mailbox.changed", "mailbox.removed"]
    assert (told[0][1]["password"], told[1][1]) == ("another", {"is_on": False})
    assert (boss.get(address).status_code, Mailbox.objects.exists()) == (404, False)


def test_a_test_says_in_words_what_fails(boss: Client, settings: Settings) -> None:
    address = boss.post(f"{PAGE}mailboxes/new/", FIELDS)["Location"]
    assert "127.0.0.1 is no public address" in boss.post(address, {"act": "test"}).text
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    assert "127.0.0.1 takes no connection on port 9" in boss.post(address, {"act": "test"}).text
    Mailbox.objects.update(user="whose password it isn't")
    assert "SECRET_KEY is another one" in boss.post(address, {"act": "test"}).text


@pytest.mark.parametrize(
    ("host", "tls", "allowed", "may"),
    [
        ("93.184.216.34", True, (), True),
        ("93.184.216.34", False, (), False),
        ("169.254.169.254", True, (), False),
        ("::ffff:127.0.0.1", True, (), False),
        ("10.1.2.3", False, ("10.0.0.0/8",), True),
    ],
)
def test_where_it_may_be(
    host: str,
    tls: bool,
    allowed: tuple[str, ...],
    may: bool,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.WEBHOOK_NETWORKS = [ip_network(one) for one in allowed]
    gone: list[Any] = []

    def line(where: tuple[str, int], *_: object) -> None:
        gone.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", line)
    refused = pytest.raises(ConnectionRefusedError if may else reached.NotAllowed)
    with refused, imap_door.opened(Where(host, 993, "u", "p", "INBOX", tls)):
        pass
    assert gone == ([(host, 993)] if may else [])


def test_only_who_may_configure(client: Client, box: Mailbox) -> None:
    client.force_login(make_agent("bob"))
    for address in (f"{PAGE}mailboxes/new/", f"{PAGE}mailboxes/{box.pk}/"):
        assert (client.get(address).status_code, client.post(address, FIELDS).status_code) == (403, 403)


class FakeDoor:
    """A reader that does nothing, and lives until it is stopped."""

    begun: ClassVar[list["FakeDoor"]] = []

    def __init__(self, where: Where, door: str, number: int) -> None:
        self.where, self.door, self.number, self.alive = where, door, number, False

    def start(self) -> None:
        self.alive = True
        FakeDoor.begun.append(self)

    def stop(self) -> None:
        self.alive = False

    def is_alive(self) -> bool:
        return self.alive


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[FakeDoor]:
    monkeypatch.setattr(readers, "ImapDoor", FakeDoor)
    monkeypatch.setattr(readers, "EVERY", 0.0)
    FakeDoor.begun = []
    return FakeDoor.begun


def alive(begun: list[FakeDoor]) -> list[str]:
    return [one.where.password for one in begun if one.alive]


def test_what_is_added_changed_and_turned_off_is_taken_up(begun: list[FakeDoor]) -> None:
    jobs = readers.Readers()
    jobs.look()
    assert begun == []
    box = Mailbox(host="imap.shop.example", user="sales")
    mailboxes.keep(box, "first")
    jobs.look()
    jobs.look()
    assert (len(begun), alive(begun)) == (1, ["first"])
    mailboxes.keep(box, "second")
    jobs.look()
    assert alive(begun) == ["second"]
    begun[-1].alive = False  # it died
    jobs.look()
    assert alive(begun) == ["second"]
    box.is_on = False
    mailboxes.keep(box, "")
    jobs.look()
    assert alive(begun) == []


def test_one_process_reads_it_and_another_once_that_is_gone(begun: list[FakeDoor], box: Mailbox) -> None:
    first, second = readers.Readers(), readers.Readers()
    for jobs in (first, second, first, second):
        jobs.look()
    assert len(begun) == 1
    Mailbox.objects.update(read_until=timezone.now() - readers.HELD)  # it has run out
    second.look()
    assert (len(begun), Mailbox.objects.get().reader) == (2, second._me)
    first.look()
    assert [one.alive for one in begun] == [False, True], "who finds another's name there reads no more"


def test_a_claim_is_renewed_before_it_ends_and_else_nothing_is_written(
    begun: list[FakeDoor], box: Mailbox, django_assert_num_queries: Any
) -> None:
    jobs = readers.Readers()
    jobs.look()
    with django_assert_num_queries(1):
        jobs.look()
    soon = timezone.now() + readers.RENEWED / 2
    Mailbox.objects.update(read_until=soon)
    jobs.look()
    assert Mailbox.objects.filter(read_until__gt=soon).exists()


def test_what_can_t_be_opened_is_said_and_the_next_is_read(
    begun: list[FakeDoor], box: Mailbox, settings: Settings
) -> None:
    settings.SECRET_KEY = "another" * 9
    mailboxes.keep(Mailbox(host="imap.other.example", user="u"), "p")
    jobs = readers.Readers()
    for _ in ("found", "and known"):
        jobs.look()
    assert alive(begun) == ["p"]
    assert "SECRET_KEY is another one" in troubles.of(box)
    mailboxes.keep(box, "again")
    jobs.look()
    assert (alive(begun), troubles.of(box)) == (["p", "again"], "")


def test_what_a_stopped_reader_meets_is_nobody_s(box: Mailbox) -> None:
    door = ImapDoor(mailboxes.where(box), box.door, box.pk)
    door.stop()
    door._failed(OSError("gone"))
    assert troubles.of(box) == ""


def opened_by(box: Mailbox) -> Ticket:
    raw = b"From: Carla <carla@example.org>\r\nMessage-ID: <%s@example.org>\r\nSubject: Hi\r\n\r\nHello\r\n"
    arrive.stored(raw % uuid4().hex.encode(), mailbox=box.pk)
    run("mail-in")
    return Ticket.objects.get()


@pytest.mark.parametrize("is_there", [True, False], ids=["its team", "a team that is gone"])
def test_a_conversation_that_it_opens_is_its_team_s(box: Mailbox, is_there: bool) -> None:
    team = Team.objects.create(name=f"Sales {uuid4()}")
    box.team = team
    mailboxes.keep(box, "")
    if not is_there:  # as it goes while this feature is taken away
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_team WHERE id = %s", [team.pk])
    assert opened_by(box).team_id == (team.pk if is_there else None)


@pytest.mark.parametrize("is_there", [True, False], ids=["its site", "a site that is gone"])
def test_it_belongs_to_its_site(box: Mailbox, is_there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "find", lambda key="": Site(key, "Shop") if is_there else None)
    box.site = "shop"
    mailboxes.keep(box, "")
    assert mailboxes.carried(box.pk).get("site") == ("shop" if is_there else None)
    assert mailboxes.carried(None) == mailboxes.carried(99) == {}


def test_a_restored_one_waits_until_somebody_says(boss: Client, box: Mailbox, begun: list[FakeDoor]) -> None:
    off = Mailbox(host="imap.off.example", user="off", is_on=False)
    mailboxes.keep(off, "p")
    said: list[str] = []
    apps.get_app_config("mail").restored(said.append)  # type: ignore[attr-defined]
    readers.Readers().look()
    assert (begun, len(said), mailboxes.any_is_on()) == ([], 1, False)
    page = boss.get(PAGE).text
    assert (str(box) in page.partition("came with a backup")[2], "off · imap.off" in page) == (True, False)
    assert boss.post(PAGE, {"act": "read"}).status_code == 302
    readers.Readers().look()
    assert alive(begun) == [SECRET], "and what was off before stays so"
    assert "came with a backup" not in boss.get(PAGE).text
    assert boss.post(PAGE, {"act": "read"}).status_code == 404
    assert Line.objects.filter(what="mailbox.changed", after__is_on=True).count() == 1
