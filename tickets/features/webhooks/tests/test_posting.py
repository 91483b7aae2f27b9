"""One POST: signed so that others' code accepts it, and to nowhere else."""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tickets.features.webhooks import rules, signing
from tickets.features.webhooks.tests.conftest import Receiver, receiving
from tickets.outside import addresses, posting
from tickets.outside.posting import Answer

HERE = [ip_network("127.0.0.0/8")]


def post(url: str, body: bytes = b"{}") -> Answer:
    return posting.post(addresses.place_of(url, HERE), body, {})


def test_signatures_are_as_the_standards_own_library_wants_them() -> None:
    new, old, body = signing.new_secret(), signing.new_secret(), json.dumps({"a": "ü"}).encode()
    headers = signing.headers("msg_1", int(time.time()), body, [new, old])
    for secret in (new, old):
        assert Webhook(secret).verify(body, headers) == {"a": "ü"}
    for key, id in ((signing.new_secret(), "msg_1"), (new, "msg_2")):
        with pytest.raises(WebhookVerificationError):
            Webhook(key).verify(body, headers | {"webhook-id": id})


def test_a_redirect_is_followed_nowhere(receiver: Receiver) -> None:
    receiver.status, receiver.headers = 302, {"Location": receiver.url}
    answer = post(receiver.url)
    assert (answer.status, answer.is_good, len(receiver.took)) == (302, False, 1)
    [(headers, _)] = receiver.took
    assert headers["host"] == receiver.url.split("/")[2]


def test_it_goes_to_the_address_that_was_looked_at(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the name means by then."""
    place = addresses.place_of(receiver.url.replace("127.0.0.1", "localhost"), HERE)
    resolve = socket.getaddrinfo

    def otherwise(host: str, *more: Any, **named: Any) -> Any:
        assert host == place.address, "the name is asked for no more"
        return resolve(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", otherwise)
    assert posting.post(place, b"{}", {}).is_good
    assert receiver.took[0][0]["host"].startswith("localhost:")


def test_by_tls_its_name_is_checked_and_the_connection_goes_to_the_address(
    by_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(by_tls) as receiver:
        assert post(receiver.url, b'{"a": 1}').is_good
        [(headers, body)] = receiver.took
        assert headers["host"] == receiver.url.split("/")[2]
        assert body == b'{"a": 1}'
        place = addresses.place_of(receiver.url, HERE)
        assert "CERTIFICATE_VERIFY_FAILED" in posting.post(replace(place, host="else.example"), b"", {}).text
        monkeypatch.delenv("SSL_CERT_FILE")
        assert "CERTIFICATE_VERIFY_FAILED" in post(receiver.url).text
        assert len(receiver.took) == 1


class Timer:
    """Ends when a test says so, if it runs."""

    def __init__(self, _: float, end: Callable[[], None]) -> None:
        self._end, self.runs = end, False
        Timer.last = self

    def end(self) -> None:
        if self.runs:
            self._end()

    last: "Timer"

    def start(self) -> None:
        self.runs = True

    def cancel(self) -> None:
        pass


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000", b"HTTP/1.0 200 OK"])
def test_who_drips_is_left(
    by_tls: ssl.SSLContext, scheme: str, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it has taken as long as it may: here, when something has come."""
    monkeypatch.setattr("tickets.outside.posting.threading.Timer", Timer)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            peer, _ = server.accept()
            with by_tls.wrap_socket(peer, server_side=True) if scheme == "https" else peer as line:
                line.sendall(head + b"\r\n\r\n")
                for number in range(500):
                    try:
                        line.sendall(b"x")
                    except OSError:
                        return
                    if number == 3:
                        has_read.wait(30)
                        Timer.last.end()
                gone.wait(30)

        has_read, gone = threading.Event(), threading.Event()
        read = http.client.HTTPResponse.read

        def reads(answer: http.client.HTTPResponse, most: int) -> bytes:
            has_read.set()
            return read(answer, most)

        monkeypatch.setattr(http.client.HTTPResponse, "read", reads)
        threading.Thread(target=drip, daemon=True).start()
        answer = post(f"{scheme}://127.0.0.1:{server.getsockname()[1]}/")
        gone.set()
    assert "timed out" not in answer.text, "by the socket's own patience with each byte"
    assert len(answer.text) < 500


def test_who_takes_too_long_to_connect_is_left(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.outside.posting.threading.Timer", Timer)
    connect = http.client.HTTPConnection.connect

    def connects(connection: http.client.HTTPConnection) -> None:
        Timer.last.end()
        connect(connection)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", connects)
    assert post(receiver.url).text == "TimeoutError: it took too long to connect"
    assert receiver.took == []


def test_nobody_there_is_an_answer_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = post(f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.is_good) == (None, False)
    assert answer.text.startswith("ConnectionRefusedError")


def test_a_long_answer_is_read_no_further(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "MOST_READ", 3)
    assert post(receiver.url).text == "Tha"


# — when it is tried again —


def test_waits_grow_and_end() -> None:
    waits = [rules.wait(attempts) for attempts in range(1, 11)]
    assert waits == [*rules.WAITS, None]
    assert sum(rules.WAITS, timedelta()) > timedelta(days=3)


@pytest.mark.parametrize(
    ("asked", "seconds"), [("60", 60), ("1", 5), ("99999999999", 86_400), ("soon", 5), ("-3", 5), ("", 5)]
)
def test_who_asks_for_a_pause_gets_it(asked: str, seconds: int) -> None:
    assert rules.wait(1, asked) == timedelta(seconds=seconds)


def test_what_can_not_be_said_in_http_is_an_answer_too(receiver: Receiver) -> None:
    place = replace(addresses.place_of(receiver.url, HERE), target="/hö")
    answer = posting.post(place, b"{}", {})
    assert answer.status is None
    assert answer.text.startswith("UnicodeEncodeError")
