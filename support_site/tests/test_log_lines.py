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


RESET = "/accounts/reset/MQ/a-secret/"


@pytest.mark.parametrize(
    ("path", "status", "line"),
    [
        (RESET, 404, "Not Found: /accounts/reset/<uidb64>/<token>/"),
        (f"{RESET}and-more/", 404, "Not Found: /accounts/…"),
        ("/accounts/reset/MQ/a-secr\u00e9t/", 404, "Not Found: /accounts/reset/<uidb64>/<token>/"),
        ("/accounts/join/", 405, "Method Not Allowed (PATCH): /accounts/join/"),
        ("/nothing", 404, "Not Found: /nothing"),
    ],
)
@pytest.mark.usefixtures("plain_static_files", "db")
def test_an_address_isn_t_logged_but_its_pattern(
    caplog: pytest.LogCaptureFixture, path: str, status: int, line: str
) -> None:
    assert Client().patch(path).status_code == status
    assert caplog.messages == [line]


@pytest.mark.usefixtures("plain_static_files")
def test_nor_where_a_form_may_be_forged(caplog: pytest.LogCaptureFixture) -> None:
    assert Client(enforce_csrf_checks=True).post(RESET).status_code == 403
    assert caplog.messages == ["Forbidden (CSRF cookie not set.): /accounts/reset/<uidb64>/<token>/"]


def test_nor_where_daphne_ends_a_call_that_takes_too_long(caplog: pytest.LogCaptureFixture) -> None:
    connection = f"<WebRequest at 0x7f method=GET uri={RESET}?x=y clientproto=HTTP/1.1>"
    logging.getLogger("daphne.server").warning("Application instance for connection %s", connection)
    assert "<WebRequest at 0x7f method=GET uri=… clientproto=HTTP/1.1>" in caplog.text
