"""How far something is, said to who waits for it."""

import io

import pytest
from django.core.management.base import OutputWrapper

from tickets.progress import CLEARED, LINES, Progress, shown


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(stream: io.StringIO, seconds: float, every: float = 0.1, wrapped: bool = False) -> str:
    clock = Clock()
    progress = Progress(OutputWrapper(stream) if wrapped else stream, clock)
    for step in range(round(seconds / every) + 1):
        clock.now = step * every
        progress.of("tickets_event", step, 1_000)
    progress.say("Done.")
    return stream.getvalue()


def test_nobody_watches() -> None:
    assert told(io.StringIO(), seconds=10) == "Done.\n"


@pytest.mark.parametrize("wrapped", [False, True])
def test_one_line_of_a_terminal_that_is_written_over(wrapped: bool) -> None:
    said = told(Screen(), seconds=2, wrapped=wrapped)
    assert said.startswith(f"{CLEARED}tickets_event: 10 of 1,000, 1 s{CLEARED}tickets_event: 1")
    assert said.endswith(f"{CLEARED}Done.\n")
    assert "\n" not in said.removesuffix("\n")
    assert 4 <= said.count("tickets_event") <= 6, "five times a second"


def test_what_is_quick_is_told_when_it_is_done() -> None:
    assert told(Screen(), seconds=0.9) == "Done.\n"


def test_a_line_every_two_seconds_for_who_passes_lines_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LINES, "lines")
    said = told(io.StringIO(), seconds=5, every=1.0).splitlines()
    assert said == ["tickets_event: 2 of 1,000, 2 s", "tickets_event: 4 of 1,000, 4 s", "Done."]


def fails(screen: Screen) -> None:
    with shown(screen) as progress:
        progress.at("migrating: tickets.0002_beside")
        raise OSError("full")


def test_what_goes_wrong_has_a_line_of_its_own() -> None:
    screen = Screen()
    with pytest.raises(OSError, match="full"):
        fails(screen)
    assert screen.getvalue().endswith(CLEARED)
