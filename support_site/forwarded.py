"""What trusted proxies say of a request, written into its ASGI scope: there both servers, Django,
the sign-in lock and the sockets find the same client and scheme."""

from typing import Any, Final

from django.conf import settings

from tickets.wire import addresses

FOR: Final = b"x-forwarded-for"
PROTO: Final = b"x-forwarded-proto"


def take_forwarded(scope: dict[str, Any]) -> None:
    """`client`, `scheme` and, for the self-test, how the address is known (`forwarded`)."""
    if scope["type"] not in ("http", "websocket"):
        return
    client = scope.get("client") or ["", 0]
    said, how = addresses.forwarded(_lines(scope, FOR), settings.PROXY_HOPS)
    own = addresses.address(client[0])  # of a socket that takes both, an IPv4 address comes as IPv6
    if seen := said or own:
        scope["client"] = [seen, 0 if said else client[1]]
    if scope["type"] == "http":
        scope["forwarded"] = how
        scheme = addresses.scheme(_lines(scope, PROTO), settings.PROXY_HOPS)
        scope["scheme"] = scheme or scope.get("scheme", "http")
        scope["scheme_known"] = scheme is not None


def _lines(scope: dict[str, Any], wanted: bytes) -> list[str]:
    return [value.decode("latin1") for name, value in scope["headers"] if name == wanted]
