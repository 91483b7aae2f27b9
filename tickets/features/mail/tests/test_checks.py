"""Whether mail goes out is tried against real servers, and what fails is said in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.test import Client
from pytest_django import Settings

from tests import certificates
from tests.seated import make_agent
from tests.stack import free_port
from tickets.features.mail import checks, trial
from tickets.features.mail.models import Door, Mail
from tickets.features.mail.settings import Ways
from tickets.features.mail.tests.conftest import MailServer, run
from tickets.people.models import User

pytestmark = pytest.mark.usefixtures("plain_static_files")


class Picky:
    """Wants a password, and takes mail from one address."""

    def __call__(self, _: Any, __: Any, ___: Any, ____: str, said: Any) -> AuthResult:
        return AuthResult(success=said.password == b"right", handled=False)

    async def handle_MAIL(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        if address != "support@help.example":
            return "550 5.7.1 not from you"
        envelope.mail_from = address
        return "250 OK"


@pytest.fixture(scope="module")
def picky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    rules, port = Picky(), free_port()
    tls = certificates.context(certificates.written(tmp_path_factory.mktemp("tls")))
    more: dict[str, Any] = {"authenticator": rules, "auth_require_tls": False, "tls_context": tls}
    controller = Controller(rules, hostname="127.0.0.1", port=port, **more)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def to_it(picky: int, settings: Settings) -> Settings:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_FROM = "127.0.0.1", picky, "support@help.example"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "support", "right"
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
    return settings


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"EMAIL_HOST_PASSWORD": "s3cret-and-wrong"}, "doesn't take this user and password: 535"),
        ({"MAIL_FROM": "else@help.example"}, "no mail from the address of MAIL_FROM: 550 5.7.1 not from you"),
        ({"EMAIL_USE_TLS": True}, "certificate of 127.0.0.1 isn't good"),
        ({"EMAIL_USE_SSL": True}, "speaks no TLS"),
        ({"EMAIL_PORT": 1}, "takes no connection on port 1"),
        ({"EMAIL_HOST": "nowhere.invalid"}, "There is no server called nowhere.invalid"),
    ],
    ids=["well", "password", "sender", "certificate", "TLS", "refused", "name"],
)
def test_what_fails_is_said_in_words(to_it: Settings, changed: dict[str, Any], words: str) -> None:
    for name, value in changed.items():
        setattr(to_it, name, value)
    said = checks.smtp()
    assert words in said
    assert bool(words) is bool(said)
    assert "s3cret" not in said


def test_a_server_without_a_sign_in(smtp: tuple[MailServer, int], to_it: Settings) -> None:
    smtp[0].got.clear()
    to_it.EMAIL_PORT = smtp[1]
    assert "offers less than is asked of it" in checks.smtp()
    to_it.EMAIL_HOST_USER = ""
    assert checks.smtp() == ""
    to_it.EMAIL_USE_TLS = True
    assert "STARTTLS" in checks.smtp()
    assert smtp[0].got == []


def test_one_that_is_silent(to_it: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(checks, "_smtp", silent)
    assert "doesn't answer on port" in checks.smtp()


@pytest.fixture
def boss(client: Client, db: None) -> User:
    user = make_agent("ada", "Ada", is_superuser=True, email="ada@example.org")
    client.force_login(user)
    return user


PAGE = "/agent/settings/mail/"


@pytest.mark.django_db
def test_the_page_says_what_there_is_and_no_password(
    boss: User, client: Client, to_it: Settings, picky: int
) -> None:
    to_it.EMAIL_URL, to_it.EMAIL_HOST_PASSWORD = "smtp://x", "s3cret"
    Door.objects.create(name="imap", words="AUTHENTICATIONFAILED")
    page = client.get(PAGE).text
    assert (f"support · 127.0.0.1:{picky}" in page, "AUTHENTICATIONFAILED" in page) == (True, True)
    assert "s3cret" not in page
    assert page.count('href="/agent/settings/who-gets-what/"') in (0, 2), (
        "beside the navigation, if it is there"
    )
    tried = client.post(PAGE, {"act": "smtp"}).text
    assert "take this user and password" in tried
    assert "s3cret" not in tried
    to_it.EMAIL_HOST_PASSWORD = "right"
    assert "It works" in client.post(PAGE, {"act": "smtp"}).text


@pytest.mark.django_db
def test_a_mail_to_oneself(boss: User, client: Client, mail_server: MailServer) -> None:
    assert client.post(PAGE, {"act": "send"}).status_code == 302
    assert Mail.objects.get().kind == trial.TRIAL
    run("mail-out")
    [mail] = mail_server.got
    assert (mail["To"], mail["Subject"]) == ("ada@example.org", "This is a test")


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["smtp", "imap", "nonsense"])
def test_what_isn_t_there_is_not_tested(boss: User, client: Client, act: str, settings: Settings) -> None:
    settings.EMAIL_URL = settings.MAILBOX = None
    assert client.post(PAGE, {"act": act}).status_code == 404


@pytest.mark.django_db
def test_only_who_may_configure(client: Client) -> None:
    assert Ways.page == "mail"
    client.force_login(make_agent("bob"))
    for ask in (client.get, client.post):
        assert ask(PAGE).status_code == 403
