"""What `tests.guards` takes out, and which tests are to notice that it is missing."""

from typing import Final, NamedTuple

# On real processes: each takes seconds, and some a browser.
STORIES: Final = ("tests/browser/", "tests/faults/", "tests/journeys/", "support_site/tests/test_run")


class Guard(NamedTuple):
    """`tests`: a file, or one story of it; empty: those of the guard's file (`guards.TESTS`)."""

    name: str
    file: str
    text: str
    without: str
    tests: str = ""

    @staticmethod
    def is_story(tests: str) -> bool:
        return tests.startswith(STORIES)

    @property
    def story(self) -> bool:
        return self.is_story(self.tests)
