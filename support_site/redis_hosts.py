"""REDIS_URL: the address of one server, or of the Sentinels that know which server leads."""

import socket
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from environs import EnvError
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

SERVER: Final = {"redis", "rediss", "unix"}
SENTINELS: Final = {"redis+sentinel", "rediss+sentinel"}
SENTINEL_PORT: Final = 26379
SENTINEL_QUERY: Final = {"sentinel_username", "sentinel_password"}
FORMS: Final = (
    "Must be redis://host[:port], rediss://host[:port], unix:///path "
    "or redis+sentinel://host[:port],host[:port]/name-of-the-master."
)

# Each wait is bounded, so that a Redis that accepts and then says nothing is noticed as soon as
# one that is gone.
PATIENCE: Final = {"socket_timeout": 2, "socket_connect_timeout": 2}  # seconds
# Ticks arrive on a subscription each second. One that is silent is asked, and one whose questions
# nobody takes is given up: the system's own patience with a cut host is a quarter of an hour.
ASKED_AFTER: Final = 2  # seconds
GIVEN_UP_AFTER: Final = 4000  # milliseconds
# One of several Sentinels may be on a host that is cut off: the next one is as good.
SENTINEL_PATIENCE: Final = {
    "socket_timeout": 0.5,  # seconds
    "socket_connect_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}


def checked(text: str) -> str:
    try:
        options(text)
    except ValueError:
        raise EnvError(FORMS) from None
    return text


def options(url: str) -> dict[str, Any]:
    """A host as channels_redis takes it: an `address`, or `sentinels` and the `master_name`; with
    the waits. ValueError if the URL is none of those in FORMS."""
    parts = urlsplit(url)
    if parts.scheme in SENTINELS:
        return _sentinels(parts) | _waits(over_tcp=True)
    where = parts.path if parts.scheme == "unix" else parts.hostname
    if parts.scheme not in SERVER or not where or parts.port == 0:
        raise ValueError(url)
    return {"address": url} | _waits(over_tcp=parts.scheme != "unix")


def _sentinels(parts: SplitResult) -> dict[str, Any]:
    user, _, hosts = parts.netloc.rpartition("@")
    query = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    name, _, number = parts.path.strip("/").partition("/")
    if not name or query.keys() - SENTINEL_QUERY:
        raise ValueError(parts.path)
    tls = {"ssl": True} if parts.scheme == "rediss+sentinel" else {}
    own = {key.removeprefix("sentinel_"): value for key, value in query.items()}
    return {
        "sentinels": [_sentinel(host) for host in hosts.split(",")],
        "sentinel_kwargs": SENTINEL_PATIENCE | tls | own,
        "master_name": unquote(name),
        "db": int(number or 0),
        **tls,
        **_who(user),
    }


def _sentinel(text: str) -> tuple[str, int]:
    host = urlsplit(f"//{text.strip()}")
    if not host.hostname:
        raise ValueError(text)
    return host.hostname, host.port or SENTINEL_PORT


def _who(user: str) -> dict[str, str]:
    name, _, password = user.partition(":")
    given = {"username": unquote(name), "password": unquote(password)}
    return {key: value for key, value in given.items() if value}


def _waits(*, over_tcp: bool) -> dict[str, Any]:
    waits: dict[str, Any] = PATIENCE | {"health_check_interval": ASKED_AFTER}
    if over_tcp and hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        waits["socket_keepalive_options"] = {socket.TCP_USER_TIMEOUT: GIVEN_UP_AFTER}
    return waits
