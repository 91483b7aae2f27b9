"""What mail providers post, each in its own form: the raw mail out of it, and whom its server took it for.
Pure; raises Refused.

Not by django-anymail, which sends for us: it reads a mail as UTF-8 text out of a form of which Django takes
256 KB, and hands on the parts, not the mail.
"""

import binascii
import hashlib
import hmac
import json
import re
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from email.message import Message
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from tickets.refusals import Refused

GOOD_FOR: Final = 24 * 3600  # seconds: of a signature; who couldn't store it is asked again for hours
MOST_FIELDS: Final = 200
LONGEST_TIME: Final = 12  # digits
_NAME: Final = re.compile(rb'[;\s]name="?([^";\r\n]*)"?', re.IGNORECASE)
_SNS: Final = re.compile(r"https://sns\.[a-z0-9-]{1,30}\.amazonaws\.com(\.cn)?/[^\s]*", re.ASCII)


class Posted(NamedTuple):
    raw: bytes
    sender: str | None = None  # of the envelope; None: it doesn't say
    recipients: tuple[str, ...] = ()


class Confirm(NamedTuple):
    """Amazon asks whether it may post here: whoever opens this says yes."""

    url: str


Fields = Mapping[str, bytes]


def form(content_type: str, body: bytes) -> Fields:
    """As bytes: what is in a mail is in any charset. Of a field that comes twice the last counts."""
    told = Message()
    told["Content-Type"] = content_type.replace("\r", "").replace("\n", "")
    if told.get_content_type() == "application/x-www-form-urlencoded":
        text = body.decode("latin-1")  # a byte is a letter, there and back
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, encoding="latin-1")
        return {name: value.encode("latin-1") for name, value in pairs}
    boundary = str(told.get_param("boundary") or "").encode("latin-1", "replace")
    if not boundary:
        raise Refused("bad_frame", "The body is a form.")
    return dict(filter(None, map(_field, (b"\r\n" + body).split(b"\r\n--" + boundary)[1 : MOST_FIELDS + 1])))


def _field(part: bytes) -> tuple[str, bytes] | None:
    head, between, content = part.partition(b"\r\n\r\n")
    name = _NAME.search(head)
    return (name[1].decode("utf-8", "replace"), content) if name and between else None


def must_be_signed(fields: Fields, key: str, now: float) -> None:
    """By Mailgun: its signature doesn't cover the mail, so it is good for a day."""
    at, token, said = (fields.get(name, b"") for name in ("timestamp", "token", "signature"))
    made = hmac.new(key.encode(), at + token, hashlib.sha256).hexdigest().encode()
    young = at.isdigit() and len(at) < LONGEST_TIME and abs(now - int(at)) < GOOD_FOR
    if not hmac.compare_digest(made, said) or not young:
        raise Refused("signed_out", "This is not signed by Mailgun.")


def mailgun(content_type: str, body: bytes, key: str | None = None) -> Posted:
    """A route that forwards to an address that ends with `mime`."""
    fields = form(content_type, body)
    if key:
        must_be_signed(fields, key, time.time())
    raw = _there(fields.get("body-mime"), "body-mime: forward to the address that ends with /mime.")
    sender = _text(fields["sender"]) if "sender" in fields else None
    return Posted(raw, sender, _several(_text(fields.get("recipient", b""))))


def sendgrid(content_type: str, body: bytes) -> Posted:
    """Inbound Parse, with "POST the raw, full MIME message"."""
    fields = form(content_type, body)
    raw = _there(fields.get("email"), "email: tick “POST the raw, full MIME message”.")
    envelope = _json(fields.get("envelope", b"{}"))
    sender, to = envelope.get("from"), envelope.get("to")
    return Posted(
        raw, str(sender) if sender is not None else None, tuple(map(str, to if isinstance(to, list) else ()))
    )


def postmark(_: str, body: bytes) -> Posted:
    """An inbound stream, with "Include raw email content in JSON payload"."""
    told = _json(body)
    raw = told.get("RawEmail")
    words = "RawEmail: tick “Include raw email content in JSON payload”."
    content = _there(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else None, words)
    return Posted(content, _return_path(told), _several(str(told.get("OriginalRecipient") or "")))


def _return_path(told: Mapping[str, Any]) -> str | None:
    headers = told.get("Headers")
    first = headers[0] if isinstance(headers, list) and headers and isinstance(headers[0], dict) else {}
    if str(first.get("Name", "")).lower() != "return-path":
        return None
    return str(first.get("Value", "")).strip("<> ")


def ses(_: str, body: bytes) -> Posted | Confirm:
    """By SNS: a receipt rule with the action SNS, whose notification has the whole mail (150 KB at most)."""
    told = _json(body)
    if told.get("Type") == "SubscriptionConfirmation":
        url = str(told.get("SubscribeURL"))
        if not _SNS.fullmatch(url):
            raise Refused("bad_field", "`SubscribeURL`: this is not Amazon's.")
        return Confirm(url)
    event = _json(str(told.get("Message", "")).encode())
    receipt, mail = (
        part if isinstance(part, dict) else {} for part in (event.get("receipt"), event.get("mail"))
    )
    action = receipt.get("action")
    encoding = action.get("encoding") if isinstance(action, dict) else None
    content = event.get("content")
    text = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else None
    raw = _there(text, "content: the receipt rule's action is to be SNS.")
    source, to = mail.get("source"), receipt.get("recipients")
    return Posted(
        _unwrapped(raw) if encoding == "BASE64" else raw,
        str(source) if source is not None else None,
        tuple(map(str, to if isinstance(to, list) else ())),
    )


def _unwrapped(text: bytes) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error:
        raise Refused("bad_field", "`content`: this is no base64.") from None


def _there(raw: bytes | None, otherwise: str) -> bytes:
    if not raw:
        raise Refused("bad_field", f"It posts no raw mail as {otherwise}")
    return raw


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refused("bad_frame", "The body is a JSON object.")
    return told


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace").strip()


def _several(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


READ: Final[Mapping[str, Callable[[str, bytes], Posted | Confirm]]] = {
    "mailgun": mailgun,
    "postmark": postmark,
    "sendgrid": sendgrid,
    "ses": ses,
}
