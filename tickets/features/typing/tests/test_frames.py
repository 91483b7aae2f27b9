"""What a page may send of it, and what it is told when it may not."""

import json
from typing import Any

import pytest

from tickets.features.typing import socket  # noqa: F401  (registers it)
from tickets.features.typing.frames import Typing, typing
from tickets.refusals import Refused
from tickets.wire import frames, handlers

TICKET = "c" * 32
ID = "0198f9a5-7a61-7c3e-8c11-0e6f6f6b1d01"


def code_of(frame: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        frames.parse(json.dumps(frame))
    return refused.value.code


def test_a_page_may_send() -> None:
    assert Typing in handlers.answered()
    parsed = frames.parse(json.dumps({"type": "typing", "ticket": TICKET}))
    assert parsed == Typing(type="typing", ticket=TICKET)


def test_a_ticket_that_is_missing_or_wrong_is_refused() -> None:
    for wrong in ({"not": "this"}, "a\x00b", 5, None):
        assert code_of({"type": "typing", "id": ID, "ticket": wrong}) == "bad_field"
    assert code_of({"type": "typing"}) == "bad_field"


def test_the_others_are_told_who() -> None:
    ada = {"role": "agent", "name": "Ada", "key": "7"}
    assert json.loads(typing(TICKET, ada)) == {"type": "typing", "ticket": TICKET, **ada}
