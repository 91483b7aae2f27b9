"""What a page may send of it, and what it is told when it may not."""

import json
from typing import Any

import pytest

from tickets.features.assignment import socket  # noqa: F401  (registers it)
from tickets.features.assignment.frames import Assign
from tickets.refusals import Refused
from tickets.wire import frames, handlers

TICKET = "c" * 32
ID = "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01"
ASSIGN = {"type": "assign", "id": ID, "ticket": TICKET, "agent": "ada"}


def code_of(frame: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        frames.parse(json.dumps(frame))
    return refused.value.code


@pytest.mark.parametrize("more", [{}, {"agent": None}])
def test_a_page_may_send(more: dict[str, Any]) -> None:
    assert Assign in handlers.answered()
    parsed = frames.parse(json.dumps(ASSIGN | more))
    assert type(parsed) is Assign
    assert parsed.model_dump(mode="json", exclude_unset=True) == ASSIGN | more


def test_nobody_s_and_not_said_differ() -> None:
    held = [frames.parse(json.dumps(ASSIGN | said)) for said in ({}, {"from": None}, {"from": "bob"})]
    assert [assign.held_by for assign in held if isinstance(assign, Assign)] == [(), (None,), ("bob",)]


@pytest.mark.parametrize("field", ["id", "ticket", "agent"])
def test_a_field_that_is_missing_or_wrong_is_refused(field: str) -> None:
    for wrong in ({"not": "this"}, "a\x00b", 5):
        assert code_of(ASSIGN | {field: wrong}) == "bad_field"
    assert code_of({name: value for name, value in ASSIGN.items() if name != field}) == "bad_field"
