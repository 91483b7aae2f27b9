"""What a page of bench.load does with a plain HTTP answer, without a server."""

import pytest

from bench import load
from bench.websocket import Answer


def answer(*lines: str) -> Answer:
    return Answer.of("\r\n".join((*lines, "", '{"code": "busy"}')).encode())


def test_it_waits_for_as_long_as_it_is_asked() -> None:
    for name in ("Retry-After", "retry-after"):
        assert load._pause(answer("HTTP/1.1 503 Busy", f"{name}: 7")) == 7


def test_it_takes_a_breather_where_it_is_not_told_how_long() -> None:
    for lines in ((), ("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT",)):
        assert load._pause(answer("HTTP/1.1 503 Busy", "Content-Type: application/json", *lines)) == 1


def test_no_answer_is_a_lost_line() -> None:
    with pytest.raises(ConnectionResetError):
        Answer.of(b"")
