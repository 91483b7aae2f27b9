"""Who comes with a browser in German reads German; a call of the API is the same for everybody."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import AsyncClient, Client

from tests.house.words import LANGUAGES
from tickets.people import sites
from tickets.people.sites import Site

pytestmark = [
    pytest.mark.django_db(transaction=True),  # a page asks it whose it is
    pytest.mark.usefixtures("plain_static_files"),
]

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ({}, "en", "How can we help?"),
        ({"Accept-Language": "en-GB"}, "en", "How can we help?"),
        (GERMAN, "de", "Wie können wir helfen?"),
        ({"Accept-Language": "tlh, de;q=0.3"}, "de", "Wie können wir helfen?"),
        ({"Accept-Language": "zh-TW, en;q=0.9"}, "zh-hans", "有什么可以帮您"),
        ({"Accept-Language": "pt-PT"}, "pt-br", "Como podemos ajudar?"),
        ({"Accept-Language": "es-MX, en"}, "es", "¿En qué podemos ayudarle?"),
        ({"Accept-Language": "tlh"}, "en", "How can we help?"),
        ({"Accept-Language": "../../etc"}, "en", "How can we help?"),
    ],
)
def test_a_page_speaks_its_reader_s_language(
    client: Client, asked: dict[str, str], language: str, words: str
) -> None:
    answer = client.get("/", headers=asked)
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert words in page
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


async def test_so_it_does_where_pages_are_served_side_by_side(async_client: AsyncClient) -> None:
    answer = await async_client.get("/", headers=GERMAN)
    assert "Wie können wir helfen?" in answer.content.decode()
    answer = await async_client.get("/")
    assert "How can we help?" in answer.content.decode()


def test_a_page_brings_the_scripts_of_its_language_and_no_other(client: Client) -> None:
    page = client.get("/", headers=GERMAN).content.decode()
    assert "/js/start/words/de" in page
    assert "/words/en" not in page


@pytest.mark.parametrize(("language", "begins"), [("ar", ' dir="rtl"'), ("he", ' dir="rtl"'), ("ja", "")])
def test_a_language_that_is_written_from_the_right_says_so(
    client: Client, language: str, begins: str
) -> None:
    page = client.get("/", headers={"Accept-Language": language}).content.decode()
    assert f'<html lang="{language}"{begins} data-release' in page


@pytest.mark.parametrize(("accepts", "language"), [("ja", "fr"), ("de-CH, fr", "de"), ("", "fr")])
def test_a_site_may_have_some_of_them(
    client: Client, monkeypatch: pytest.MonkeyPatch, accepts: str, language: str
) -> None:
    monkeypatch.setattr(sites, "_finds", [lambda _key: Site("shop", "Shop", languages=("fr", "de"))])
    for path in ("/", "/t/00000000000000000000000000000000/"):
        answer = client.get(path, headers={"Accept-Language": accepts})
        assert f'<html lang="{language}"' in answer.text
        assert answer["Content-Language"] == language
    assert client.get("/accounts/login/", headers={"Accept-Language": "en"})["Content-Language"] == "en"


@pytest.mark.parametrize(("accepts", "language"), [("fr, de;q=0.5", "de"), ("ar", "en"), ("en-GB", "en")])
def test_the_desk_has_fewer_languages(client: Client, accepts: str, language: str) -> None:
    answer = client.get("/accounts/login/", headers={"Accept-Language": accepts})
    assert answer["Content-Language"] == language
    assert 'dir="rtl"' not in answer.content.decode()


@pytest.mark.django_db
def test_pages_of_errors_are_no_exception(client: Client) -> None:
    assert "Hier ist nichts" in client.get("/nowhere", headers=GERMAN).content.decode()
    assert "Diese Seite" in client.get("/", headers=GERMAN | {"Host": "elsewhere.example"}).content.decode()
    page = client.get("/accounts/login/", headers=GERMAN).content.decode()
    assert "Benutzername" in page


@pytest.mark.django_db
def test_what_other_clients_read_is_english(client: Client) -> None:
    for path in ("/api/tickets/x/events", "/api/nowhere", "/api/queue"):
        told = client.get(path, headers=GERMAN)
        assert "Accept-Language" not in told.get("Vary", "")
        assert told.json()["message"] == client.get(path).json()["message"]
    opening = {"id": str(uuid4()), "name": "", "body": "Hallo"}
    told = client.post("/api/tickets", opening, content_type="application/json", headers=GERMAN)
    assert "name" in told.json()["message"]


def test_english_is_there_whatever_is_asked_for() -> None:
    assert settings.LANGUAGE_CODE == "en"
    assert tuple(code for code, _ in settings.LANGUAGES) == LANGUAGES
