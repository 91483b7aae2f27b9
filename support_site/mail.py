"""Reads how mail goes out and comes in: EMAIL_URL and its like, as Django and the feature take them."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import Final, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from environs import EnvError

T = TypeVar("T")

# scheme -> its usual port, TLS from the first byte, TLS after STARTTLS
SCHEMES: Final = {"smtp": (25, False, False), "smtps": (465, True, False), "smtp+tls": (587, False, True)}
WRONG: Final = (
    "EMAIL_URL: Must be smtp://, smtps:// or smtp+tls://user:password@host:port, "
    "or a provider's: mailgun://, postmark://, sendgrid://, ses://."
)
IMAP: Final = {"imap": 143, "imaps": 993}
WRONG_MAILBOX: Final = "IMAP_URL: Must be imaps://user:password@host/INBOX."
TIMEOUT: Final = 30  # seconds that a mail server may be silent


class Server(NamedTuple):
    """As Django's settings have it. Certificates are checked wherever there is TLS."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False


def server(url: str | None) -> Server:
    if not url:
        return Server()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SystemExit(WRONG) from None
    if parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SystemExit(WRONG)
    usual, ssl, tls = SCHEMES[parts.scheme]
    user, password = (unquote(part or "") for part in (parts.username, parts.password))
    return Server(parts.hostname, port or usual, user, password, ssl, tls)


def unless_empty(parse: Callable[[str], T]) -> Callable[[str | None], T | None]:
    """Compose hands on empty ones."""
    return lambda text: parse(text) if text else None


def sender(text: str) -> str:
    """An address, with or without a name."""
    name, _, domain = parseaddr(text)[1].rpartition("@")
    if not name or not domain or not text.isprintable():
        raise EnvError("Must be an address: support@example.com, or Support <support@example.com>.")
    return text


def usual_sender(public_url: str) -> str:
    host = str(urlsplit(public_url).hostname)
    return f"support@{host}" if host.rpartition(".")[2].isalpha() else "support@localhost"


def reply_to(text: str) -> str:
    """Where answers go: `*` stands for what is signed."""
    local = text.rpartition("@")[0]
    if text.count("*") != 1 or not local.endswith("+*") or sender(text) != text:
        raise EnvError("Must be an address with +* before its @: support+*@example.com.")
    return text


def listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise EnvError("Must be host:port.")
    return host.strip("[]"), int(port)


class Mailbox(NamedTuple):
    """Where mail is fetched from. Certificates are checked."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: bool


def mailbox(url: str | None) -> Mailbox | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SystemExit(WRONG_MAILBOX) from None
    if parts.scheme not in IMAP or not (parts.hostname and parts.username) or parts.query:
        raise SystemExit(WRONG_MAILBOX)
    user, password = unquote(parts.username), unquote(parts.password or "")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    tls = parts.scheme == "imaps"
    return Mailbox(parts.hostname, port or IMAP[parts.scheme], user, password, folder, tls)
