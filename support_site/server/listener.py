"""Where the web process listens: IPv4, IPv6, or (`HOST=::`) both at once."""

import socket


def listen(host: str, port: int, backlog: int | None = None) -> socket.socket:
    """Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=family, backlog=backlog, dualstack_ipv6=both)
