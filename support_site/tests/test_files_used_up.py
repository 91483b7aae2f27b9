"""A process that is out of files says so in a line now and then, and accepts few at a time."""

import asyncio
import errno
import os
from collections.abc import Iterator

import pytest

from support_site.server import files
from tickets.metrics import Sampled

SAID = "no connection can be accepted"


@pytest.fixture(autouse=True)
def _quiet_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "a_second_ago", Sampled(every=60))


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    files.say_when_used_up(loop)
    yield loop
    loop.close()


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM])
def test_a_line_and_no_traceback(
    loop: asyncio.AbstractEventLoop, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    for _ in range(1_000):
        error = OSError(number, os.strerror(number))
        loop.call_exception_handler({"message": "accept() failed", "exception": error})
    [record] = caplog.records
    assert record.getMessage() == f"{SAID}: {os.strerror(number)} (see ulimit -n)"
    assert not record.exc_info


def test_whatever_else_goes_wrong_is_told_in_full(
    loop: asyncio.AbstractEventLoop, caplog: pytest.LogCaptureFixture
) -> None:
    for error in (OSError(errno.EIO, "a disk"), ValueError("a mistake")):
        loop.call_exception_handler({"message": "it failed", "exception": error})
    assert [bool(record.exc_info) for record in caplog.records] == [True, True]


def test_asyncio_fails_no_more_often_in_a_turn_than_it_accepts() -> None:
    from support_site.server import uvicorn

    assert uvicorn.configuration().backlog == uvicorn.AT_ONCE < 50
