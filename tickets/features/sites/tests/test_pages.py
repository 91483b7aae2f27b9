"""What customers and administrators see of a site."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from tickets.conversation import ledger
from tickets.conversation.ledger import Opening
from tickets.features.sites import known, logo
from tickets.features.sites.models import Site
from tickets.lately import Lately
from tickets.models import Ticket
from tickets.people import sites
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


@pytest.fixture
def first() -> Site:
    site = Site.objects.get()
    assert site.name == "Support", "made with the tables"
    site.appearance = {"name": "Acme & Sons", "accent": "#1a4fd6", "logo": "data:image/webp;base64,AAAA"}
    site.appearance["greeting"] = "Ahoy!"
    site.save()
    return site


@pytest.fixture
def root(client: Client) -> Client:
    admin = User.objects.create_superuser("root", password=None)
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    return client


def test_our_own_pages_are_the_first_sites(client: Client, first: Site, shop: Site) -> None:
    for path in ("/", f"/t/{'0' * 32}/"):
        page = client.get(path).text
        assert "Acme &amp; Sons" in page
        assert "/accent/1a4fd6.css" in page
        assert "data:image/webp;base64,AAAA" in page
    assert "Ahoy!" in client.get("/").text


def test_a_tickets_page_is_its_sites(client: Client, first: Site, shop: Site) -> None:
    opening = Opening(uuid4(), "Carla", "Hi", carried={"site": shop.key})
    ticket = ledger.open_ticket(opening)[0].ticket
    assert ">Shop<" in client.get(f"/t/{ticket.public_id}/").text


def test_without_the_database_pages_look_as_before(
    client: Client, first: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Acme" in client.get("/").text

    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(Site.objects, "all", away)
    known.known.changed()
    assert "Acme" in client.get("/").text


def test_which_site_is_the_first_is_never_guessed(
    first: Site, shop: Site, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is held to it sees the tickets of the desk's own pages, or an error, and not none."""

    def away() -> None:
        raise OperationalError

    here = Ticket.objects.filter(pk=carla.ticket)
    fresh: Lately[Any] = Lately(known.known._read, {})
    monkeypatch.setattr(known, "known", fresh)
    with monkeypatch.context() as gone:
        gone.setattr(Site.objects, "all", away)
        fresh.get()  # a page's, which looks as it may
        for asks in (lambda: sites.opened_at(first.key), lambda: sites.places([carla.public_id])):
            with pytest.raises(OperationalError):
                asks()
    assert sites.places([carla.public_id]) == {carla.public_id: first.key}
    assert here.filter(sites.opened_at(first.key)).exists()
    assert not here.filter(sites.opened_at(shop.key)).exists()


def test_an_accent_is_a_style_of_its_own(client: Client) -> None:
    answer = client.get("/accent/1a4fd6.css")
    assert answer["Content-Type"] == "text/css"
    assert "--accent:#1a4fd6" in answer.content.decode()
    for colour in ("1a4fd", "1A4FD6", "gggggg", "000000}"):
        assert client.get(f"/accent/{colour}.css").status_code == 404, colour


def changed(root: Client, site: Site, **fields: Any) -> Any:
    told = {
        "name": site.name,
        "origins": "",
        "shown_name": "",
        "accent": "",
        "greeting": "",
        "position": "end",
        "is_on": "on",
    }
    return root.post(reverse("admin:sites_site_change", args=[site.pk]), told | fields)


def test_an_administrator_sets_it_up(root: Client, shop: Site, settings: Settings) -> None:
    page = root.get(reverse("admin:sites_site_change", args=[shop.pk])).text
    assert shop.secret in page
    assert (f"data-site=&quot;{shop.key}&quot;" in page) == ("widget" in settings.FEATURES)
    lines = "https://shop.example\nhttps://*.shop.example"
    saved = changed(
        root, shop, origins=lines, accent="#1A4FD6", greeting="Hello!", languages=["de"], new_secret="on"
    )
    assert saved.status_code == 302, saved.context["errors"]
    now = Site.objects.get(pk=shop.pk)
    assert now.origins == ["https://shop.example", "https://*.shop.example"]
    assert now.appearance == {"accent": "#1a4fd6", "greeting": "Hello!", "position": "end"}
    assert (now.languages, now.former_secret) == (["de"], shop.secret)
    assert now.secret != shop.secret
    found = sites.find(shop.key)
    assert found
    assert found.origins == tuple(now.origins)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"accent": "#ffdd00"}, "too light"),
        ({"accent": "red"}, "six digits"),
        ({"origins": "https://shop.example/a"}, "https://shop.example/a is no such address"),
        ({"origins": "*"}, "is no such address"),
        ({"upload": io.BytesIO(b"<svg onload='alert(1)'/>")}, "no picture"),
        ({"name": "\u200b"}, "nothing to see"),
        ({"shown_name": "\u3164"}, "nothing to see"),
        ({"greeting": "\u2060\u00ad"}, "nothing to see"),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_what_is_not_taken(root: Client, shop: Site, fields: Any, words: str) -> None:
    answer = changed(root, shop, **fields)
    assert answer.status_code == 200
    assert words in str(answer.context["errors"])


def test_a_logo_is_made_small_and_anew(root: Client, shop: Site) -> None:
    big = io.BytesIO()
    Image.new("RGB", (1200, 400), "red").save(big, "PNG")
    big.seek(0)
    big.name = "logo.png"
    assert changed(root, shop, upload=big).status_code == 302
    kept = Site.objects.get(pk=shop.pk).appearance["logo"]
    assert kept.startswith("data:image/webp;base64,")
    assert len(kept) < 4_000
    changed(root, shop)
    assert Site.objects.get(pk=shop.pk).appearance["logo"] == kept
    changed(root, shop, no_logo="on")
    assert "logo" not in Site.objects.get(pk=shop.pk).appearance


def test_a_picture_of_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "PIXELS", 100)
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    picture.seek(0)
    with pytest.raises(ValueError, match="pixels"):
        logo.made(picture)  # type: ignore[arg-type]


def test_a_site_whose_conversations_are_kept_stays(root: Client, shop: Site, bank: Site) -> None:
    ledger.open_ticket(Opening(uuid4(), "Carla", "Hi", carried={"site": shop.key}))
    confirm = {"post": "yes"}
    assert root.post(reverse("admin:sites_site_delete", args=[shop.pk]), confirm).status_code == 403
    assert root.post(reverse("admin:sites_site_delete", args=[bank.pk]), confirm).status_code == 302


def test_the_first_site_stays_while_conversations_of_the_desks_own_pages_are_its(
    root: Client, first: Site, shop: Site
) -> None:
    """The next one's programs and webhooks would see them all at once."""
    own, _ = ledger.open_ticket(Opening(uuid4(), "Carla", "Hi"))
    delete, confirm = reverse("admin:sites_site_delete", args=[first.pk]), {"post": "yes"}
    assert root.post(delete, confirm).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [first.pk], "post": "yes"}
    root.post(reverse("admin:sites_site_changelist"), many)
    assert Site.objects.filter(pk=first.pk).exists()
    Ticket.objects.filter(pk=own.ticket.pk).delete()
    assert root.post(delete, confirm).status_code == 302
