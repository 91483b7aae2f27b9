"""Ada looks after the installation: what she reads is so, and where it breaks she is told what to do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.engines import expect
from tests.browser.no_upgrades import NoUpgrades
from tests.browser.people import DESKTOP, People, Person, gives_up
from tests.browser.scripts import NO_LANGUAGE
from tests.stack import PASSWORD, Stack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, NoUpgrades]]:
    """Known by its own address and by that of a proxy which lets no WebSocket through."""
    stack = Stack(tmp_path_factory.mktemp("stack"))
    with NoUpgrades(stack.port) as proxy:
        stack.variables["PUBLIC_URL"] = f"{stack.origin},{proxy.origin}"
        with stack:
            stack.start("jobs")
            yield stack, proxy


@pytest.fixture
def people_there(browser: Browser, desk: tuple[Stack, NoUpgrades]) -> Iterator[People]:
    with People(browser, desk[0]) as people:
        yield people


def looks(people: People, origin: str = "") -> Person:
    """Ada, with the page open at `origin`."""
    ada = people.comes(viewport=DESKTOP)
    ada.page.goto(f"{origin}/agent/connections/")
    ada.page.get_by_label("User name").fill("agent")
    ada.page.get_by_label("Password").fill(PASSWORD)
    ada.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(rows(ada, "Web process")).not_to_have_count(0)
    return ada


def rows(ada: Person, kind: str) -> Any:
    name = ada.page.locator("strong", has_text=kind)
    return ada.page.locator(".process").filter(has=name)


def test_a_browser_that_names_no_language_has_charts_all_the_same(people: People) -> None:
    ada = people.comes(viewport=DESKTOP, script=NO_LANGUAGE)
    ada.page.goto("/agent/connections/")
    ada.signs_in()
    expect(ada.page.locator("[data-chart=sockets] canvas")).to_be_visible()


def verdict_of_test(ada: Person) -> Any:
    """Press the button. Returns where the verdict will be."""
    ada.page.get_by_role("button", name="Test the connection").click()
    return ada.page.locator(".self-test-verdict")


def steps(ada: Person, state: str) -> list[str]:
    found = ada.page.locator(f".step[data-state={state}]")
    return [str(step.get_attribute("data-step")) for step in found.all()]


def test_what_pages_do_is_on_the_page(people_there: People) -> None:
    ada = looks(people_there)
    complaints: list[str] = []
    ada.page.on("console", lambda message: complaints.append(message.text))
    web, worker = rows(ada, "Web process"), rows(ada, "Heartbeat worker")
    expect(web).to_have_count(1)
    expect(web).to_contain_text("serving")
    expect(web).to_contain_text("0 sockets")
    expect(worker).to_contain_text("leading")
    expect(worker).to_contain_text("ms a beat")
    expect(ada.page.locator("[data-part=verdict]")).to_have_text("All is well")
    people_there.customer("One socket.")
    carla = people_there.customer("Another socket.")
    expect(web).to_contain_text("2 sockets")
    sockets, closings = (ada.page.locator(f"[data-chart={name}]") for name in ("sockets", "closings"))
    expect(sockets.locator(".chart-figure")).to_have_text("2")
    expect(sockets.locator("canvas")).to_be_visible()
    expect(ada.page.locator("[data-chart=round-trip] .chart-figure")).to_contain_text("ms")
    carla.page.close()
    expect(web).to_contain_text("1 socket,")
    expect(closings.locator(".chart-legend")).to_contain_text("page left 1")
    expect(ada.page.locator("[data-chart=repairs] .chart-figure")).to_have_text("0")

    ada.page.get_by_role("radio", name="1 h").focus()
    ada.page.keyboard.press("ArrowLeft")
    expect(ada.page.get_by_role("radio", name="5 min")).to_be_checked()
    ada.page.keyboard.press("Tab")
    expect(ada.page.get_by_role("button", name="Test the connection")).to_be_focused()
    ada.page.keyboard.press("Enter")
    expect(ada.page.locator(".self-test-verdict")).to_have_text(re.compile("the connection is whole"))
    assert steps(ada, "bad") == steps(ada, "skipped") == []

    ada.page.get_by_role("link", name="Open").click()
    ada.is_live()
    ada.page.get_by_role("link", name="Connections").click()
    expect(web).to_have_count(1)
    assert complaints == []


def test_a_job_that_was_given_up_gets_its_tries_anew(
    people_there: People, desk: tuple[Stack, NoUpgrades]
) -> None:
    ada = looks(people_there)
    expect(rows(ada, "Jobs")).to_contain_text("ready")
    expect(rows(ada, "Jobs")).to_contain_text("0 running")
    dead, state = ada.page.locator(".dead-job"), ada.page.locator("[data-part=jobs-state]")
    expect(state).to_have_text("Nothing is late.")
    expect(ada.page.get_by_text("Given up")).to_be_hidden()
    for error in ("OSError: the first", "OSError: the second"):
        gives_up(desk[0], error)
    expect(dead).to_have_count(2)
    expect(dead.first).to_contain_text("OSError: the second")
    dead.first.get_by_role("button").focus()
    ada.page.keyboard.press("Enter")
    expect(dead).to_have_count(1)
    expect(ada.page.get_by_text("It is tried again.")).to_be_visible()
    expect(dead.get_by_role("button")).to_be_focused()
    ada.page.keyboard.press("Enter")
    expect(dead).to_have_count(0)
    expect(ada.page.get_by_role("heading", name="Jobs")).to_be_focused()
    desk[0].wait_until(lambda: jobs_left(desk[0]) == 0, "both to be done")


def jobs_left(stack: Stack) -> int:
    asked = "from tickets.jobs.models import Job; print(Job.objects.count())"
    return int(stack.manage("manage.py", "shell", "-v", "0", "-c", asked))


def test_a_proxy_that_blocks_upgrades_is_named(people_there: People, desk: tuple[Stack, NoUpgrades]) -> None:
    ada = looks(people_there, desk[1].origin)
    expect(verdict_of_test(ada)).to_contain_text("Your proxy blocks upgrades")
    assert steps(ada, "bad") == ["upgrade"]
    assert steps(ada, "skipped") == ["welcome", "probe", "ticks", "ping", "mark"]


def test_an_address_that_nobody_told_the_server_is_named(
    people_there: People, desk: tuple[Stack, NoUpgrades]
) -> None:
    elsewhere = f"http://localhost:{desk[0].port}"
    ada = looks(people_there, elsewhere)
    expect(verdict_of_test(ada)).to_contain_text(
        f"This page is at {elsewhere}, but sockets are taken only from"
    )


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_a_page_at_such_an_address_says_so_itself(
    people_there: People, desk: tuple[Stack, NoUpgrades], path: str
) -> None:
    visitor = people_there.comes()
    notice = visitor.page.get_by_role("alert").filter(has_text="opened at")
    for origin in (desk[0].origin, desk[1].origin):
        visitor.page.goto(f"{origin}{path}")
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        expect(notice).to_be_hidden()
    visitor.page.goto(f"http://localhost:{desk[0].port}{path}")
    expect(notice).to_contain_text(f"opened at http://localhost:{desk[0].port}")
    notice.get_by_role("link", name=desk[0].origin).click()
    expect(visitor.page).to_have_url(f"{desk[0].origin}{path}")
    expect(notice).to_be_hidden()


def test_staff_only(people_there: People) -> None:
    carla = people_there.comes()
    carla.page.goto("/agent/connections/")
    expect(carla.page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    for call in ("/api/connections", "/api/connections/mark?process=p&socket=s"):
        assert carla.context.request.get(call).status == 401


def test_dead_parts_are_shown_and_the_test_says_which(
    people_there: People, desk: tuple[Stack, NoUpgrades]
) -> None:
    stack, _ = desk
    ada = looks(people_there)
    web, worker = rows(ada, "Web process"), rows(ada, "Heartbeat worker")
    expect(worker).to_contain_text("leading")
    stack.kill("valkey")
    expect(ada.page.locator("[data-part=verdict]")).to_contain_text("Redis can't be reached")
    expect(verdict_of_test(ada)).to_contain_text("Redis can't be reached from this web process")
    assert steps(ada, "bad") == ["parts", "ticks", "mark"], "the line itself is whole"
    stack.start("valkey")
    expect(web).to_contain_text("serving")
    expect(worker).to_contain_text("leading")

    stack.kill("worker")
    expect(web).to_contain_text("no tick for")
    expect(web).to_contain_text("Is the heartbeat worker running?")
    expect(worker).to_contain_text("without a word")
    expect(verdict_of_test(ada)).to_contain_text("worker isn't running. Start manage.py heartbeat")
    assert steps(ada, "bad") == ["ticks", "mark"]
