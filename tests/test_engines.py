"""Which stories run in which browsers: what matters most in all three, all in all when that is asked for."""

from importlib import import_module
from typing import Any

import pytest

from tests.browser import conftest
from tests.browser.conftest import engines_for

ALL = ["chromium", "firefox", "webkit"]

# What an engine may do in its own way, and the story of it.
MATTERS_MOST = {
    "messages and notes, the token out of the address": "main_job.they_talk_and_the_note_stays_at_the_desk",
    "cookies, and the private link": "main_job.coming_back_by_cookie_and_by_link",
    "keys": "main_job.the_whole_job_by_keyboard",
    "tabs": "links.three_tabs_give_three_pongs_and_two_when_one_closes",
    "a black hole": "links.a_black_hole_is_noticed_told_and_made_good",
    "a server that dies": "links.a_killed_web_process_costs_nobody_a_word",
    "a reload": "links.a_reload_in_mid_send_sends_it_once",
    "connections that it keeps": "black_hole.a_page_comes_back_though_its_connections_never_do",
    "locks between tabs": "outbox.what_one_tab_owes_the_other_shows_and_sends",
    "storage that two tabs write": "outbox.many_words_from_two_tabs_arrive_once_each",
    "storage that is on disk": "outbox.a_killed_browser_sends_it_when_it_is_back",
    "drafts": "outbox.what_was_typed_is_there_after_a_reload_in_each_tab_its_own",
    "pages that it keeps": "outbox.who_goes_back_finds_the_start_page_new",
    "signing in": "one_browser.a_desk_beside_the_customers_own_page_writes_as_the_agent_by_http_too",
    "signing out": "one_browser.an_agent_who_signs_out_leaves_the_browsers_own_conversation_open",
    "files": "files.a_picture_with_its_words_is_one_message",
    "styles": "pages.what_is_chosen_looks_chosen",
    "small screens": "pages.on_a_phone_details_lie_over_the_conversation",
    "wide ones": "pages.on_a_laptop_details_stand_beside_the_conversation",
    "third parties that are blocked": "where_blocked.where_third_parties_are_blocked_no_word_is_lost",
    "frames": "widget.who_loses_the_line_and_reloads_loses_no_word",
}
NOT_THERE = {
    ("webkit", MATTERS_MOST["storage that is on disk"]),  # its driver's profiles die with it
    ("webkit", MATTERS_MOST["frames"]),  # its driver hears nothing of frames
}


class Story:
    """As pytest has it, of a module with these marks."""

    def __init__(self, *marks: Any) -> None:
        self._marks = marks

    def get_closest_marker(self, name: str) -> Any:
        return next(self.iter_markers(name), None)

    def iter_markers(self, name: str) -> Any:
        return (mark for mark in self._marks if mark.name == name)


def marks_of(module: Any) -> list[Any]:
    return module.pytestmark if isinstance(module.pytestmark, list) else [module.pytestmark]


@pytest.mark.parametrize("story", MATTERS_MOST.values(), ids=MATTERS_MOST)
def test_what_matters_most_is_told_in_all_three(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "ASKED_FOR", [])
    module, name = story.split(".")
    of = import_module(f"tests.browser.test_{module}")
    marks = getattr(of, f"test_{name}").pytestmark + marks_of(of)
    expected = [engine for engine in ALL if (engine, story) not in NOT_THERE]
    assert list(engines_for(Story(*marks))) == expected  # type: ignore[arg-type]


def test_the_rest_in_one_and_in_all_that_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, elsewhere = Story(), Story(pytest.mark.not_in("webkit", reason="why"))
    monkeypatch.setattr(conftest, "ASKED_FOR", [])
    assert list(engines_for(usual)) == ["chromium"]  # type: ignore[arg-type]
    monkeypatch.setattr(conftest, "ASKED_FOR", ALL)
    assert list(engines_for(usual)) == ALL  # type: ignore[arg-type]
    assert list(engines_for(elsewhere)) == ALL[:2]  # type: ignore[arg-type]
