"""Tags renamed, merged and deleted in the desk's settings, and what becomes of those who have them."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.seated import make_agent, opened, seated
from tickets.audit.models import Line
from tickets.desk import queue
from tickets.features.triage import actions
from tickets.features.triage.frames import Tagging
from tickets.features.triage.models import Tag
from tickets.people.access import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
BROWSER = "django.contrib.auth.backends.ModelBackend"
PAGE = "/agent/settings/tags/"


@pytest.fixture
def ticket(db: None) -> Seat:
    seat = opened("Carla", "It broke.")
    actions.tagging(seated(make_agent("ada"), seat), uuid4(), Tagging(add=["refund", "money"]))()
    return seat


def names(seat: Seat) -> list[str]:
    return [tag["name"] for tag in queue.row(seat.public_id)["tags"]]


def page_of(name: str) -> str:
    return f"{PAGE}{Tag.objects.get(name=name).pk}/"


def test_it_is_renamed_and_coloured_for_all_who_have_it(root: Client, ticket: Seat) -> None:
    assert "refund" in root.get(PAGE).content.decode()
    changed = {"act": "save", "name": " Money  back ", "colour": "teal"}
    assert root.post(page_of("refund"), changed)["Location"] == PAGE
    assert names(ticket) == ["money", "Money back"]
    assert 'data-colour="teal"' in root.get(PAGE).content.decode()
    line = Line.objects.get(what="settings.changed")
    assert line.about.startswith(PAGE), "and the audit log says where"


def test_anothers_name_is_refused_at_its_field(root: Client, ticket: Seat) -> None:
    for name, words in (("Money", "can be merged"), ("\u200b", "nothing to see"), ("", "required")):
        answer = root.post(page_of("refund"), {"act": "save", "name": name, "colour": "red"})
        assert answer.status_code == 422
        assert words in str(answer.context["form"].errors["name"])
    answer = root.post(page_of("refund"), {"act": "save", "name": "refund", "colour": "plaid"})
    assert "colour" in answer.context["form"].errors
    assert names(ticket) == ["money", "refund"]


def test_who_has_one_that_is_merged_has_the_other(root: Client, ticket: Seat) -> None:
    into = Tag.objects.get(name="money").pk
    assert root.post(page_of("refund"), {"act": "merge", "into": into})["Location"] == PAGE
    assert names(ticket) == ["money"]
    assert root.post(f"{PAGE}{into}/", {"act": "merge", "into": into}).status_code == 422


def test_who_has_one_that_is_deleted_has_it_no_more(root: Client, ticket: Seat) -> None:
    where = page_of("refund")
    assert root.post(where, {"act": "delete"})["Location"] == PAGE
    assert names(ticket) == ["money"]
    assert root.get(where).status_code == 404
    assert root.post(where, {"act": "eat"}).status_code == 404


def test_it_is_for_who_may_configure(root: Client, client: Client, ticket: Seat) -> None:
    where = page_of("refund")
    client.force_login(make_agent("bob"), BROWSER)
    for page in (PAGE, where):
        assert client.get(page).status_code == 403
    assert client.post(where, {"act": "delete"}).status_code == 403
    assert names(ticket) == ["money", "refund"]
