"""Reads the variables that need more than a type: origins, addresses, secrets in files."""

import hashlib
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Mapping
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import dj_database_url
from environs import Env, EnvError, validate

SECRET_KEY_CHARACTERS = 50  # what Django's own deployment check asks for
SOCKET_PATH_BYTES = 100  # sun_path holds 104 on macOS, 108 on Linux
OLDEST_SQLITE = (3, 35, 0)  # knows RETURNING (tickets.conversation.statements)
DATABASE_SCHEMES = ("postgres://", "postgresql://", "sqlite:///")

NO_ORIGIN = "Must be http(s)://host[:port], or several with commas between."

WEIGHT = re.compile(r"(low|normal|high|urgent)\s*=\s*([1-9]\d?|100)", re.ASCII)

A_WEEK = 7 * 24 * 3600  # seconds

T = TypeVar("T")

WEB_SERVERS = validate.OneOf(["daphne", "uvicorn"], error="Must be daphne or uvicorn.")
UNNAMED = validate.OneOf(["agent", "light", "refused"], error="Must be agent, light or refused.")
ROLES = ("light", "agent", "supervisor", "admin")  # that a claim can give
EXAMPLE = '{"desk-admins": {"role": "admin"}, "billing": {"teams": ["Billing"]}}'
ROUTING = validate.OneOf(["off", "requeue", "on"], error="Must be off, requeue or on.")
# Of the browsers: Chromium's, Firefox's, Safari's, and Edge's.
PUSH_HOSTS = "fcm.googleapis.com, *.push.services.mozilla.com, *.push.apple.com, *.notify.windows.com"
ON_OFF = validate.OneOf(["on", "off"], error="Must be on or off.")


def unless_absent(parse: Callable[[str], T]) -> Callable[[str | None], T | None]:
    """The default passes through a custom parser too."""
    return lambda text: None if text is None else parse(text)


def issuer(url: str) -> str:
    """Of single sign-on, as it writes itself; empty: none of the environment's."""
    if url and not _is_safe(url):
        raise EnvError("Must be https://…, as the issuer writes itself.")
    return url


