"""What a page may send of it, and what it is told when it may not."""

import json
from typing import Any

import pytest

from tickets.features.status import socket  # noqa: F401  (registers it)
from tickets.features.status.frames import Status
from tickets.refusals import Refused
from tickets.wire import frames, handlers

TICKET = "c" * 32
ID = "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01"
STATUS = {"type": "status", "id": ID, "ticket": TICKET, "status": "resolved"}


def code_of(frame: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        frames.parse(json.dumps(frame))
    return refused.value.code


@pytest.mark.parametrize("more", [{}, {"status": "open"}, {"seen": 3}])
def test_a_page_may_send(more: dict[str, Any]) -> None:
    assert Status in handlers.answered()
    parsed = frames.parse(json.dumps(STATUS | more))
    assert type(parsed) is Status
    assert parsed.model_dump(mode="json", exclude_unset=True) == STATUS | more


@pytest.mark.parametrize("field", ["id", "ticket", "status"])
def test_a_field_that_is_missing_or_wrong_is_refused(field: str) -> None:
    for wrong in ({"not": "this"}, "", "a\x00b"):
        assert (field == "ticket" and wrong == "") or code_of(STATUS | {field: wrong}) == "bad_field"
    assert code_of({name: value for name, value in STATUS.items() if name != field}) == "bad_field"
    assert code_of(STATUS | {"seen": -1}) == "bad_field"
