"""Mail on real servers: from the desk to the mail server of somebody who has gone, and back."""

import asyncio
import smtplib
from base64 import b64encode
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.cast import Agent, Customer, http_client
from tests.stack import Stack, free_port
from tickets.features.mail.tests.conftest import MailServer

pytestmark = pytest.mark.integration
AWAY_AFTER = 2  # seconds


@pytest.fixture(scope="module")
def own_desk(smtp: tuple[MailServer, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    variables = {
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp[1]}",
        "MAIL_FROM": "Help <support@help.example>",
        "AWAY_MAIL_AFTER": str(AWAY_AFTER),
        "SMTP_LISTEN": f"127.0.0.1:{free_port()}",
        "MAIL_WEBHOOK_SECRET": "a-secret-of-ours",
    }
    with Stack(tmp_path_factory.mktemp("mail"), **variables) as stack:
        stack.start("jobs")
        stack.start("mail")
        yield stack


@pytest.fixture
def desk(own_desk: Stack, smtp: tuple[MailServer, int]) -> Stack:
    smtp[0].got.clear()
    smtp[0].answers.clear()
    return own_desk


async def opens(stack: Stack, email: str = "carla@example.org") -> Customer:
    async with http_client(stack.origin) as http:
        opening = {"id": str(uuid4()), "name": "Carla", "email": email, "body": "It broke."}
        told = (await http.post("/api/tickets", json=opening, headers={"Accept-Language": "de-AT"})).json()
    return Customer(stack, "Carla", told["ticket"], told["token"])


async def test_who_has_gone_gets_the_reply_and_who_is_there_does_not(
    desk: Stack, smtp: tuple[MailServer, int]
) -> None:
    server, carla, agent = smtp[0], await opens(desk), await Agent.signs_in(desk)
    chris = await opens(desk, "chris@example.org")
    async with agent.page(carla.ticket, chris.ticket) as ada, chris.page() as page:
        await page.gets("events")
        for customer in (carla, chris):
            words = {"type": "send", "id": str(uuid4()), "ticket": customer.ticket, "body": "Servus!"}
            await ada.send(words)
        mailed = await ada.gets("mailed", ticket=carla.ticket)
        assert mailed["seq"] == 2
        [mail] = server.got
        assert mail["To"] == "carla@example.org"
        assert "Hallo Carla" in mail.get_body(("plain",)).get_content()
        async with http_client(desk.origin, headers=carla.bearer) as http:
            assert (await http.post(f"/api/tickets/{carla.ticket}/mail/link")).status_code == 204
        desk.wait_until(lambda: len(server.got) > 1, "the private link")
    assert carla.token in server.got[1].get_body(("plain",)).get_content()


async def test_a_conversation_goes_on_by_mail_and_is_whole(desk: Stack, smtp: tuple[MailServer, int]) -> None:
    """Out, in, out, and back by the link."""
    server, agent = smtp[0], await Agent.signs_in(desk)
    carla = await opens(desk, "dora@example.org")

    def hers() -> list[Any]:
        return [mail for mail in server.got if mail["To"] == "dora@example.org"]

    async with agent.page(carla.ticket) as ada:
        await ada.gets("events")
        await ada.send({"type": "send", "id": str(uuid4()), "ticket": carla.ticket, "body": "Which one?"})
        await ada.gets("mailed", ticket=carla.ticket)
        [asked] = hers()
        answer = EmailMessage()
        answer["From"], answer["To"], answer["Message-ID"] = asked["To"], asked["Reply-To"], "<a@example.org>"
        answer["In-Reply-To"], answer["Subject"] = asked["Message-ID"], f"Re: {asked['Subject']}"
        quoted = "\n".join(f"> {line}" for line in asked.get_body(("plain",)).get_content().splitlines())
        answer.set_content(f"The red one.\n\nAm 28.11.26 um 10:12 schrieb Help:\n{quoted}\n")
        await asyncio.to_thread(hand_in, desk, answer)
        said = await ada.gets("events", ticket=carla.ticket, head=3)
        assert said["events"][0]["body"] == "The red one."
        await asyncio.to_thread(hand_in, desk, answer)  # a server that heard no answer
        await ada.send({"type": "send", "id": str(uuid4()), "ticket": carla.ticket, "body": "Thanks!"})
        desk.wait_until(lambda: len(hers()) > 1, "the answer to the answer")
        assert hers()[1]["References"].split()[-1] == "<a@example.org>"
    assert [event["body"] for event in await carla.events()] == [
        "It broke.",
        "Which one?",
        "The red one.",
        "Thanks!",
    ]


def hand_in(desk: Stack, mail: EmailMessage) -> None:
    host, _, port = desk.variables["SMTP_LISTEN"].partition(":")
    with smtplib.SMTP(host, int(port)) as server:
        server.send_message(mail)


async def test_a_provider_posts_a_mail(desk: Stack) -> None:
    raw = b"From: Chris <chris@example.org>\r\nSubject: Hello\r\nMessage-ID: <c@x.example>\r\n\r\nBy HTTP\r\n"
    async with http_client(desk.origin) as http:
        for secret, status in (("a-secret-of-ours", 200), ("another", 401)):
            given = {"Authorization": f"Bearer {secret}", "Content-Type": "message/rfc822"}
            assert (await http.post("/api/mail", content=raw, headers=given)).status_code == status
        large = b"From: x@y.example\r\n\r\n" + b"x" * 26 * 1024 * 1024
        given = {"Authorization": "Basic " + b64encode(b"me:a-secret-of-ours").decode()}
        assert (await http.post("/api/mail", content=large, headers=given)).status_code == 413
    agent = await Agent.signs_in(desk)

    def there() -> bool:
        rows = httpx.get(f"{desk.origin}/api/queue?view=open&as=agent", headers=agent.cookie).json()["rows"]
        return any(row["email"] == "chris@example.org" for row in rows)

    desk.wait_until(there, "the ticket that it opened")


async def test_a_mail_server_that_is_away_is_said_and_nothing_is_lost(
    desk: Stack, smtp: tuple[MailServer, int]
) -> None:
    server, carla, agent = smtp[0], await opens(desk), await Agent.signs_in(desk)
    server.answers[:] = ["451 4.3.0 later"]
    async with http_client(desk.origin, headers=agent.cookie) as http:
        said = {"id": str(uuid4()), "body": "Servus!"}
        at = f"/api/tickets/{carla.ticket}/messages?as=agent"
        answer = await http.post(at, json=said, headers={"Origin": desk.origin})
        assert answer.status_code == 201

        def troubles() -> Any:
            """Asked as a probe would."""
            return httpx.get(f"{desk.origin}/api/jobs?as=agent", headers=agent.cookie).json()["troubles"]

        desk.wait_until(troubles, "the trouble to be said")
        assert "451" in (await http.get("/readyz")).json()["degraded"]["mail"]
    desk.wait_until(lambda: bool(server.got), "the mail, when it was tried again")
    desk.wait_until(lambda: not troubles(), "all to be well")
