"""The desk's own words of mails to customers: said in their language, filled in once, and harmless."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.seated import make_agent, ticket_of
from tickets import letters
from tickets.features.mail import compose, texts, variables
from tickets.features.mail.models import Mail, Text
from tickets.letters import Letter
from tickets.models import Contact
from tickets.people import sites
from tickets.people.access import Seat
from tickets.people.sites import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
PAGE = "/agent/settings/mail/texts/"
FIELDS = {
    "kind": "link",
    "language": "de",
    "site": "",
    "opening": "Moin {customer.first_name|Sie},",
    "closing": "",
}


@pytest.fixture
def boss(client: Client, db: None) -> Client:
    client.force_login(make_agent("ada", "Ada", is_superuser=True))
    return client


def link_of(seat: Seat, kind: str = "link") -> Letter:
    letter = letters.composed(kind, {"ticket": seat.ticket})
    assert letter is not None
    return letter


def speaks(seat: Seat, language: str) -> None:
    Contact.objects.filter(pk=ticket_of(seat).contact_id).update(language=language)


def test_they_are_said_in_their_language_alone_until_they_are_emptied(boss: Client, carla: Seat) -> None:
    assert boss.post(PAGE, FIELDS).status_code == 302
    assert "Moin" not in link_of(carla).text
    speaks(carla, "de")
    for words in (link_of(carla).text, link_of(carla).html):
        assert ("Moin Carla," in words, "Hallo" in words) == (True, False)
    page = boss.get(PAGE, FIELDS).text
    assert ("Moin {customer.first_name|Sie}," in page, "<h2>The private link" in page) == (True, True)
    boss.post(PAGE, FIELDS | {"opening": ""})
    assert (Text.objects.count(), "Moin" in link_of(carla).text) == (0, False)


def test_a_site_s_own_come_before_every_site_s(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "places", lambda tickets: dict.fromkeys(tickets, "shop"))
    monkeypatch.setattr(sites, "find", lambda key="": Site(key, "Shop" if key else "Desk"))
    for site, words in (("", "All"), ("shop", "Here: {site.name}"), ("other", "There")):
        texts.keep(Text(kind="link", language="en", site=site, opening=words))
    assert "Here: Shop" in link_of(carla).text
    texts.keep(Text(kind="link", language="en", site="shop"))
    assert "All" in link_of(carla).text


def test_what_is_filled_in_is_read_once_and_is_no_html(carla: Seat) -> None:
    name = "{ticket.id} <b>{site.name}</b>"
    Contact.objects.filter(pk=ticket_of(carla).contact_id).update(name=name)
    texts.keep(Text(kind="link", language="en", opening="Dear {customer.name}<script>", closing="Bye {x"))
    letter = link_of(carla)
    assert f"Dear {name}<script>" in letter.text
    assert "Dear {ticket.id} &lt;b&gt;{site.name}&lt;/b&gt;&lt;script&gt;" in letter.html
    assert ("<script" in letter.html, "Bye {x" in letter.text) == (False, True)


def test_no_word_becomes_a_header(carla: Seat, mail_server: Any) -> None:
    texts.keep(Text(kind="link", language="en", opening="Hi\nBcc: eve@x.example\n\nSubject: other"))
    mail = Mail(ticket=ticket_of(carla), recipient="carla@example.org", message_id="<a@b>")
    sent = message_from_bytes(
        compose.message(mail, link_of(carla)).message().as_bytes(), policy=policy.default
    )
    assert (sent["Bcc"], "other" in sent["Subject"]) == (None, False)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"opening": "Dear {customer.nam},"}, "There is no variable {customer.nam}"),
        ({"closing": "{ticket.token|x}"}, "There is no variable {ticket.token}"),
        ({"opening": "a\0b"}, ""),
        ({"language": "tlh"}, ""),
        ({"kind": "password"}, ""),
        ({"opening": "x" * 2001}, ""),
    ],
)
def test_what_is_wrong_is_not_kept(boss: Client, wrong: dict[str, str], words: str) -> None:
    answer = boss.post(PAGE, FIELDS | wrong)
    assert (list(answer.context["form"].errors), Text.objects.exists()) == ([*wrong], False)
    assert words in str(answer.context["form"].errors)


@pytest.mark.parametrize("kind", sorted(letters.samples()))
@pytest.mark.parametrize("language", ["de", "ar"])
def test_each_is_seen_before_it_is_saved(boss: Client, kind: str, language: str) -> None:
    written = {"opening": "Hey {customer.name} {ticket.subject}", "closing": "<i>Bye</i>"}
    seen = boss.post(PAGE, FIELDS | written | {"kind": kind, "language": language, "act": "preview"})
    assert f"<bdi>{dict(settings.LANGUAGES)[language]}</bdi></h2>" in seen.text
    assert seen.context["at"] == "settings"
    for words in ("Hey Carla Muster {ticket.subject}", "&lt;i&gt;Bye&lt;/i&gt;"):
        assert words in seen.text.partition("seen-title")[2]
    assert not Text.objects.exists()
    with translation.override(language):
        shipped, own = (letters.samples()[kind](letters.Wording(*said)) for said in ((), ("A", "Z")))
    assert len(shipped.text) > 20
    assert all("Z" in form and "A" in form for form in (own.text, own.html))


def test_replies_bear_them_between_marker_and_link(carla: Seat) -> None:
    texts.keep(Text(kind="away", language="en", opening="Dear {customer.name}", closing="Yours, {site.name}"))
    letter = letters.samples()["away"](texts.wording("away", ticket_of(carla), "en"))
    assert (
        letter.text.index("Dear Carla")
        < letter.text.index("Yours, Support")
        < letter.text.index("Whoever has")
    )


def test_variables_are_a_short_list() -> None:
    assert variables.unknown("{ a { customer.name } {}") == ""
    assert variables.unknown("{customer.email}") == "customer.email"


def test_only_who_may_configure(client: Client) -> None:
    client.force_login(make_agent("bob"))
    assert (client.get(PAGE).status_code, client.post(PAGE, FIELDS).status_code) == (403, 403)
