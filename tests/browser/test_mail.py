"""Nobody is lost who closes the tab: a conversation that goes on by mail, through a real mail server and a
real mailbox, and is whole for who comes back. How soon is asked by `bench.mail`."""

import os
import re
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser

from tests.browser.engines import expect
from tests.browser.people import People
from tests.mail_servers import DOVECOT, EXIM, Dovecot, Exim, read, until
from tests.patience import SIGN
from tests.stack import Stack

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (DOVECOT and EXIM) or os.getuid() != 0, reason="as root, with what bin/setup test brings"
    ),
]
CARLA = "carla@example.org"


class CarlasMailbox:
    """What her server has, and the mails that she writes."""

    def __init__(self, exim: Exim, dovecot: Dovecot) -> None:
        self.exim, self.dovecot = exim, dovecot

    def gets(self, number: int) -> EmailMessage:
        until(lambda: len(self.exim.files()) >= number, lambda: f"{number} mails were to come")
        return read(sorted(self.exim.files(), key=lambda path: path.stat().st_mtime_ns)[number - 1])

    def answers(self, mail: EmailMessage, words: str) -> None:
        """As mail programs do, with a file."""
        answer = EmailMessage()
        answer["From"], answer["To"] = f"Carla <{CARLA}>", mail["Reply-To"]
        answer["Subject"], answer["Message-ID"] = f"Re: {mail['Subject']}", f"<{uuid4()}@example.org>"
        answer["In-Reply-To"] = mail["Message-ID"]
        quoted = "\n".join(f"> {line}" for line in text_of(mail).splitlines())
        answer.set_content(f"{words}\n\nOn 28 Nov 2026, at 10:12, Help wrote:\n{quoted}\n")
        answer.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="bill.pdf")
        for _ in range(2):  # her server heard no answer, and brings it again
            self.dovecot.deliver(answer.as_bytes())


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def mailbox() -> Iterator[CarlasMailbox]:
    """In a folder that the mail servers' own users may enter."""
    with tempfile.TemporaryDirectory(prefix="holdfast-mail-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Dovecot(folder / "dovecot") as dovecot, Exim(folder / "exim") as exim:
            yield CarlasMailbox(exim, dovecot)


@pytest.fixture
def people_who_mail(browser: Browser, mailbox: CarlasMailbox, tmp_path: Path) -> Iterator[People]:
    variables = {
        **mailbox.exim.variables,
        **mailbox.dovecot.variables,
        "MAIL_FROM": "Help <support@help.example>",
        "AWAY_MAIL_AFTER": "2",
    }
    with Stack(tmp_path, **variables) as stack, People(browser, stack) as people:
        for part in ("jobs", "mail"):
            stack.start(part)
        yield people


def test_who_closes_the_tab_comes_back_to_one_whole_conversation(
    people_who_mail: People, mailbox: CarlasMailbox
) -> None:
    people = people_who_mail
    carla = people.comes()
    carla.page.goto("/")
    for field, words in (("name", "Carla"), ("email", CARLA), ("body", "It broke.")):
        carla.page.locator(f"#{field}").fill(words)
    carla.page.locator("form button[type=submit]").click()
    carla.is_live()
    ada = people.agent(opens="It broke.")
    carla.context.close()  # and the tab with it
    ada.types("Which one?")
    asked = mailbox.gets(1)
    assert "Which one?" in text_of(asked)
    expect(ada.messages().filter(has_text="Which one?")).to_have_attribute("data-mark", "mailed")
    mailbox.answers(asked, "The red one.")
    ada.sees("The red one.")
    expect(ada.messages().filter(has_text="bill.pdf")).to_have_count(1)
    ada.types("Thanks, it is on its way.")
    link = re.search(r"http\S+/t/\w+/#\w+", text_of(mailbox.gets(2)))
    assert link
    back = people.comes()
    back.page.goto(link[0])
    back.is_live()
    said = ["It broke.", "Which one?", "The red one.", "Thanks, it is on its way."]
    for person in (back, ada):
        person.sees(*said)
        assert [words for words in person.shown() if words] == said
    expect(back.messages().filter(has_text="bill.pdf")).to_have_count(1)
    assert len(mailbox.exim.files()) == 2
    assert httpx.get(f"{people.stack.origin}/readyz", timeout=SIGN).json()["degraded"] == {}
