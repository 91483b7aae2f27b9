"""Where the web process listens: IPv4, IPv6, or (`HOST=::`) both at once."""

import socket
from typing import Final

WAITING: Final = 2048  # connections that nobody has accepted yet


def listen(host: str, port: int, backlog: int | None = None, *, shared: bool = False) -> socket.socket:
    """`shared`: the system deals out who comes to all that listen there so. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server(
        (host, port), family=family, backlog=backlog, dualstack_ipv6=both, reuse_port=shared
    )
