"""Whatever an agent can do is found by its name: in the list of everything, and behind a slash in a reply."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import People

pytestmark = pytest.mark.browser


def test_by_name_wherever_the_focus_is(people: People) -> None:
    carla = people.customer("It broke.")
    ada = people.agent(opens="It broke.")
    page, keys, box = ada.page, ada.page.keyboard, ada.page.locator("#draft")
    box.focus()
    keys.type("Half a word")
    keys.press("ControlOrMeta+k")
    expect(page.locator(".chooser")).to_be_visible()
    keys.type("take")
    expect(page.locator(".chooser [role=option]").first).to_contain_text("Take it")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    keys.press("Enter")
    expect(page.locator("#assignee")).to_have_value("agent")
    expect(box).to_be_focused()
    expect(box).to_have_value("Half a word")
    box.fill("")
    keys.type("/tag refund")
    keys.press("Enter")
    expect(page.locator(".triage-tags .triage-chip")).to_have_text(["refund"])
    expect(box).to_have_value("")
    keys.type("/reso")
    option = page.locator(".canned-place [role=option]")
    expect(option.first).to_contain_text("/resolve")
    keys.press("Enter")
    expect(carla.page.get_by_text("This conversation is resolved")).to_be_visible()
    expect(box).to_have_value("")
    keys.type("/note call him")
    keys.press("Enter")
    expect(box).to_have_value("call him")
    expect(page.get_by_role("radio", name="Internal note")).to_be_checked()
    assert ada.shown() == ["It broke."]
