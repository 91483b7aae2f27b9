"""A real SMTP server, Carla who has an address, and Ada who answers her."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings
from pytest_django import Settings

from tests.seated import make_agent, opened, seated
from tests.stack import free_port
from tickets import letters
from tickets.features.mail import outbox, outgoing
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.people.access import Seat
from tickets.presence import watch


class MailServer:
    """Keeps what it is given, or refuses it as it is told."""

    def __init__(self) -> None:
        self.got: list[Any] = []  # EmailMessage
        self.answers: list[str] = []  # said instead of 250, once each: before or after it is kept
        self.keeps = False  # what it refuses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        refusal = self.answers.pop(0) if self.answers else ""
        if not refusal or self.keeps:
            self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        return refusal or "250 OK"

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture(scope="session")
def smtp() -> Iterator[tuple[MailServer, int]]:
    server, port = MailServer(), free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server, port
    controller.stop()


@pytest.fixture
def mail_server(smtp: tuple[MailServer, int]) -> Iterator[MailServer]:
    server, port = smtp
    server.got.clear()
    server.answers.clear()
    server.keeps = False
    backend = "tickets.outside.smtp.EmailBackend"
    with override_settings(
        EMAIL_BACKEND=backend,
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_URL=f"smtp://127.0.0.1:{port}",
        MAIL_FROM="Help <support@help.example>",
        MAIL_REPLY_TO="r+*@help.example",
    ):
        yield server


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It broke.", email="carla@example.org")


@pytest.fixture
def ada(carla: Seat) -> Seat:
    return seated(make_agent("ada", "Ada"), carla)


@pytest.fixture(autouse=True)
def _sends(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    monkeypatch.setattr(letters, "_posts", [outbox.post])
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    yield
    outgoing.known.changed()


@pytest.fixture
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Whether the customer is away, as ticks tell it."""

    def say(away: bool) -> None:
        monkeypatch.setattr(watch, "away", lambda ticket, key, ticks: away)

    say(True)
    return say


def run(kind: str) -> int:
    """The jobs of this kind, whenever they are due. Returns how many."""
    jobs = list(Job.objects.filter(kind=kind).order_by("pk"))
    for job in jobs:
        Job.objects.filter(pk=job.pk).update(tries=job.tries + 1)
        job.refresh_from_db()
        try:
            table.carry_out(job)
        except Exception as error:
            table.failed(job, error)
    return len(jobs)
