"""What was typed: words, phrases and filters."""

from typing import Any

import pytest

from tickets.features.search.question import Filter, read
from tickets.refusals import Refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("refund order", {"refund", "order"}),
        ('"order 4711" refund', {"order 4711", "refund"}),
        ("お支払い 订单", {"お支払い", "订单"}),
        ("https://example.com/a?b=1", {"https://example.com/a?b=1"}),
        ("mailto:max@example.com", {"mailto:max@example.com"}),
        ("meet 10:30 localhost:8000", {"meet", "10:30", "localhost:8000"}),
        ("TypeError:foo Note:bar", {"TypeError:foo", "Note:bar"}),
        ("from: somebody", {"from:", "somebody"}),
        ('"tag:refund"', {"tag:refund"}),
        ('"exact phr', {"exact phr"}),
        ("https://desk.example/agent/" + "3f" * 16 + "/?x", {"3f" * 16}),
    ],
)
def test_words(text: str, words: set[str]) -> None:
    asked = read(text)
    assert set(asked.words) | set(asked.short) == words
    assert not asked.filters


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("from:ann", [Filter("from", "ann")]),
        ('from:"Ann Lee" FROM:Bo', [Filter("from", "Ann Lee"), Filter("from", "Bo")]),
        ("is:open is:open", [Filter("is", "open")]),
        ("before:2026-10-01 after:2025", [Filter("before", "2026-10-01"), Filter("after", "2025")]),
        ("from\uff1a安", [Filter("from", "安")]),
    ],
)
def test_filters(text: str, filters: list[Filter]) -> None:
    asked = read(text)
    assert list(asked.filters) == filters
    assert not asked.words


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("colour:red", {"filter": "colour"}),
        ("order nosuch:1", {"filter": "nosuch"}),
        ("is:purple", {"filter": "is", "value": "purple"}),
        ("before:yesterday", {"filter": "before", "value": "yesterday"}),
        ("after:2026-02-30", {"filter": "after", "value": "2026-02-30"}),
        ("after:0000", {"filter": "after", "value": "0000"}),
    ],
)
def test_what_is_no_filter_is_said_by_name(text: str, more: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert (refused.value.code, refused.value.more) == ("bad_field", more)
    assert f"{more['filter']}:" in refused.value.message


@pytest.mark.parametrize("text", ["a", "ab", "%", "_", '"', "???", "öl", "\u200b\u200b\u200b1"])
def test_short_words(text: str) -> None:
    assert not read(text).words


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\x00", '""""', "\n\t"])
def test_nothing_is_asked(text: str) -> None:
    asked = read(text)
    assert not asked.words
    assert not asked.filters


@pytest.mark.parametrize("text", ["单", "abc", "v2.0", "4711"])
def test_long_enough(text: str) -> None:
    assert read(text).words == (text,)


def test_of_many_words_the_longest_count() -> None:
    asked = read(" ".join("x" * n for n in range(3, 100)))
    assert len(asked.words) == 32
    assert min(map(len, asked.words)) == 68
