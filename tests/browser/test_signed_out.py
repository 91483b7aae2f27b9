"""Ada's sign-in ends while her desk is open: she is told so wherever it shows, and loses nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.people import People, Person
from tests.stack import PASSWORD, Stack

pytestmark = pytest.mark.browser

NEW_PASSWORD = "another-password-for-tests"
SIGNED_OUT = "You've been signed out. Your draft is kept."
MAKE = f"""
from tickets.people.models import User
User.objects.create_user("ada", password="{PASSWORD}", is_staff=True, is_superuser=True)
"""
END = """
from django.contrib.sessions.models import Session
from django.utils import timezone
ours = [session.pk for session in Session.objects.all() if "_auth_user_id" in session.get_decoded()]
Session.objects.filter(pk__in=ours).update(expire_date=timezone.now())
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        stack.manage("manage.py", "shell", "-v0", "-c", MAKE)
        stack.start("jobs")
        yield stack


@pytest.fixture
def people_there(browser: Browser, desk: Stack) -> Iterator[People]:
    with People(browser, desk) as people:
        yield people


def signs_in(page: Page, password: str = PASSWORD) -> None:
    if "login" not in page.url:
        page.goto("/agent/")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def ends(person: Person) -> None:
    """Every agent's sign-in, and nobody announces it."""
    person.stack.manage("manage.py", "shell", "-v0", "-c", END)


def test_a_sign_in_that_ends_unannounced_is_told_and_nothing_is_lost(people_there: People) -> None:
    carla = people_there.customer("Will you answer?")
    ada = people_there.comes()
    signs_in(ada.page)
    ada.page.locator(".row-link").filter(has_text="Will you answer?").click()
    ada.sees("Will you answer?")
    other = ada.opens_tab()
    other.goto(ada.page.url)
    ada.is_live(other)
    ada.remembers_this_page()
    ends(ada)
    ada.types("Written too late.")
    expect(ada.banner()).to_contain_text(SIGNED_OUT)
    expect(ada.messages().last).to_have_attribute("data-mark", "waiting")
    expect(other.locator("[data-part=link-banner]")).to_contain_text(SIGNED_OUT)
    ada.page.locator("#draft").fill("Not sent yet")
    other.get_by_role("button", name="Sign in", exact=True).click()
    signs_in(other)
    ada.is_live()  # by itself: it is the same browser
    expect(ada.banner().locator("p")).to_be_hidden()
    ada.has_sent("Written too late.")
    carla.sees("Written too late.")
    expect(ada.page.locator("#draft")).to_have_value("Not sent yet")
    assert ada.was_never_reloaded()


def test_whatever_call_hears_it_first_makes_the_page_show_its_cookie_again(people: People) -> None:
    """Its socket knows of nothing yet."""
    people.customer("Where was I?")
    ada = people.agent(opens="Where was I?")
    out = {"code": "signed_out", "message": "Sign in again."}
    ada.page.route(
        "**/link?as=*", lambda route: route.fulfill(status=401, headers={"Holdfast": "1"}, json=out)
    )
    with ada.page.expect_websocket():
        ada.page.get_by_role("button", name="Copy the customer's link").click()
    ada.is_live()


def test_a_desk_that_was_never_let_in_says_so_and_not_loading(people_there: People) -> None:
    ada = people_there.comes()
    signs_in(ada.page)
    ada.is_live()

    def with_no_cookie(script: Route) -> None:
        ada.context.clear_cookies()
        script.continue_()

    ada.page.route("**/bundles/desk.*.js", with_no_cookie)
    ada.page.reload()
    expect(ada.banner()).to_contain_text(SIGNED_OUT)
    expect(ada.page.locator("[data-part=rows-empty]")).to_contain_text("Sign in to see the conversations.")


def test_who_changes_her_password_in_one_tab_stays_in_the_other_and_out_elsewhere(
    people_there: People,
) -> None:
    carla = people_there.customer("Are you there?")
    ada, elsewhere = people_there.comes(), people_there.comes()
    for person in (ada, elsewhere):
        signs_in(person.page)
        person.page.locator(".row-link").filter(has_text="Are you there?").click()
        person.sees("Are you there?")
    ada.remembers_this_page()
    ada.page.locator("#draft").fill("Not sent yet")
    tab = ada.opens_tab()
    changes_password(tab, PASSWORD, NEW_PASSWORD)
    expect(elsewhere.banner()).to_contain_text(SIGNED_OUT)
    carla.types("Hello?")
    ada.sees("Hello?")
    expect(ada.page.locator("#draft")).to_have_value("Not sent yet")
    ada.page.keyboard.press("Enter")
    carla.sees("Not sent yet")
    expect(ada.page.locator("body")).to_have_attribute("data-link", "live")
    assert ada.was_never_reloaded()
    tab.goto("/agent/")
    tab.get_by_role("button", name="Sign out").click()
    expect(ada.banner()).to_contain_text(SIGNED_OUT)
    signs_in(tab, NEW_PASSWORD)
    ada.is_live()
    changes_password(tab, NEW_PASSWORD, PASSWORD)


def changes_password(tab: Page, old: str, new: str) -> None:
    tab.goto("/admin/password_change/")
    for name, password in (("old_password", old), ("new_password1", new), ("new_password2", new)):
        tab.locator(f"[name={name}]").fill(password)
    tab.locator("[type=submit]").last.click()
    tab.wait_for_url("**/password_change/done/")


def test_the_connections_page_says_so_too_and_goes_on_after_the_next_sign_in(people_there: People) -> None:
    ada = people_there.comes()
    signs_in(ada.page)
    ada.is_live()
    ada.page.goto("/agent/connections/")
    verdict = ada.page.locator("[data-part=verdict]")
    expect(verdict).to_have_text("All is well")
    ada.remembers_this_page()
    ends(ada)
    expect(verdict).to_have_text("You've been signed out.")
    ada.page.get_by_role("button", name="Test the connection").click()
    expect(ada.page.locator(".self-test-verdict")).to_contain_text("You've been signed out")
    link = ada.page.get_by_role("link", name="Sign in")
    tab = ada.opens_tab()
    tab.goto(link.get_attribute("href") or "")
    signs_in(tab)
    expect(verdict).to_have_text("All is well")
    expect(link).to_be_hidden()
    assert ada.was_never_reloaded()
