"""Where a site may embed the chat: exact origins, or `https://*.example.com` for all below a domain. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

MOST: Final = 20  # of a site
USUAL_PORT: Final = {"http": 80, "https": 443}
HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
WILDCARD: Final = "*."


def checked(written: str) -> str:
    """As a browser says it, and a Content-Security-Policy takes it. Raises ValueError."""
    try:
        parts = urlsplit(written.strip().lower())
        port = parts.port
    except ValueError:
        raise ValueError(written) from None
    name = parts.hostname or ""
    host = name.removeprefix(WILDCARD)
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    if not bare or parts.scheme not in USUAL_PORT or not HOST.fullmatch(host):
        raise ValueError(written)
    if host != name and (parts.scheme != "https" or "." not in host):  # no wildcard over a whole `.com`
        raise ValueError(written)
    usual = port in {None, USUAL_PORT[parts.scheme]}
    return f"{parts.scheme}://{name}" if usual else f"{parts.scheme}://{name}:{port}"


def checked_all(lines: str) -> list[str]:
    """One in each line. Raises ValueError with the one that isn't right."""
    found = list(dict.fromkeys(checked(line) for line in lines.splitlines() if line.strip()))
    if len(found) > MOST:
        raise ValueError(found[MOST])
    return found
