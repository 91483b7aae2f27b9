"""Ada hears it in one tab, and sees it while she looks away. Carla hears it, and may have this browser tell
her of answers."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.seated import feature

pytestmark = pytest.mark.browser

# What would be heard and shown is kept, and nobody looks at the page.
HEARD = """
  globalThis.heard = [];
  document.hasFocus = () => false;
  globalThis.Notification = class {
    static permission = "granted";
    static requestPermission = async () => "granted";
    constructor(title, { tag }) { globalThis.heard.push(["notice", title, tag]); }
    close() {}
  };
  AudioContext.prototype.createOscillator = ((make) => function () {
    globalThis.heard.push(["note"]);
    document.documentElement.dataset.heard = globalThis.heard.length;
    return make.call(this);
  })(AudioContext.prototype.createOscillator);
"""

# No push service is out there: what one would give a browser. Its worker is the real one.
SUBSCRIBES = """
  PushManager.prototype.subscribe = async () => {
    const endpoint = "https://127.0.0.1/send/1", keys = { p256dh: "%s", auth: "%s" };
    const toJSON = () => ({ endpoint, keys });
    const unsubscribe = async () => { delete PushManager.prototype.getSubscription; };
    const mine = { endpoint, toJSON, unsubscribe };
    PushManager.prototype.getSubscription = async () => mine;
    return mine;
  };
"""


# As a browser of iOS is outside of the home screen.
ON_IOS = """
  delete globalThis.PushManager;
  delete globalThis.Notification;
  navigator.standalone = false;
"""


def heard(*pages: Any) -> list[Any]:
    return [one for page in pages for one in page.evaluate("globalThis.heard")]


def axe(person: Person) -> None:
    results = Axe().run(person.page)
    assert results.violations_count == 0, results.generate_report()


def subscribes() -> str:
    encrypting = feature("notifications", "tests.test_encrypting")
    return SUBSCRIBES % (encrypting.BROWSER, encrypting.SECRET)


def is_taken(answer: Any) -> bool:
    return answer.request.method == "POST" and bool(re.search(r"/api/tickets/\w+/push$", answer.url))


def is_told_of_answers(carla: Person) -> None:
    """She sent something: so a line asks her, and the browser itself is asked by her press alone. The desk
    knows no push service at such an address, and she is told that it didn't work."""
    line = carla.page.locator(".push-line")
    expect(line).to_contain_text("Shall this browser tell you")
    axe(carla)
    with carla.page.expect_event("response", is_taken) as said:
        line.get_by_role("button", name="Yes, tell me").click()
    assert said.value.status == 422
    expect(line).to_contain_text("work in this browser")
    registered = carla.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.scope)")
    assert registered.endswith("/t/")


def test_one_of_two_tabs_tells(people: People) -> None:
    """And Carla hears the answer, until she turns it off."""
    ada = people.agent(script=HEARD)
    second = ada.opens_tab()
    second.goto("/agent/")
    ada.is_live(second)
    with ada.context.expect_event("request", lambda asked: asked.url.endswith("/heard?as=agent")):
        carla = people.customer("Is anybody there?", name="Carla Braun", script=HEARD + subscribes())
    told = heard(ada.page, second)
    assert [one[:2] for one in told if one[0] == "notice"] == [["notice", "Carla Braun waits for somebody"]]
    assert len([one for one in told if one[0] == "note"]) == 3
    is_told_of_answers(carla)
    carla.page.keyboard.press("Shift")
    ada.opens("Is anybody there?")
    ada.types("I am.")
    expect(carla.page.locator("html")).to_have_attribute("data-heard", "2")
    assert carla.page.title().startswith("(1)")
    switch = carla.page.get_by_role("button", name="Play a sound when there is an answer")
    switch.click()
    carla.page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_the_page_says_what_is_in_the_way(people: People) -> None:
    ada = people.agent(permissions=[])
    ada.page.goto("/agent/notifications/settings/")
    expect(ada.page.locator("[data-part=browser-state]")).not_to_be_empty()
    ada.page.get_by_label("Quiet from").fill("22:00")
    ada.page.get_by_label("to", exact=True).fill("07:00")
    ada.page.get_by_role("status").get_by_text("Saved.").wait_for()
    axe(ada)
    ada.page.reload()
    expect(ada.page.get_by_label("Quiet from")).to_have_value("22:00")
    ada.page.get_by_role("button", name="Send me a test").click()
    expect(ada.page.get_by_role("status")).to_contain_text("notices")
    assert ada.page.request.get("/agent/desk.webmanifest").json()["scope"] == "/agent/"
    registered = "navigator.serviceWorker.register('/agent/push.js', {scope: '/agent/'}).then((r) => r.scope)"
    assert ada.page.evaluate(registered).endswith("/agent/")


def test_on_ios_the_page_is_put_on_the_home_screen_first(people: People) -> None:
    """From where it opens without a cookie, by what stood in its address."""
    carla = people.customer("Is anybody there?", script=ON_IOS)
    line = carla.page.locator(".push-line")
    expect(line).to_contain_text("home screen")
    manifest = carla.page.locator("link[rel=manifest]")
    expect(manifest).to_have_count(0)
    line.get_by_role("button", name="Show me how").click()
    expect(line).to_contain_text("Add to Home Screen")
    axe(carla)
    expect(manifest).to_have_count(1)
    told = carla.page.request.get(manifest.get_attribute("href") or "").json()
    assert (told["display"], "start_url" in told) == ("standalone", False)
    home = people.comes()
    home.page.goto(carla.page.url)
    home.is_live()
    home.sees("Is anybody there?")
