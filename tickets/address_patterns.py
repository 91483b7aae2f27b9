"""What the log says of an address: the pattern that serves it. The address itself may hold a secret, as that
of a link in a mail does."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve


def pattern(request: HttpRequest) -> str:
    """Of what nobody serves, as a link that was cut: where it begins."""
    try:
        return f"/{resolve(request.path_info).route}"
    except Resolver404:
        first, _, rest = request.path_info.removeprefix("/").partition("/")
        return f"/{first}/…" if rest else f"/{first}"
