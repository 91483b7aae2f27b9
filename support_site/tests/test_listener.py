"""Where a server listens: IPv4, IPv6, or both at once."""

import socket

import pytest

from support_site.server.listener import listen


@pytest.mark.parametrize(
    ("host", "there"),
    [
        ("127.0.0.1", {"127.0.0.1"}),
        ("0.0.0.0", {"127.0.0.1"}),
        ("::1", {"::1"}),
        ("::", {"127.0.0.1", "::1"}),
    ],
)
def test_it_is_found_where_it_listens_and_nowhere_else(host: str, there: set[str]) -> None:
    with listen(host, 0) as listener:
        port = listener.getsockname()[1]
        found = {name for name in ("127.0.0.1", "::1") if answers(name, port)}
    assert found == there


def answers(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line:
        return line.connect_ex((host, port)) == 0
