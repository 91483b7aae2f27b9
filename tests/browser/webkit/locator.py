"""What is on a page, found anew each time it is asked for."""

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any, cast

from selenium.webdriver.remote.webelement import WebElement

if TYPE_CHECKING:
    from tests.browser.webkit.page import Page

Step = dict[str, Any]
State = dict[str, Any]


def by(what: str, **details: Any) -> Step:
    return {"by": what, **details}


class Locator:
    def __init__(self, page: "Page", steps: list[Step]) -> None:
        self.page, self.steps = page, steps

    def __repr__(self) -> str:
        return " > ".join(" ".join(str(detail) for detail in step.values()) for step in self.steps)

    def _then(self, *steps: Step) -> "Locator":
        return Locator(self.page, [*self.steps, *steps])

    def locator(self, selector: str, *, has_text: str | None = None) -> "Locator":
        return self._then(by("css", selector=selector)).filter(has_text=has_text)

    def get_by_role(self, role: str, *, name: str = "", exact: bool = False) -> "Locator":
        return self._then(by("role", role=role, words=name, exact=exact))

    def get_by_text(self, words: str, *, exact: bool = False) -> "Locator":
        return self._then(by("text", words=words, exact=exact))

    def filter(self, *, has_text: str | None = None, has: "Locator | None" = None) -> "Locator":
        texts = [by("words", words=has_text)] if has_text else []
        return self._then(*texts, *([by("has", steps=has.steps)] if has else []))

    def nth(self, index: int) -> "Locator":
        return self._then(by("nth", index=index))

    @property
    def first(self) -> "Locator":
        return self.nth(0)

    @property
    def last(self) -> "Locator":
        return self.nth(-1)

    def count(self) -> int:
        return int(self.page.run("return find(arguments[0]).length", self.steps))

    def all(self) -> list["Locator"]:
        return [self.nth(index) for index in range(self.count())]

    def state(self) -> State | None:
        """Of the only one that is meant; None: there is none, or there are several."""
        script = "const found = find(arguments[0]); return found.length === 1 ? state(found[0]) : null"
        return cast("State | None", self.page.run(script, self.steps))

    def _ready(self) -> WebElement:
        """The element, once it can be used."""
        self.page.until(self._usable, f"{self} to be usable")
        return cast("WebElement", self.page.run("return find(arguments[0])[0]", self.steps))

    def _usable(self) -> bool:
        state = self.state()
        return bool(state and state["visible"] and state["enabled"])

    def _do(self, script: str, *arguments: Any) -> Any:
        """Once there is one. What can't be done this moment is tried again."""
        done: list[Any] = []

        def act() -> bool:
            if self.state() is not None:
                done.append(self.page.run(script, self.steps, *arguments))
            return bool(done)

        self.page.until(act, f"{self} to be there")
        return done[0]

    def click(self) -> None:
        clicked: list[bool] = []

        def act() -> bool:
            self._ready().click()
            clicked.append(True)
            return True

        self.page.until(act, f"{self} to take a click")

    def focus(self) -> None:
        self._do("find(arguments[0])[0].focus()")

    def scroll_into_view_if_needed(self) -> None:
        self._do("find(arguments[0])[0].scrollIntoView({ block: 'nearest' })")

    def fill(self, words: str) -> None:
        self._ready()
        self._do("fill(find(arguments[0])[0], arguments[1])", words)

    def set_input_files(self, files: list[dict[str, Any]]) -> None:
        """{name, mimeType, buffer} each, as Playwright has them."""
        given = [[one["name"], one["mimeType"], b64encode(one["buffer"]).decode()] for one in files]
        self._do("choose(find(arguments[0])[0], arguments[1])", given)

    def press(self, key: str) -> None:
        self.focus()
        self.page.keyboard.press(key)

    def inner_text(self) -> str:
        return str(self._do("return find(arguments[0])[0].innerText"))

    def input_value(self) -> str:
        return str(self._do("return find(arguments[0])[0].value"))

    def get_attribute(self, name: str) -> str | None:
        return cast("str | None", self._do("return find(arguments[0])[0].getAttribute(arguments[1])", name))

    def all_inner_texts(self) -> list[str]:
        return list(self.page.run("return find(arguments[0]).map((one) => one.innerText)", self.steps))

    def all_text_contents(self) -> list[str]:
        return list(self.page.run("return find(arguments[0]).map((one) => one.textContent)", self.steps))

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        return self.page.evaluate_on("find(argument[0])[0]", expression, self.steps, arg)

    def evaluate_all(self, expression: str, arg: Any = None) -> Any:
        return self.page.evaluate_on("find(argument[0])", expression, self.steps, arg)


def matches(said: str | None, wanted: str | re.Pattern[str]) -> bool:
    if isinstance(wanted, str):
        return said == wanted
    return said is not None and bool(wanted.search(said))
