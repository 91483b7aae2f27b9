"""Tickets that are opened at a site, by who says who they are and by who is known."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.seated import make_agent, says, seated
from tickets.conversation import ledger
from tickets.conversation.ledger import Opening
from tickets.desk import queue
from tickets.features.sites import kept, visitors
from tickets.features.sites.models import Site, SiteTicket
from tickets.features.sites.tests.conftest import Sign
from tickets.models import Contact, Ticket
from tickets.people import access
from tickets.people.access import NOBODY, Seat
from tickets.people.models import Team
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


def opens(name: str = "Carla", id: Any = None, email: str = "", **carried: str) -> Seat:
    written, token = ledger.open_ticket(Opening(id or uuid4(), name, "It broke.", email, "", carried))
    return access.seat(NOBODY, written.ticket.public_id, token)


def contact_of(seat: Seat) -> Contact:
    return Ticket.objects.get(pk=seat.ticket).contact


def test_a_ticket_has_its_site_and_one_of_our_own_pages_has_none(shop: Site) -> None:
    assert SiteTicket.objects.get(ticket=opens(site=shop.key).ticket).site == shop
    assert not SiteTicket.objects.filter(ticket=opens().ticket).exists()


def test_what_begins_at_a_site_is_its_teams(shop: Site) -> None:
    """And whoever isn't in it doesn't see it; the first site is that of the desk's own pages."""
    shop.team, own = Team.objects.create(name="Shop"), Team.objects.create(name="Own")
    shop.save()
    Site.objects.filter(pk=Site.objects.order_by("pk").first().pk).update(team=own)  # type: ignore[union-attr]
    assert Ticket.objects.get(pk=opens(site=shop.key).ticket).team == shop.team
    assert Ticket.objects.get(pk=opens().ticket).team == own
    assert queue.page(access.person_of(make_agent("out")), "open")["rows"] == []
    own.delete()
    assert Ticket.objects.get(pk=opens().ticket).team is None


def test_a_site_that_is_gone_opens_nothing(shop: Site) -> None:
    for key in ("0" * 16, "' or 1", "\x00"):
        with pytest.raises(Refused, match="no such site"):
            opens(site=key)
    assert not Ticket.objects.exists()


def test_a_verified_visitor_is_one_contact_and_a_guest_each_time_another(shop: Site, signed: Sign) -> None:
    mine = [
        opens("Mallory", site=shop.key, identity=signed(name="Carla", email="c@example.com")) for _ in "12"
    ]
    [contact] = {contact_of(seat) for seat in mine}
    assert (contact.name, contact.email, contact.external_id) == ("Carla", "c@example.com", f"{shop.key}:7")
    guest = contact_of(opens("Carla", site=shop.key, email="c@example.com"))
    assert guest != contact
    assert guest.external_id is None


def test_what_somebody_says_overwrites_nothing_that_is_verified(shop: Site, signed: Sign) -> None:
    opens(site=shop.key, identity=signed(name="Carla", email="c@example.com"))
    contact = contact_of(opens("Somebody", site=shop.key, email="x@example.com", identity=signed()))
    assert (contact.name, contact.email) == ("Carla", "c@example.com")
    contact = contact_of(opens(site=shop.key, identity=signed(name="Carla Conti")))
    assert (contact.name, contact.email) == ("Carla Conti", "c@example.com")


def test_who_is_new_is_named_by_themselves_where_the_site_names_nobody(shop: Site, signed: Sign) -> None:
    contact = contact_of(opens("Carla", email="c@example.com", site=shop.key, identity=signed()))
    assert (contact.name, contact.email) == ("Carla", "c@example.com")
    contact = contact_of(opens("Somebody", email="x@example.com", site=shop.key, identity=signed()))
    assert (contact.name, contact.email) == ("Carla", "c@example.com"), "at first, and not again"


def test_the_letters_to_a_verified_visitor_are_in_their_language(shop: Site, signed: Sign) -> None:
    carried = {"site": shop.key, "identity": signed(name="Carla")}
    ledger.open_ticket(Opening(uuid4(), "Carla", "Es ging kaputt.", carried=carried, language="de"))
    assert Contact.objects.get().language == "de"


