"""How long a mail server may take to say that it has a mail."""

import asyncio
import smtplib
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from tests.patience import SIGN
from tickets.features.mail import outgoing
from tickets.features.mail.tests.conftest import MailServer
from tickets.outside import smtp as by_smtp


def test_the_answer_to_a_whole_mail_has_ten_minutes_and_nothing_else_has(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend: Any
    for backend in (get_connection(), outgoing.Backend(outgoing.environments())):

        async def has_it(*_: Any, backend: Any = backend) -> str:
            """As soon as it is waited for."""
            async with asyncio.timeout(SIGN):
                while backend.connection.sock.gettimeout() != by_smtp.TAKEN_WITHIN:
                    await asyncio.sleep(0.001)
            return "250 OK"

        monkeypatch.setattr(mail_server, "handle_DATA", has_it)
        backend.open()
        backend.connection.sendmail("support@help.example", ["carla@example.org"], b"Subject: Hello\r\n\r\n")
        assert backend.connection.sock.gettimeout() == settings.EMAIL_TIMEOUT
        backend.close()


def test_a_mail_that_is_refused_leaves_the_line_as_it_was(mail_server: MailServer) -> None:
    mail_server.answers = ["554 5.7.1 no"]
    backend: Any = get_connection()
    backend.open()
    with pytest.raises(smtplib.SMTPDataError):
        backend.send_messages([EmailMessage("Hello", "Hello", to=["carla@example.org"])])
    assert backend.connection.sock.gettimeout() == settings.EMAIL_TIMEOUT
    assert backend.send_messages([EmailMessage("Hello", "Hello", to=["carla@example.org"])]) == 1
    backend.close()


def test_by_tls_from_the_first_byte_too() -> None:
    assert issubclass(by_smtp.line(ssl=True), smtplib.SMTP_SSL)
    assert by_smtp.line(ssl=True).send is by_smtp.line(ssl=False).send
