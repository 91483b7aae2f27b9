"""A window of WebKit's, and its keyboard."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.webkit.locator import Locator, Step, by
from tests.patience import SIGN

if TYPE_CHECKING:
    from tests.browser.webkit.browser import Profile

FIND: Final = Path(__file__).with_name("find.js").read_text()
OFTEN: Final = 0.03  # seconds between two looks


class Page:
    def __init__(self, profile: "Profile", handle: str) -> None:
        self.context, self.handle = profile, handle
        self.driver = profile.driver
        self.keyboard = Keyboard(self)

    def set_default_timeout(self, _: float) -> None:
        """It has the patience of all."""

    def here(self) -> None:
        """What is asked of the driver is asked of this window."""
        if self.context.current != self.handle:
            self.driver.switch_to.window(self.handle)
            self.context.current = self.handle

    def frame(self, found: str) -> "Frame":
        """What a script's expression finds, once it is there."""
        self.wait_for_function(f"Boolean({found})")
        return Frame(self, found)

    def run(self, script: str, *arguments: Any) -> Any:
        self.here()
        return self.driver.execute_script(f"{FIND}; lookAt(); {script}", *arguments)

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """An expression, or a function of `arg`; what it promises is waited for."""
        return self._evaluate(f"({expression})", "argument", arg)

    def evaluate_on(self, what: str, expression: str, steps: list[Step], arg: Any) -> Any:
        return self._evaluate(f"(({expression}))", f"{what}, argument[1]", [steps, arg])

    def _evaluate(self, expression: str, arguments: str, arg: Any) -> Any:
        self.here()
        answer = self.driver.execute_async_script(
            f"""{FIND}; lookAt();
            const [argument, done] = arguments;
            const run = async () => {{
              const it = {expression};
              return typeof it === "function" ? it({arguments}) : it;
            }};
            run().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));""",
            arg,
        )
        if "error" in answer:
            raise JavascriptException(answer["error"])
        return answer.get("value")

    def wait_for_function(self, expression: str, *, arg: Any = None) -> None:
        self.until(lambda: self.evaluate(expression, arg), expression)

    def until(self, true: Callable[[], object], what: str, patience: float = SIGN) -> None:
        """Looks again and again; a page that is just changing is no answer."""
        deadline = time.monotonic() + patience
        said: object = None
        while time.monotonic() < deadline:
            try:
                if true():
                    return
            except WebDriverException as error:
                said = error.msg
            time.sleep(OFTEN)
        raise AssertionError(f"waited for {what} in vain; {said or ''}")

    @property
    def url(self) -> str:
        self.here()
        return str(self.driver.current_url)

    def goto(self, url: str, **_: object) -> None:
        self.here()
        self.driver.get(urljoin(self.context.base_url, url))

    def reload(self) -> None:
        self.here()
        self.driver.refresh()

    def go_back(self, **_: object) -> None:
        self.here()
        self.driver.back()

    def set_viewport_size(self, size: dict[str, int]) -> None:
        """As near as the window can come: it has a smallest width."""
        self.here()
        width, height = self.driver.execute_script(
            "return [outerWidth - innerWidth, outerHeight - innerHeight]"
        )
        self.driver.set_window_size(size["width"] + width, size["height"] + height)

    def screenshot(self, path: str | Path) -> None:
        self.here()
        self.driver.save_screenshot(str(path))

    def bring_to_front(self) -> None:
        self.here()

    def close(self) -> None:
        self.here()
        self.driver.close()
        self.context.current = None

    def locator(self, selector: str, *, has_text: str | None = None) -> Locator:
        found = Locator(self, [by("css", selector=selector)])
        return found.filter(has_text=has_text) if has_text else found

    def get_by_label(self, words: str, *, exact: bool = False) -> Locator:
        return Locator(self, [by("label", words=words, exact=exact)])

    def get_by_text(self, words: str, *, exact: bool = False) -> Locator:
        return Locator(self, [by("text", words=words, exact=exact)])

    def get_by_role(self, role: str, *, name: str = "", exact: bool = False) -> Locator:
        return Locator(self, [by("role", role=role, words=name, exact=exact)])


class Frame(Page):
    """A page in a page. Where the driver is in one, that page itself is elsewhere."""

    def __init__(self, page: Page, found: str) -> None:
        super().__init__(page.context, page.handle)
        self.page, self.found = page, found

    def here(self) -> None:
        if self.context.current != self.found:
            self.page.here()
            self.driver.switch_to.frame(self.driver.execute_script(f"return {self.found}"))
            self.context.current = self.found


class Keyboard:
    """Keys have the names that they have in Playwright."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type(self, words: str) -> None:
        self._act(lambda keys: keys.send_keys(words))

    def press(self, key: str) -> None:
        self._act(lambda keys: keys.send_keys(_named(key)))

    def down(self, key: str) -> None:
        self._act(lambda keys: keys.key_down(_named(key)))

    def up(self, key: str) -> None:
        self._act(lambda keys: keys.key_up(_named(key)))

    def _act(self, add: Callable[[ActionChains], object]) -> None:
        self.page.here()
        keys = ActionChains(self.page.driver, duration=0)
        add(keys)
        keys.perform()


def _named(key: str) -> str:
    """ArrowRight is ARROW_RIGHT there."""
    spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).upper()
    named: str = getattr(Keys, spelled, key) if len(key) > 1 else key
    return named
