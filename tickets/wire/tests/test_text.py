import json
import sys
from pathlib import Path

import pytest

from tickets.wire.text import is_visible

CASES = json.loads(Path(__file__).with_name("visible.json").read_text())


@pytest.mark.parametrize("text", CASES["visible"], ids=ascii)
def test_something_to_see(text: str) -> None:
    assert is_visible(text)


@pytest.mark.parametrize("text", CASES["nothing"], ids=ascii)
def test_nothing_to_see(text: str) -> None:
    assert not is_visible(text)


def test_hardly_any_character_is_nothing() -> None:
    assert sum(not is_visible(chr(code)) for code in range(0xD800)) < 2_500
    assert not is_visible("".join(chr(code) for code in range(33) if chr(code).isspace()))
    assert sys.maxunicode == 0x10FFFF
