"""Whoever scans the net, or a part that is away, costs the log one line a time."""

import logging

import pytest
from django.test import Client


def test_a_call_under_a_foreign_name_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    assert Client(headers={"Host": "evil.example"}).get("/api/agents").status_code == 400
    [record] = [record for record in caplog.records if record.name == "django.security.DisallowedHost"]
    line = logging.Formatter().format(record)
    assert "\n" not in line
    assert line.count("Invalid HTTP_HOST header") == 1


def test_what_was_the_matter_is_in_the_line(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ConnectionError("refused")
    except ConnectionError:
        logging.getLogger("channels_redis.pubsub").exception("Unexpected exception in receive task")
    assert caplog.messages == ["Unexpected exception in receive task: refused"]
    assert caplog.records[0].exc_info is None