def test_a_bad_identity_is_no_guest(shop: Site, bank: Site, signed: Sign) -> None:
    for identity in (signed(exp=1), signed(bank.secret), "x"):
        with pytest.raises(Refused, match="identity"):
            opens(site=shop.key, identity=identity)
    assert not Ticket.objects.exists()


def test_only_verified_visitors_where_a_site_says_so(shop: Site, signed: Sign) -> None:
    shop.only_verified = True
    shop.save()
    with pytest.raises(Refused, match="verified"):
        opens(site=shop.key)
    assert contact_of(opens(site=shop.key, identity=signed())).external_id


def test_an_opening_that_is_repeated_is_the_same_though_the_site_says_another_name(
    shop: Site, signed: Sign
) -> None:
    id = uuid4()
    first = opens("Carla", id, site=shop.key, identity=signed(name="Carla C."))
    assert opens("Carla", id, site=shop.key, identity=signed(name="Carla Conti")) == first


def test_on_any_device_all_open_tickets_of_the_visitor_at_this_site(
    shop: Site, bank: Site, signed: Sign
) -> None:
    mine = [opens(site=shop.key, identity=signed()) for _ in "12"]
    opens(site=shop.key, identity=signed(sub="8"))  # another visitor's
    opens(site=bank.key, identity=signed(bank.secret))  # the same name at another site
    opens(site=shop.key)  # a guest's
    Ticket.objects.filter(pk=opens(site=shop.key, identity=signed()).ticket).update(status="resolved")
    told = visitors.welcomed(shop.key, signed(name="Carla"))
    assert told["name"] == "Carla"
    assert {one["ticket"] for one in told["tickets"]} == {seat.public_id for seat in mine}
    for one in told["tickets"]:
        assert access.seat(NOBODY, one["ticket"], one["token"]).person.role == "customer"


def test_a_visitor_who_never_wrote_has_none_and_leaves_nothing(shop: Site, signed: Sign) -> None:
    assert visitors.welcomed(shop.key, signed()) == {"name": "", "email": "", "tickets": []}
    assert not Contact.objects.exists()


def test_tickets_open_also_once_the_servers_key_has_changed(shop: Site, signed: Sign, settings: Any) -> None:
    seat = opens(site=shop.key, identity=signed())
    settings.SECRET_KEY = "another" * 10
    anew = kept.rotated(shop.pk, kept.mark_of(Site.objects.get(pk=shop.pk)))  # what was sealed is lost
    [key] = visitors.welcomed(shop.key, signed(anew))["tickets"]
    assert access.seat(NOBODY, seat.public_id, key["token"]).ticket == seat.ticket


def test_the_desks_row_says_where_and_whether_it_is_verified(shop: Site, signed: Sign) -> None:
    ada = make_agent("ada", "Ada")
    rows = {}
    for seat in (opens(), opens(site=shop.key), opens(site=shop.key, identity=signed())):
        says(seated(ada, seat), "Hello")
        rows[seat.public_id] = queue.row(seat.public_id)
    told = [(row["site"], row["verified"]) for row in rows.values()]
    assert told == [(None, False), ("Shop", False), ("Shop", True)]


@pytest.mark.django_db(transaction=True)
def test_by_http(shop: Site, signed: Sign, client: Client) -> None:
    opening = {"id": str(uuid4()), "name": "Carla", "body": "Hi", "site": shop.key, "identity": signed()}
    opened = client.post("/api/tickets", json.dumps(opening), content_type="application/json")
    assert opened.status_code == 201
    call = f"/api/sites/{shop.key}/visitor"
    answer = client.post(call, headers={"Authorization": f"Bearer {signed()}"})
    assert answer.json()["tickets"] == [{"ticket": opened.json()["ticket"], "token": opened.json()["token"]}]
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {signed()}"}):
        assert client.post(call, headers=headers).json()["code"] == "forbidden"
    assert client.post("/api/sites/nowhere/visitor").status_code == 404
    foreign = {"Authorization": f"Bearer {signed()}", "Origin": "https://shop.example"}
    assert client.post(call, headers=foreign).status_code == 403, "calls come from our own pages"
