"""Questions before the chat in the desk's settings."""

import pytest
from django.test import Client

from tickets.features.prechat import kept
from tickets.features.prechat.models import Question
from tickets.people import sites
from tickets.people.sites import Site

pytestmark = pytest.mark.django_db
PAGE = "/agent/settings/questions/"
GIVEN = {
    "site": "",
    "label": "Order number",
    "name": "order",
    "kind": "text",
    "choices": "",
    "required": "on",
}


@pytest.fixture(autouse=True)
def _two_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [Site("own", "Support"), Site("shop", "Shop")]
    monkeypatch.setattr(sites, "_lists", [(lambda: there, lambda tickets: {})])


def names(site: str = "") -> list[str]:
    return list(Question.objects.filter(site=site).values_list("name", flat=True))


def test_questions_are_added_ordered_changed_and_deleted(root: Client) -> None:
    assert "Nothing is asked." in root.get(PAGE).content.decode()
    for name in ("order", "plan", "agreed"):
        assert root.post(f"{PAGE}new/", GIVEN | {"name": name, "label": name.title()})["Location"] == PAGE
    root.post(f"{PAGE}new/?site=shop", GIVEN | {"site": "shop"})
    assert (names(), names("shop")) == (["order", "plan", "agreed"], ["order"])
    agreed = Question.objects.get(name="agreed")
    root.post(PAGE, {"act": "up", "question": agreed.pk})
    assert names() == ["order", "agreed", "plan"]
    first = Question.objects.get(name="order", site="")
    for act, order in (("up", ["order", "agreed", "plan"]), ("down", ["agreed", "order", "plan"])):
        root.post(PAGE, {"act": act, "question": first.pk})
        assert names() == order
    changed = GIVEN | {"site": "shop", "name": "agreed", "kind": "checkbox", "only_closed": "on"}
    root.post(f"{PAGE}{agreed.pk}/", changed)
    assert names("shop") == ["order", "agreed"], "the last there"
    root.post(PAGE, {"act": "delete", "question": agreed.pk})
    assert names("shop") == ["order"]
    for given in (
        {"act": "up", "question": agreed.pk},
        {"act": "up", "question": "x"},
        {"question": first.pk},
    ):
        assert root.post(PAGE, given).status_code == 404
    assert root.get(f"{PAGE}4711/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "Order number"}, "name"),
        ({"label": ""}, "label"),
        ({"kind": "date"}, "kind"),
        ({"kind": "choice", "choices": "One"}, "choices"),
        ({"site": "nowhere"}, "site"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(root: Client, wrong: dict[str, str], field: str) -> None:
    answer = root.post(f"{PAGE}new/", GIVEN | wrong)
    assert set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Question.objects.exists()


def test_two_of_a_name_are_one_too_many(root: Client) -> None:
    root.post(f"{PAGE}new/", GIVEN)
    answer = root.post(f"{PAGE}new/", GIVEN)
    assert answer.status_code == 200
    assert "form-notice" in answer.content.decode()
    assert names() == ["order"]


def test_the_list_shows_each_as_its_customers_have_it(root: Client) -> None:
    Question.objects.create(name="plan", label="Plan", kind="choice", choices="Small\nLarge")
    Question.objects.create(site="shop", name="agreed", label="I agree", kind="checkbox", only_closed=True)
    Question.objects.create(site="gone", name="why", label="Why?")
    assert [(group.site, group.name) for group in kept.groups()] == [
        ("", ""),
        ("shop", "Shop"),
        ("gone", "gone"),
    ]
    page = root.get(PAGE).content.decode()
    for part in ('<option dir="auto">Large</option>', 'name="agreed"', "I agree", "only while it is closed"):
        assert part in page
    assert "data-only-closed hidden" not in page, "here all of them are seen"
