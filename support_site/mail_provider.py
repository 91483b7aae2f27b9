"""Reads an EMAIL_URL that names a provider instead of a server: by its API, through django-anymail."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

WRONG: Final = {
    "mailgun": "Must be mailgun://key@your.domain, with ?region=eu in Europe.",
    "postmark": "Must be postmark://server-token.",
    "sendgrid": "Must be sendgrid://api-key.",
    "ses": "Must be ses://region, or ses://key-id:secret@region.",
}
MISSING: Final = "EMAIL_URL: Providers need pip install -r requirements-anymail.txt."
REACHED_WITHIN: Final = 30  # seconds
# Who gives up before the answer sends a mail again that the provider may have taken: so it is waited for as
# long as by SMTP (`tickets.outside.smtp`), and nothing is tried again but by the job.
TAKEN_WITHIN: Final = 600  # seconds

Settings = Mapping[str, Any]


class Provider(NamedTuple):
    """As Django and anymail take it."""

    name: str
    backend: str
    settings: Settings
    headers: Mapping[str, str]  # of each mail, so that it keeps its Message-ID


def provider(url: str | None) -> Provider | None:
    """None: it names none."""
    parts = urlsplit(url or "")
    if parts.scheme not in WRONG:
        return None
    if not find_spec("anymail"):
        raise SystemExit(MISSING)
    settings = READ[parts.scheme](parts)
    if not settings or parts.path.strip("/"):
        raise SystemExit(f"EMAIL_URL: {WRONG[parts.scheme]}")
    module = {"ses": "amazon_ses"}.get(parts.scheme, parts.scheme)
    headers = {"X-PM-KeepID": "true"} if parts.scheme == "postmark" else {}
    more = {"REQUESTS_TIMEOUT": (REACHED_WITHIN, TAKEN_WITHIN)}
    return Provider(parts.scheme, f"anymail.backends.{module}.EmailBackend", {**settings, **more}, headers)


def _mailgun(parts: SplitResult) -> Settings:
    region = parse_qs(parts.query).get("region", ["us"])[0].lower()
    if not (parts.username and parts.hostname) or region not in {"us", "eu"}:
        return {}
    host = "api.mailgun.net" if region == "us" else "api.eu.mailgun.net"
    return {
        "MAILGUN_API_KEY": unquote(parts.username),
        "MAILGUN_SENDER_DOMAIN": parts.hostname,
        "MAILGUN_API_URL": f"https://{host}/v3",
    }


def _by_key(setting: str) -> Callable[[SplitResult], Settings]:
    """A key keeps its capitals, which a host wouldn't."""

    def read(parts: SplitResult) -> Settings:
        key = unquote(parts.netloc.rpartition("@")[0].partition(":")[0] or parts.netloc)
        return {setting: key} if key and not parts.query else {}

    return read


def _ses(parts: SplitResult) -> Settings:
    if not parts.hostname or parts.query or bool(parts.username) != bool(parts.password):
        return {}
    keys = {
        "aws_access_key_id": unquote(parts.username or ""),
        "aws_secret_access_key": unquote(parts.password or ""),
    }
    config = {  # botocore by itself hands a mail over three times whose answer comes late
        "connect_timeout": REACHED_WITHIN,
        "read_timeout": TAKEN_WITHIN,
        "retries": {"total_max_attempts": 1},
    }
    client = {"region_name": parts.hostname, "config": config, **(keys if parts.username else {})}
    return {"AMAZON_SES_CLIENT_PARAMS": client}


READ: Final[Mapping[str, Callable[[SplitResult], Settings]]] = {
    "mailgun": _mailgun,
    "postmark": _by_key("POSTMARK_SERVER_TOKEN"),
    "sendgrid": _by_key("SENDGRID_API_KEY"),
    "ses": _ses,
}
