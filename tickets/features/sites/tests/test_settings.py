"""Sites in the desk's settings."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.conversation import ledger
from tickets.conversation.ledger import Opening
from tickets.features.sites import kept, known
from tickets.features.sites.models import Site
from tickets.people import sites
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "/agent/settings/sites/", "a-long-one"
GIVEN = {"name": "Shop", "position": "end", "is_on": "on", "accent": "#1A4FD6", "greeting": "Ahoy!"}


def test_a_site_is_added_and_its_line_copied(root: Client, settings: Settings) -> None:
    made = root.post(f"{PAGE}new/", GIVEN | {"origins": "https://shop.example"})
    site = Site.objects.get(name="Shop")
    assert made["Location"] == f"{PAGE}{site.pk}/"
    assert site.appearance == {"accent": "#1a4fd6", "greeting": "Ahoy!", "position": "end"}
    page = root.get(made["Location"]).content.decode()
    assert "Saved." in page
    assert (f"data-site=&quot;{site.key}&quot;" in page) == ("widget" in settings.FEATURES)
    assert site.secret not in page
    listed = root.get(PAGE).content.decode()
    assert "https://shop.example" in listed
    assert root.get(f"{PAGE}4711/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"), [("accent", "#ffdd00"), ("origins", "*"), ("name", ""), ("position", "above")]
)
def test_what_is_wrong_is_said_at_its_field(root: Client, shop: Site, field: str, value: str) -> None:
    answer = root.post(f"{PAGE}{shop.pk}/", GIVEN | {field: value})
    assert set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    shop.refresh_from_db()
    assert shop.appearance == {}


def test_the_secret_is_shown_and_changed_to_who_gave_the_password(root: Client, shop: Site) -> None:
    shown = root.post(f"{PAGE}{shop.pk}/", {"act": "show-secret"}).content.decode()
    assert f'value="{shop.secret}"' in shown
    rotation = {"act": "new-secret", "seen": kept.mark_of(shop)}
    assert f'value="{rotation["seen"]}"' in root.get(f"{PAGE}{shop.pk}/").content.decode()
    for _ in ("asked", "and loaded again"):
        answer = root.post(f"{PAGE}{shop.pk}/", rotation)
    now = Site.objects.get(pk=shop.pk)
    assert (now.former_secret, now.secret == shop.secret) == (shop.secret, False)
    assert f'value="{now.secret}"' in answer.content.decode()
    assert now.secret not in root.get(f"{PAGE}{shop.pk}/").content.decode()
    lines = Line.objects.filter(what__startswith="site.").order_by("pk").values_list("what", "about", "by")
    told = [("site.shown", "Shop"), ("site.rotated", "Shop"), ("site.shown", "Shop")]
    assert list(lines) == [(*line, "root") for line in told], "once it was asked for, and loaded again"
    for address, act in ((f"{PAGE}{shop.pk}/", "nothing"), (f"{PAGE}new/", "show-secret")):
        assert root.post(address, {"act": act}).status_code == 404
    later = Client()
    later.force_login(
        make_agent("rita", is_superuser=True, password=PASSWORD), "django.contrib.auth.backends.ModelBackend"
    )  # without a password just now
    for act in ("show-secret", "new-secret"):
        assert later.post(f"{PAGE}{shop.pk}/", {"act": act})["Location"].startswith("/accounts/login/again/")
    assert Site.objects.get(pk=shop.pk).secret == now.secret


def drawn(root: Client, address: str, **fields: Any) -> Any:
    answer = root.post(f"{PAGE}{address}/preview/", GIVEN | fields)
    assert answer.status_code == 200
    return answer.json()


def test_a_preview_is_the_customers_page_and_saves_nothing(root: Client, shop: Site) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (120, 40), "red").save(picture, "PNG")
    picture.seek(0)
    picture.name = "logo.png"
    told = drawn(root, str(shop.pk), shown_name="Ship & Co", upload=picture, position="start")
    assert (told["accent"], told["position"], told["accent_wrong"]) == ("#1a4fd6", "start", "")
    for part in ("Ship &amp; Co", "Ahoy!", "/accent/1a4fd6.css", "data:image/webp", 'data-part="form"'):
        assert part in told["page"], part
    assert "<script" not in told["page"]
    assert "noscript" not in told["page"]
    shop.refresh_from_db()
    assert shop.appearance == {}
    assert drawn(root, "new")["accent"] == "#1a4fd6"
    assert Site.objects.filter(name="Shop").count() == 1
    light = drawn(root, str(shop.pk), accent="#ffdd00")
    assert "too light" in light["accent_wrong"]
    assert "/accent/" not in light["page"], "what can't be used isn't shown"


def test_a_site_that_is_off_shows_nowhere_and_loses_nothing(root: Client, shop: Site, bank: Site) -> None:
    opening = Opening(uuid4(), "Carla", "Hi", carried={"site": shop.key})
    ticket = ledger.open_ticket(opening)[0].ticket
    shop.appearance = {"name": "Ship & Co"}
    shop.save()
    assert sites.find(shop.key) is not None
    given = {"name": "Shop", "position": "end", "shown_name": "Ship & Co"}
    assert root.post(f"{PAGE}{shop.pk}/", given).status_code == 302, "the box isn't checked"
    assert sites.find(shop.key) is None
    with pytest.raises(Refused, match="no such site"):
        ledger.open_ticket(Opening(uuid4(), "Carla", "Hi", carried={"site": shop.key}))
    assert "Ship &amp; Co" in Client().get(f"/t/{ticket.public_id}/").content.decode(), "by its link"
    assert ">Off<" in root.get(PAGE).content.decode()
    root.post(f"{PAGE}{shop.pk}/", given | {"is_on": "on"})
    assert sites.find(shop.key) is not None
    known.known.changed()
