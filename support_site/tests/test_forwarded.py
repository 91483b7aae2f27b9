"""Who a request comes from, as its scope says from then on: for both servers, for pages and sockets."""

from typing import Any

import pytest
from pytest_django import Settings

from support_site.forwarded import take_forwarded

OWN = "198.51.100.1"


def after(type: str, *lines: str, client: Any = (OWN, 4711), proto: str = "") -> dict[str, Any]:
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    headers += [(b"x-forwarded-proto", proto.encode())] if proto else []
    scope = {"type": type, "client": client, "headers": headers, "scheme": "http"}
    take_forwarded(scope)
    return scope


@pytest.fixture(params=["http", "websocket"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_behind_a_proxy_the_entry_that_it_wrote_counts(kind: str, settings: Settings) -> None:
    settings.PROXY_HOPS = 1
    assert after(kind, "10.0.0.1, 203.0.113.9")["client"] == ("203.0.113.9", 0)
    assert after(kind, "10.0.0.1", "203.0.113.9:5123")["client"] == ("203.0.113.9", 0)
    settings.PROXY_HOPS = 2
    assert after(kind, "10.0.0.1, [2001:db8::1]:443, 10.9.9.9")["client"] == ("2001:db8::1", 0)


@pytest.mark.parametrize("said", ["unknown", "_hidden", "", "203.0.113.999", "10.0.0.1,x", "é", "0x7f.1"])
def test_what_is_no_address_is_nobodys(kind: str, settings: Settings, said: str) -> None:
    settings.PROXY_HOPS = 1
    assert after(kind, said)["client"] == (OWN, 4711)


def test_without_a_proxy_nobody_is_believed(kind: str, settings: Settings) -> None:
    settings.PROXY_HOPS = 0
    scope = after(kind, "203.0.113.9", proto="https")
    assert (scope["client"], scope["scheme"]) == ((OWN, 4711), "http")


@pytest.mark.parametrize(
    ("own", "client"),
    [
        (("::ffff:198.51.100.1", 4711), (OWN, 4711)),  # of a socket that takes both
        (("::ffff:c633:6401", 4711, 0, 0), (OWN, 4711)),
        (("fe80::1%eth0", 4711, 0, 2), ("fe80::1", 4711)),
        (None, None),  # of a unix socket
        (("", 0), ("", 0)),
    ],
)
def test_the_connections_own(kind: str, settings: Settings, own: Any, client: Any) -> None:
    settings.PROXY_HOPS = 0
    assert after(kind, client=own)["client"] == client
