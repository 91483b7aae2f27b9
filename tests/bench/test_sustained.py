"""The verdict of bench.messages, without a server."""

from typing import Any

import pytest

from bench.messages import sustained


def talk(**trouble: Any) -> dict[str, Any]:
    quick = {"due": 100, "ack": [2.0] * 100, "shown": [3.0] * 100, "waiting": 0, "rejected": 0, "closed": 0}
    return quick | trouble


def test_a_rate_is_sustained_when_few_are_slow() -> None:
    assert sustained(talk())
    assert sustained(talk(ack=[2.0] * 199 + [1001.0]))


@pytest.mark.parametrize(
    "trouble",
    [
        {"ack": [2.0] * 98 + [1001.0] * 2},
        {"ack": []},
        {"shown": [3.0] * 99},
        {"waiting": 1},
        {"rejected": 1},
        {"closed": 1},
    ],
    ids=lambda trouble: next(iter(trouble)),
)
def test_it_is_not_with_any_trouble(trouble: dict[str, Any]) -> None:
    assert not sustained(talk(**trouble))