def _is_safe(url: str) -> bool:
    """By TLS, or on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        here = parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False
    return here or (parts.scheme == "https" and bool(host))


def roles(text: str) -> dict[str, dict[str, Any]]:
    """`{"desk-admins": {"role": "admin"}, "billing": {"teams": ["Billing"]}}`; empty: none of the
    environment's."""
    try:
        given = json.loads(text or "{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise EnvError(f"Must be JSON like {EXAMPLE}.")
    for value, gives in given.items():
        if not (value and _gives(gives)):
            raise EnvError(
                f"Must give “{value}” a role ({', '.join(ROLES)}), teams, or both, like {EXAMPLE}."
            )
    return given


def _gives(given: Any) -> bool:
    """A role, teams, or both."""
    if not isinstance(given, dict) or not given or given.keys() - {"role", "teams"}:
        return False
    teams = given.get("teams", ["any"])
    named = isinstance(teams, list) and bool(teams) and all(isinstance(one, str) and one for one in teams)
    return named and given.get("role", "agent") in ROLES


def told_after(text: str) -> int | None:
    """Seconds; None: never."""
    if text == "never":
        return None
    if not (text.isdecimal() and text.isascii() and int(text) <= A_WEEK):
        raise EnvError(f"Must be seconds, 0 to {A_WEEK}, or never.")
    return int(text)


def must_be_whole(given: Mapping[str, str], *, or_else: Collection[str] = ()) -> None:
    """All of them, or none, and then none of `or_else`, which would do nothing."""
    there = [name for name, value in given.items() if value]
    missing = [name for name, value in given.items() if not value]
    asking = [*there, *or_else]
    if missing and asking:
        raise SystemExit(f"{', '.join(missing)}: Must be set too, since {', '.join(asking)} is set.")


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """`10.0.0.0/8, fd00::/8`"""
    try:
        return [ip_network(one.strip()) for one in text.split(",") if one.strip()]
    except ValueError:
        raise EnvError("Must be networks like 10.0.0.0/8, with commas between.") from None


def weights(text: str) -> dict[str, int]:
    """`urgent=3, high=2`; of what isn't named: 1."""
    named = [one.strip() for one in text.split(",") if one.strip()]
    found = [WEIGHT.fullmatch(one) for one in named]
    if not all(found):
        raise EnvError("Must be low, normal, high or urgent with 1 to 100, like urgent=3, high=2.")
    return {one[1]: int(one[2]) for one in found if one}


def push_hosts(text: str) -> list[str]:
    """`fcm.googleapis.com, *.push.apple.com`; nothing: nobody is pushed to."""
    names = [one.strip().lower() for one in text.split(",") if one.strip()]
    if not all(re.fullmatch(r"(\*\.)?[\w-]+(\.[\w-]+)+", name) for name in names):
        raise EnvError("Must be names of hosts like *.push.apple.com, with commas between.")
    return names


def origins(text: str) -> list[str]:
    """`https://a.example, https://b.example:8443` as the exact origins a browser would send."""
    return [_origin(url.strip()) for url in text.split(",")]


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EnvError(NO_ORIGIN) from None
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not bare:
        raise EnvError(NO_ORIGIN)
    host = in_url(parts.hostname)
    # Browsers leave the scheme's own port out of Origin.
    usual = port in {None, {"http": 80, "https": 443}[parts.scheme]}
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{port}"


def host(text: str) -> str:
    """Where to listen: a name, or an address as it is usually written."""
    name = text.strip()
    try:
        return str(ip_address(name.removeprefix("[").removesuffix("]").partition("%")[0]))
    except ValueError:
        pass
    if not re.fullmatch(r"[\w.-]*", name):
        raise EnvError("Must be an address or a name to listen at, without a port.")
    return name


def in_url(host: str) -> str:
    """`::1` → `[::1]`, as in a URL, a Host header and a browser's Origin."""
    try:
        return f"[{IPv6Address(host)}]"
    except ValueError:
        return host


def own_origins(host: str, port: int) -> list[str]:
    """Where a browser on the same machine finds a server that listens at `host`."""
    loopback = ["127.0.0.1", "localhost"]
    here = dict.fromkeys(("", "0.0.0.0", *loopback), (*loopback,))  # noqa: S104
    here |= {"::1": ("::1", "localhost"), "::": (*loopback, "::1")}
    # As in PUBLIC_URL: the scheme's own port is left out.
    return [_origin(f"http://{in_url(one)}:{port}") for one in here.get(host, (host,))]


def embedded_redis_url(data_dir: Path) -> str:
    path = data_dir / "valkey.sock"
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        # Not under TMPDIR, which may be as long and differ between two shells. The supervisor
        # makes the folder for its own user alone and refuses somebody else's.
        name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
        path = Path("/tmp") / f"holdfast-{os.getuid()}-{name}" / "valkey.sock"  # noqa: S108
    return f"unix://{quote(os.fspath(path))}"


def database(url: str) -> dict[str, Any]:
    if not url.startswith(DATABASE_SCHEMES):
        raise EnvError("Must be postgres://user:password@host/name or sqlite:///path.")
    return dict(dj_database_url.parse(url))


def check_sqlite() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise SystemExit(
            f"DATABASE_URL: this Python's SQLite is {sqlite3.sqlite_version}; "
            "3.35 or newer is needed, or a postgres:// address."
        )


def secret(env: Env, name: str, *, may_be_empty: bool = False) -> str | None:
    """The variable, or the first line of the file that `<name>_FILE` points to."""
    path = env.path(f"{name}_FILE", None)
    if path is None:
        least = 0 if may_be_empty else 1
        return env.str(name, None, validate=validate.Length(min=least, error="Must not be empty."))
    try:
        return str(path.read_text().strip())
    except OSError as error:
        raise SystemExit(f"{name}_FILE: can't read {path}: {error.strerror}") from None


def kept_secret(data_dir: Path, name: str, make: Callable[[], str]) -> str:
    """A secret in the data folder, made there on first need and from then on the same."""
    path = data_dir / name
    try:
        if not path.exists():
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_once(path, make())
        return path.read_text().strip()
    except OSError as error:
        raise SystemExit(f"DATA_DIR: can't keep {name} in {data_dir}: {error.strerror}") from None


def former_secret(data_dir: Path, name: str) -> str:
    """What a rotated secret was before: whoever rotates it moves it aside."""
    path = data_dir / f"{name}.old"
    return path.read_text().strip() if path.exists() else ""


def _write_once(path: Path, text: str) -> None:
    """Two processes may start at once: the link is made by one of them, complete or not at all."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
