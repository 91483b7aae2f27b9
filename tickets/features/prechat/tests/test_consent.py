"""What customers agree to: by version, refused without, kept as it was read, handed to whom it belongs to."""

from typing import Any
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from pydantic import ValidationError

from tickets.conversation import exporting, ledger, openings
from tickets.conversation.ledger import Opening
from tickets.conversation.schemas import OpenTicket
from tickets.desk import queue
from tickets.features.prechat import consents, kept
from tickets.features.prechat.models import Answers, Consent
from tickets.models import Ticket
from tickets.people import access, sites
from tickets.people.access import NOBODY, Seat
from tickets.people.sites import Site
from tickets.presence import expected
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = "/agent/settings/questions/consent/"
TEXTS = {"en": "I agree to be helped.", "de": "Ich stimme zu."}


@pytest.fixture(autouse=True)
def _two_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [Site("own", "Support"), Site("shop", "Shop")]
    monkeypatch.setattr(sites, "_lists", [(lambda: there, lambda tickets: {})])
    monkeypatch.setattr(expected, "_closed", [])
    consents.lately.changed()


def version(site: str = "", *, ticked: bool = True, **more: Any) -> int:
    return Consent.objects.create(**({"site": site, "texts": TEXTS, "ticked": ticked} | more)).pk


def opens(consent: dict[str, Any] | None) -> Seat:
    said = {"id": str(uuid4()), "name": "Carla", "body": "It broke."}
    call = openings.carrying(OpenTicket)(**said | ({"consent": consent} if consent is not None else {}))
    opening = Opening(call.id, call.name, call.body, carried=openings.carried(call))
    written, token = ledger.open_ticket(opening)
    return access.seat(NOBODY, written.ticket.public_id, token)


def kept_of(seat: Seat) -> Any:
    return Answers.objects.values_list("values", flat=True).get(pk=seat.ticket)


