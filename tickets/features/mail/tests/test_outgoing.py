"""The desk's own servers for mail out: which one a mail goes by, whose words it bears, and that their
passwords come out nowhere."""

import logging
import smtplib
from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.seated import make_agent, ticket_of
from tickets import letters
from tickets.audit.models import Line
from tickets.features.mail import asked, checks, outbox, outgoing, smtp_door
from tickets.features.mail.models import Mail, Outgoing
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.features.mail.tests.test_checks import picky  # noqa: F401  (a fixture)
from tickets.jobs.models import Job
from tickets.people import reset, sites
from tickets.people.access import Seat
from tickets.people.models import Team, User
from tickets.people.sites import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
PAGE, SECRET = "/agent/settings/mail/servers/", "hunter2-hunter2"


@pytest.fixture(autouse=True)
def _near(settings: Settings) -> None:
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def alone(settings: Settings) -> None:
    """The environment has no server."""
    settings.EMAIL_URL = None


@pytest.fixture
def boss(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    client.force_login(make_agent("ada", "Ada", is_superuser=True, email="ada@example.org"))
    monkeypatch.setattr("tickets.settings.views.reauthentication.raise_if_reauthentication_required", by_hand)
    by_hand.asked = 0  # type: ignore[attr-defined]
    return client


def by_hand(*_: Any, **__: Any) -> None:
    by_hand.asked += 1  # type: ignore[attr-defined]


@pytest.fixture
def fields(smtp: tuple[MailServer, int]) -> dict[str, str]:
    smtp[0].got.clear()
    named = {"address": "hello@shop.example", "name": "The Shop", "reply_to": "", "site": "", "team": ""}
    where = {"scheme": "smtp", "host": "127.0.0.1", "port": str(smtp[1]), "user": "", "password": ""}
    return where | named | {"is_on": "on"}


def made(port: int, **more: Any) -> Outgoing:
    where = {"scheme": "smtp", "host": "127.0.0.1", "port": port, "address": "hello@shop.example"}
    one = Outgoing(**(where | more))
    outgoing.keep(one, "")
    return one


def mailed(seat: Seat, smtp: tuple[MailServer, int]) -> Any:
    smtp[0].got.clear()
    asked.for_link(seat)
    run("mail-out")
    return smtp[0].got[-1] if smtp[0].got else None


def test_a_desk_without_a_server_gets_one_and_its_mails_go(
    alone: None, boss: Client, fields: dict[str, str], carla: Seat, smtp: tuple[MailServer, int]
) -> None:
    reset_page = "/accounts/password_reset/"
    assert (letters.can_be_sent(), boss.get(reset_page).status_code) == (False, 404)
    assert "No mail is sent" in boss.get("/agent/settings/mail/").text
    assert boss.post(f"{PAGE}new/", fields)["Location"].startswith(PAGE)
    assert (letters.can_be_sent(), boss.get(reset_page).status_code) == (True, 200), "without a restart"
    assert reset_page in Client().get("/accounts/login/").text
    mail = mailed(carla, smtp)
    assert mail["From"] == "The Shop <hello@shop.example>"
    assert mail["Reply-To"].startswith(f"r+{carla.public_id}.c1.")
    assert mail["Reply-To"].endswith("@shop.example")
    assert "No mail is sent" not in boss.get("/agent/settings/mail/").text


def test_the_environment_s_is_everybody_s_and_the_page_says_so(
    boss: Client, fields: dict[str, str], carla: Seat, mail_server: MailServer, smtp: tuple[MailServer, int]
) -> None:
    boss.post(f"{PAGE}new/", fields)
    assert "Not used: EMAIL_URL is set" in boss.get("/agent/settings/mail/").text
    assert mailed(carla, smtp)["From"] == "Help <support@help.example>"


def test_a_mail_goes_by_its_team_s_its_site_s_or_everybody_s(
    carla: Seat, smtp: tuple[MailServer, int], mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "places", lambda tickets: dict.fromkeys(tickets, "shop"))
    monkeypatch.setattr(sites, "find", lambda key="": Site(key, "Shop" if key else "Desk"))
    team, other = Team.objects.create(name="Sales"), Team.objects.create(name="Others")
    made(smtp[1], team=other, address="others@x.example")
    made(smtp[1], site="elsewhere", address="elsewhere@x.example")
    assert mailed(carla, smtp)["From"] == "Help <support@help.example>"
    of_site = made(smtp[1], site="shop", address="shop@x.example")
    assert mailed(carla, smtp)["From"] == "Shop <shop@x.example>", "under the site's name"
    of_team = made(smtp[1], team=team, address="sales@x.example")
    ticket_of(carla).__class__.objects.filter(pk=carla.ticket).update(team=team)
    Mail.objects.all().delete()
    assert "sales@x.example" in mailed(carla, smtp)["From"]
    for one in (of_site, of_team):
        Outgoing.objects.filter(pk=one.pk).update(is_on=False)
    assert mailed(carla, smtp)["From"] == "Help <support@help.example>"
    team.delete()
    assert not Outgoing.objects.filter(pk=of_team.pk).exists(), "else it were everybody's"


def test_an_owner_s_password_goes_by_no_server_that_an_administrator_chose(
    alone: None, smtp: tuple[MailServer, int], db: None
) -> None:
    server = made(smtp[1])
    eve, abe = (
        make_agent("eve", is_superuser=True, email="Eve@x.example"),
        make_agent("abe", email="abe@x.example"),
    )

    def asks(user: User) -> Mail:
        smtp[0].got.clear()
        letters.post(reset.LETTER, user.email.lower(), {"user": user.pk, "language": "en"})
        run("mail-out")
        return Mail.objects.order_by("-created_at").first()  # type: ignore[return-value]

    assert (asks(eve).state, smtp[0].got) == (Mail.State.FAILED, [])
    assert asks(abe).state == Mail.State.SENT
    Outgoing.objects.filter(pk=server.pk).update(by_owner=True)
    assert asks(eve).state == Mail.State.SENT


def test_who_saves_it_is_asked_for_the_password_and_an_owner_is_noted(
    boss: Client, fields: dict[str, str], client: Client
) -> None:
    address = boss.post(f"{PAGE}new/", fields)["Location"]
    assert (by_hand.asked, Outgoing.objects.get().by_owner) == (1, True)  # type: ignore[attr-defined]
    client.force_login(make_agent("amy", role="admin"))
    client.post(address, fields)
    assert Outgoing.objects.get().by_owner is False
    assert "once an owner has saved it" in client.get(address).text


def test_what_fails_is_said_before_it_is_saved(
    boss: Client,
    fields: dict[str, str],
    picky: int,  # noqa: F811
) -> None:
    to_picky = fields | {"port": str(picky), "user": "support", "password": SECRET}
    for changed, words in (
        ({}, "take this user and password: 535"),
        ({"password": "right"}, "takes no mail from hello@shop.example: 550 5.7.1 not from you"),
        ({"scheme": "smtp+tls"}, "certificate of 127.0.0.1 isn&#x27;t good"),
        ({"scheme": "smtps"}, "speaks no TLS"),
        ({"port": "1"}, "takes no connection on port 1"),
        ({"host": "nowhere.invalid"}, "There is no server called nowhere.invalid"),
        ({"host": "169.254.169.254"}, "is no public address"),
    ):
        answer = boss.post(f"{PAGE}new/", to_picky | changed)
        assert words in answer.text
        assert SECRET not in answer.text
    assert not Outgoing.objects.exists()
    untried = boss.post(f"{PAGE}new/", to_picky | {"act": "save-untried"})
    assert "take this user and password" in boss.post(untried["Location"], {"act": "test"}).text
    Outgoing.objects.update(user="whose password it isn't")
    assert "SECRET_KEY is another one" in boss.post(untried["Location"], {"act": "test"}).text


@pytest.mark.parametrize(
    ("scheme", "host", "allowed"),
    [
        ("smtps", "93.184.216.34", True),
        ("smtp+tls", "93.184.216.34", True),
        ("smtp", "93.184.216.34", False),
        ("smtps", "169.254.169.254", False),
        ("smtps", "10.1.2.3", False),
        ("smtps", "::ffff:127.0.0.1", False),
    ],
)
def test_where_it_may_be(
    scheme: str, host: str, allowed: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_NETWORKS = ()
    gone: list[str] = []

    def line(where: tuple[str, int], *_: object) -> None:
        gone.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", line)
    one = Outgoing(scheme=scheme, host=host, port=25, address="a@x.example")
    assert ("takes no connection" if allowed else "is no public address") in checks.smtp(outgoing.server(one))
    with pytest.raises(Exception):  # noqa: B017, PT011  (a refused connection, or one that isn't allowed)
        outgoing.Backend(outgoing.server(one)).open()
    assert gone == ([host] * 2 if allowed else [])


def test_its_password_comes_out_nowhere_and_goes_to_no_other_server(
    boss: Client, fields: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    written = fields | {"user": "u", "password": SECRET, "act": "save-untried"}
    address = boss.post(f"{PAGE}new/", written)["Location"]
    answers = [boss.get("/agent/settings/mail/"), boss.get(address), boss.post(address, {"act": "test"})]
    for changed in ({"host": "localhost"}, {"user": "x"}, {"port": "994"}, {"scheme": "smtps"}):
        answers.append(boss.post(address, written | {"password": ""} | changed))
        assert list(answers[-1].context["form"].errors) == ["password"]
    boss.post(address, written | {"password": "", "name": "Other"})
    kept = Outgoing.objects.get()
    assert (kept.name, outgoing.server(kept).password) == ("Other", SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mail_outgoing")
        rows = str(cursor.fetchall())
    everything = [rows, caplog.text, str(list(Line.objects.values())), *(answer.text for answer in answers)]
    assert all(SECRET not in text for text in everything)
    boss.post(address, {"act": "remove"})
    told = list(Line.objects.filter(what__startswith="outgoing").order_by("pk").values_list("what", "after"))
    assert [what for what, _ in told] == ["outgoing.added", "outgoing.changed", "outgoing.removed"]
    assert (told[0][1]["password"], told[1][1]) == ("another", {"name": "Other"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": "hello"}, "address"),
        ({"address": "a@x.example\r\nBcc: b@x.example"}, "address"),
        ({"name": "Shop\r\nBcc: b@x.example"}, "name"),
        ({"reply_to": "support@x.example"}, "reply_to"),
        ({"reply_to": "a-rather-long-name+*@x.example"}, "reply_to"),
        ({"port": "70000"}, "port"),
        ({"scheme": "http"}, "scheme"),
        ({"user": "u"}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    boss: Client, fields: dict[str, str], wrong: dict[str, str], field: str
) -> None:
    assert list(boss.post(f"{PAGE}new/", fields | wrong).context["form"].errors) == [field]
    assert not Outgoing.objects.exists()


def test_one_for_a_site_and_team(boss: Client, fields: dict[str, str]) -> None:
    boss.post(f"{PAGE}new/", fields)
    assert list(boss.post(f"{PAGE}new/", fields).context["form"].errors) == ["site"]


def test_what_waits_when_the_last_one_goes_waits_on(
    alone: None, carla: Seat, smtp: tuple[MailServer, int]
) -> None:
    server = made(smtp[1])
    asked.for_link(carla)
    outgoing.remove(server)
    assert letters.can_be_sent() is False
    run("mail-out")
    assert Mail.objects.get().state == Mail.State.WAITING
    with pytest.raises(outgoing.NoWayOut):
        outbox.send({"mail": str(Mail.objects.get().pk)})


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"carla@example.org": (450, b"4.2.1 <Carla@example.org>: busy")}),
        smtplib.SMTPDataError(451, b"not now, carla@example.org"),
    ],
)
def test_a_try_that_failed_says_to_no_agent_whom_it_was_for(
    alone: None, carla: Seat, smtp: tuple[MailServer, int], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refused(*_: object) -> None:
        raise error

    made(smtp[1])
    asked.for_link(carla)
    monkeypatch.setattr(outbox, "handed_over", refused)
    run("mail-out")
    said = Job.objects.get().error
    assert type(error).__name__ in said
    assert "carla" not in said.lower()


def test_people_may_write_to_its_address(smtp: tuple[MailServer, int]) -> None:
    assert not smtp_door._is_sender("hello@shop.example")
    made(smtp[1], address="Hello@shop.example")
    assert smtp_door._is_sender("hello@SHOP.example")


def test_only_who_may_configure(client: Client, fields: dict[str, str], smtp: tuple[MailServer, int]) -> None:
    client.force_login(make_agent("bob"))
    for address in (f"{PAGE}new/", f"{PAGE}{made(smtp[1]).pk}/"):
        assert (client.get(address).status_code, client.post(address, fields).status_code) == (403, 403)
