"""What a page may send of it, and what it is told when it may not."""

import json
from typing import Any

import pytest

from tickets.features.triage import socket  # noqa: F401  (registers them)
from tickets.refusals import Refused
from tickets.wire import frames

TO = {"id": "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01", "ticket": "c" * 32}
GOOD: list[dict[str, Any]] = [
    {"type": "tags", "add": ["refund"]},
    {"type": "tags", "remove": ["refund"], "add": ["new"]},
    {"type": "tags", "tags": []},
    {"type": "priority", "priority": "urgent"},
    {"type": "snooze", "until": "2026-11-29T08:00:00Z"},
    {"type": "snooze", "until": "reply"},
    {"type": "snooze", "until": None},
    {"type": "spam", "spam": False},
]
BAD: list[dict[str, Any]] = [
    {"type": "tags"},
    {"type": "tags", "tags": ["a"], "add": ["b"]},
    {"type": "tags", "add": ["\u200b"]},
    {"type": "tags", "add": ["x" * 51]},
    {"type": "tags", "add": "refund"},
    {"type": "priority", "priority": "highest"},
    {"type": "priority"},
    {"type": "snooze"},
    {"type": "snooze", "until": "tomorrow"},
    {"type": "snooze", "until": "2026-11-29T08:00:00"},
    {"type": "snooze", "until": 5},
    {"type": "snooze", "until": "9999-12-31T23:59:59-01:00"},
    {"type": "snooze", "until": "0001-01-01T00:00:00+01:00"},
    {"type": "spam", "spam": "yes"},
    {"type": "spam", "spam": 1},
]


@pytest.mark.parametrize("frame", GOOD)
def test_a_page_may_send(frame: dict[str, Any]) -> None:
    parsed = frames.parse(json.dumps(TO | frame))
    assert parsed.model_dump(mode="json", exclude_unset=True) == TO | frame


@pytest.mark.parametrize("frame", BAD)
def test_a_field_that_is_missing_or_wrong_is_refused(frame: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        frames.parse(json.dumps(TO | frame))
    assert refused.value.code == "bad_field"