def test_it_is_kept_as_it_was_read_shown_to_agents_and_handed_to_its_person() -> None:
    number = version(link="https://example.com/privacy")
    seat = opens({"version": number, "language": "de", "agreed": True})
    (entry,) = kept_of(seat)
    assert entry.pop("at").endswith("Z")
    assert entry == {
        "name": "consent",
        "label": "Ich stimme zu.",
        "value": True,
        "version": number,
        "language": "de",
        "link": "https://example.com/privacy",
    }
    assert queue.row(seat.public_id)["fields"] == kept_of(seat)
    assert exporting.of(Ticket.objects.get(pk=seat.ticket))["answers"].data == kept_of(seat)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (None, "consent"),
        ({"version": 0}, "consent.agreed"),
        ({"version": 0, "agreed": False}, "consent.agreed"),
        ({"version": 4711, "agreed": True}, "consent.version"),
        ({"version": 1, "agreed": True}, "consent.version"),
    ],
)
def test_without_a_known_version_that_was_agreed_to_nothing_is_opened(
    said: dict[str, Any] | None, wrong: str
) -> None:
    elsewhere = version("bank", texts={"en": "Of another site."})
    number = version()
    named = {0: number, 1: elsewhere}
    given = said and said | {"version": named.get(said["version"], said["version"])}
    with pytest.raises(Refused) as refused:
        opens(given)
    assert (refused.value.code, refused.value.more["fields"]) == ("bad_field", [wrong])
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "odd", [{}, {"version": "1"}, {"version": True}, {"version": -1}, {"version": 2**60}]
)
def test_what_is_no_consent_is_refused_by_its_shape(odd: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        opens(odd)
    with pytest.raises(ValidationError):
        opens({"version": 1, "text": "x"})


def test_a_page_that_was_open_while_it_changed_says_what_it_showed() -> None:
    old = version()
    version(texts={"en": "Other words."})
    (entry,) = kept_of(opens({"version": old, "language": "en", "agreed": True}))
    assert (entry["version"], entry["label"]) == (old, TEXTS["en"])
    version(texts={})
    assert kept_of(opens({"version": old, "agreed": True}))[0]["version"] == old
    assert not Answers.objects.filter(pk=opens(None).ticket), "nothing is asked any more"


def test_a_sentence_is_needed_by_nobody_and_kept_of_who_read_it() -> None:
    number = version(ticked=False)
    assert kept_of(opens({"version": number}))[0]["value"] == "shown"
    assert not Answers.objects.filter(pk=opens(None).ticket).exists()


def test_a_site_s_own_stands_for_that_of_all_while_it_has_words() -> None:
    everybody = version()
    own = version("shop")

    def asked() -> list[int]:
        every = consents.all_of_them()
        return [one.pk for key in ("shop", "own", "") if (one := consents.of_site(key, every))]

    assert asked() == [own, everybody, everybody]
    given = {"version": own, "language": "en", "agreed": True}
    assert consents.kept("shop", given)[0]["version"] == own
    with pytest.raises(Refused):
        consents.kept("", given)
    version("shop", texts={})
    assert asked() == [everybody] * 3


@pytest.mark.parametrize(
    ("texts", "language", "read"),
    [
        (TEXTS, "de", "de"),
        (TEXTS, "fr", "en"),
        ({"it": "Accetto."}, "fr", "it"),
        ({"it": "Accetto."}, "", "it"),
    ],
)
def test_it_is_read_in_the_nearest_language(texts: dict[str, str], language: str, read: str) -> None:
    assert consents.in_words(Consent(texts=texts), language) == (read, texts[read])


def test_what_comes_by_mail_agreed_to_nothing() -> None:
    version()
    ledger.open_ticket(Opening(uuid4(), "Carla", "It broke."))
    assert not Answers.objects.exists()


def test_each_change_is_a_version_and_those_before_stay(root: Client) -> None:
    given = {"ticked": "on", "link": "https://example.com/p", "text_en": "I agree.", "text_de": ""}
    for said in (given, given, given | {"text_en": "I agree to all."}):
        assert root.post(f"{PAGE}?site=shop", said)["Location"] == "/agent/settings/questions/"
    assert [one.texts for one in kept.versions("shop")] == [{"en": "I agree to all."}, {"en": "I agree."}]
    page = root.get(f"{PAGE}?site=shop").content.decode()
    for part in ("I agree to all.", "I agree.", 'value="https://example.com/p"'):
        assert part in page
    newest = kept.versions("shop")[0].pk
    assert f"version {newest}" in root.get("/agent/settings/questions/").content.decode()
    root.post(f"{PAGE}?site=shop", given | {"text_en": " "})
    assert (kept.agreed_to()[2][2], len(kept.versions("shop"))) == (None, 3)


@pytest.mark.parametrize("link", ["http://example.com", "javascript:alert(1)", "https://", "x" * 600])
def test_a_link_that_isn_t_https_is_said_at_its_field(root: Client, link: str) -> None:
    answer = root.post(PAGE, {"link": link, "text_en": "I agree."})
    assert set(answer.context["form"].errors) == {"link"}
    assert not Consent.objects.exists()
    assert root.get(f"{PAGE}?site=nowhere").status_code == 404


def test_the_start_page_shows_it_in_its_reader_s_language() -> None:
    number = version(link="https://example.com/p")
    with translation.override("de"):
        page = render_to_string("prechat/asked.html", {"site": Site("shop", "Shop")})
    for part in (
        f'data-consent="{number}"',
        "Ich stimme zu.",
        "https://example.com/p",
        'id="prechat-consent"',
    ):
        assert part in page
    version(ticked=False, texts={"en": "<b>Read</b> this."})
    page = render_to_string("prechat/asked.html", {})
    assert "&lt;b&gt;Read&lt;/b&gt; this." in page
    assert 'id="prechat-consent"' not in page
    version(texts={})
    assert "data-consent" not in render_to_string("prechat/asked.html", {})
