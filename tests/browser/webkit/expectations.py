"""What a story waits to see, in WebKit."""

import re
from collections.abc import Callable

from tests.browser.webkit.locator import Locator, State, matches
from tests.patience import SIGN

Wanted = str | re.Pattern[str]


class Expectations:
    def __init__(self, locator: Locator, negated: bool = False) -> None:
        self.locator, self.negated = locator, negated

    def _is(
        self, what: str, true: Callable[[State], bool], missing: bool = False, patience: float = SIGN
    ) -> None:
        """`missing`: what is so when there is none."""

        def look() -> bool:
            state = self.locator.state()
            if state is None:
                return missing and self.locator.count() == 0
            return true(state) is not self.negated

        wanted = f"{self.locator} {'not ' * self.negated}to {what}: {self._seen()}"
        self.locator.page.until(look, wanted, patience)

    def _seen(self) -> State | None:
        state = self.locator.state()
        return state and {name: state[name] for name in ("text", "value", "attributes")}

    def to_be_visible(self, *, timeout: float = SIGN * 1000) -> None:
        """`timeout`: milliseconds, as Playwright has it."""
        visible = lambda state: bool(state["visible"])  # noqa: E731
        self._is("be visible", visible, missing=self.negated, patience=timeout / 1000)

    def to_be_hidden(self) -> None:
        self._is("be hidden", lambda state: not state["visible"], missing=not self.negated)

    def to_be_enabled(self) -> None:
        self._is("be enabled", lambda state: bool(state["enabled"]))

    def to_be_editable(self) -> None:
        self._is("be editable", lambda state: bool(state["editable"]))

    def to_be_focused(self) -> None:
        self._is("be focused", lambda state: bool(state["focused"]))

    def to_be_checked(self) -> None:
        self._is("be checked", lambda state: bool(state["checked"]))

    def to_be_in_viewport(self, *, ratio: float = 0.001) -> None:
        self._is("be in view", lambda state: state["inViewport"] >= ratio)

    def to_have_value(self, value: Wanted) -> None:
        self._is(f"have value {value!r}", lambda state: matches(state["value"], value))

    def to_have_text(self, text: Wanted) -> None:
        self._is(f"say {text!r}", lambda state: matches(state["content"], text))

    def to_contain_text(self, text: str) -> None:
        self._is(f"say {text!r}", lambda state: text in state["content"])

    def to_have_attribute(self, name: str, value: Wanted, *, timeout: float = 1000 * SIGN) -> None:
        """`timeout` in milliseconds, as Playwright has it."""
        has = lambda state: matches(state["attributes"].get(name), value)  # noqa: E731
        self._is(f"have {name}={value!r}", has, patience=timeout / 1000)

    def to_have_count(self, count: int) -> None:
        def look() -> bool:
            return (self.locator.count() == count) is not self.negated

        now = self.locator.count()
        self.locator.page.until(look, f"{now} of {self.locator} {'not ' * self.negated}to be {count}")

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not name.startswith("not_"):
            raise AttributeError(name)
        expectation: Callable[..., None] = getattr(
            Expectations(self.locator, negated=True), name.removeprefix("not_")
        )
        return expectation
