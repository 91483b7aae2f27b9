"""Where a desk wishes no card's number, who typed one sees what is kept of it, and so do all others."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import People, Person

pytestmark = pytest.mark.browser
SAID, KEPT = (
    "It is 4111 1111 1111 1111, see https://example.org.",
    "It is •••• •••• •••• 1111, see https://example.org.",
)
CARDS = "/agent/settings/privacy/cards/"


def wishes(ada: Person, *, hidden: bool) -> None:
    page = ada.opens_tab()
    page.goto(CARDS)
    page.get_by_label("Hide card numbers").set_checked(hidden)
    page.get_by_role("button", name="What would go?").click()
    expect(page.locator("p[role=status]")).to_contain_text("would")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.close()


def test_what_was_typed_turns_into_what_is_kept(people: People) -> None:
    carla = people.customer("A card, soon.")
    ada = people.agent(opens="A card, soon.")
    wishes(ada, hidden=True)
    carla.types(SAID)
    carla.has_sent("•••• 1111")
    expect(carla.messages().last.get_by_role("link", name="https://example.org")).to_have_count(1)
    ada.sees(KEPT)
    ada.types(SAID.replace("It is", "Was it"))
    ada.has_sent("Was it ••••")
    carla.sees(KEPT.replace("It is", "Was it"))
    for person in (carla, ada):
        assert "4111" not in person.page.content()
    expect(ada.page.locator(".row-link").filter(has_text="Was it ••••")).to_be_visible()
    wishes(ada, hidden=False)
    carla.types(SAID.replace("It is", "Now it is"))
    ada.sees("Now it is 4111 1111 1111 1111")
