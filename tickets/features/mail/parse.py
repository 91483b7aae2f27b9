"""A raw mail as what it says: who wrote it, to whom, which words, what is attached. Pure.

The parts are walked here: libraries lose or join the text behind a picture, as Apple Mail writes it. What
can't be read raises Unreadable, in words for agents.
"""

import codecs
import html
import mimetypes
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses
from typing import Any, Final

MOST_PARTS: Final = 100
MOST_BYTES: Final = 25 * 1024 * 1024
MOST_ADDRESSES: Final = 200  # of a header that are looked at
SHOWN_RAW: Final = 64 * 1024  # bytes of what can't be read
MOST_IDS: Final = 100
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+")
_ID: Final = re.compile(r"<[^<>\s]{1,250}>")
_RECIPIENTS: Final = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")
# A picture of a page that is a part of its mail, up to where its id ends; and how a text says the same.
_PICTURE: Final = re.compile(r"(?i)<img\b[^<>]{0,2000}?\bsrc\s*=\s*([\"']?)cid:([^\"'\s<>\]]{1,250})")
_CID: Final = re.compile(r"\[cid:([^\]\s]{1,250})\]")
# How a link begins, and where it ends; and where it leads.
_LINK: Final = re.compile(r"(?i)<a\s([^<>]{0,4000})>|</a\s*>")
_HREF: Final = re.compile(
    r"(?i)(?:^|\s)href\s*=\s*[\"']?(https?://[^\"'\s<>]{1,2000}|mailto:[^\"'\s<>?]{1,320})"
)
_TAG: Final = re.compile(r"<[^<>]*>")
_BREAKS: Final = re.compile(r"(?i)<br\s*/?>|</(?:p|div|tr|li|h[1-6]|blockquote|pre)>")
_CELLS: Final = re.compile(r"(?i)</t[dh]>")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# Texts that are read, or that say what another one beside them says: no files.
_SPOKEN: Final = {
    *("text/plain", "text/html", "text/rfc822-headers"),
    *("text/enriched", "text/richtext", "text/watch-html", "text/x-amp-html"),
}
# What mails call so has the letters of a wider one, and has names that Python doesn't know.
_WIDER: Final = {
    "ascii": "",  # said by who doesn't know
    "big5": "cp950",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_CALLED: Final = {"windows-31j": "cp932", "windows-874": "cp874", "x-sjis": "cp932", "x-gbk": "gb18030"}


class Unreadable(Exception):
    """Why, in a few words."""


@dataclass(frozen=True, slots=True)
class Attachment:
    number: int  # among the mail's parts
    name: str
    type: str
    content: bytes = field(repr=False)
    cid: str = ""  # by which a text says where it stands


@dataclass(frozen=True, slots=True)
class Parsed:
    sender: str
    name: str
    recipients: tuple[str, ...]
    subject: str
    answers: tuple[str, ...]  # Message-IDs that it names, the nearest first
    text: str
    attachments: tuple[Attachment, ...]
    headers: Message = field(repr=False)


def read(raw: bytes) -> Parsed:
    if len(raw) > MOST_BYTES:
        raise Unreadable("larger than 25 MB")
    mail: Any = message_from_bytes(raw, policy=policy.compat32)
    parts = list(_parts(mail))
    name, sender = _sender(mail)
    attachments = tuple(_attachments(parts))
    return Parsed(
        sender=sender,
        name=name,
        recipients=tuple(address for header in _RECIPIENTS for _, address in _addresses(mail, header)),
        subject=header(mail, "Subject")[:200],
        answers=tuple(_answers(mail, parts)),
        text=_with_names(_text(mail), attachments),
        attachments=attachments,
        headers=mail,
    )


def hidden(raw: bytes, hide: Callable[[str], str]) -> bytes:
    """The mail with its subject and its words so. What is attached stays, and so does one in which there is
    nothing to hide, to the byte."""
    if len(raw) > MOST_BYTES:
        return raw
    mail: Any = message_from_bytes(raw, policy=policy.compat32)
    changed = [_hide_subject(mail, hide), *(_hide_words(part, hide) for part in _spoken(list(_parts(mail))))]
    return bytes(mail.as_bytes()) if any(changed) else raw


def _hide_subject(mail: Message, hide: Callable[[str], str]) -> bool:
    from email.header import Header

    subject = header(mail, "Subject")
    said = hide(subject)
    if said != subject:
        mail.replace_header("Subject", Header(said, "utf-8").encode())
    return said != subject


def _hide_words(part: Message, hide: Callable[[str], str]) -> bool:
    """Where markup or a break of lines stands within what is to be hidden, the words alone stay."""
    words = _words(part)
    said = hide(words)
    shown = _shown(part, said)
    if hide(shown) != shown:
        said = hide(_shown(part, words))
        if part.get_content_type() == "text/html":
            said = f"<pre>{html.escape(said)}</pre>"
    if said == words:
        return False
    del part["Content-Transfer-Encoding"]
    part.set_payload(said, "utf-8")
    return True


def _shown(part: Message, words: str) -> str:
    return plain(words) if part.get_content_type() == "text/html" else _unwrapped(part, words)


def _spoken(parts: list[Message]) -> Iterator[Message]:
    """Those that are no files, nor parts of a mail that is attached."""
    inside: set[int] = set()
    for part in parts:
        if id(part) in inside:
            continue
        if _is_file(part):
            inside.update(map(id, part.walk()))
        elif not part.is_multipart():
            yield part


def message_id(raw: bytes) -> str:
    """The mail's own; empty: it has none."""
    found = _ID.search(header(header_lines(raw), "Message-ID"))
    return found[0] if found else ""


def header_lines(raw: bytes) -> Message:
    """Without reading what is below them."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    return message_from_bytes(head + b"\n\n", policy=policy.compat32)


def header(mail: Message, name: str) -> str:
    """In one line, whatever it is encoded in."""
    given = mail.get(name)
    return "" if given is None else _in_one_line(given)


def _in_one_line(given: Any) -> str:
    from email.header import decode_header

    try:
        words = "".join(_decoded(text, charset) for text, charset in decode_header(given))
    except Exception:  # what nobody can decode is shown as it came
        words = str(given)
    return " ".join(_UNSEEN.sub(" ", words).split())


def _decoded(text: bytes | str, charset: str | None) -> str:
    """In the charset that is named, and what isn't in it is shown as such. Without one that anybody knows it
    is UTF-8, or what was usual before."""
    if isinstance(text, str):
        return text
    with suppress(LookupError, ValueError):
        return text.decode(_codec(charset or ""), "replace")
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def _codec(charset: str) -> str:
    """Raises LookupError."""
    known = codecs.lookup(_CALLED.get(charset.lower(), charset)).name
    return _WIDER.get(known, known)


def _sender(mail: Message) -> tuple[str, str]:
    found = _addresses(mail, "From") or _addresses(mail, "Sender")
    if not found:
        raise Unreadable("it doesn't say who it is from")
    if len({address.lower() for _, address in found}) > 1:
        raise Unreadable("it is from more than one address")
    return found[0]


def _addresses(mail: Message, name: str) -> list[tuple[str, str]]:
    """Name and address of each. Only names are decoded, and only once it is known where they end: what one is
    encoded in may have an address and a comma in it, and is still a name."""
    lines = [_as_it_came(line) for key, line in mail.raw_items() if key.lower() == name.lower()]
    pairs = getaddresses(lines)[:MOST_ADDRESSES]
    whole = [(shown, address.strip()) for shown, address in pairs]
    return [(_in_one_line(shown), address) for shown, address in whole if _ADDRESS.fullmatch(address)]


def _as_it_came(line: Any) -> str:
    """With what is written in UTF-8 and not encoded."""
    given = str(line).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNSEEN.sub(" ", given)


def _parts(mail: Message) -> Iterator[Message]:
    for count, part in enumerate(mail.walk()):
        if count >= MOST_PARTS:
            raise Unreadable(f"more than {MOST_PARTS} parts")
        yield part


def _answers(mail: Message, parts: list[Message]) -> Iterator[str]:
    """Also of what a report of non-delivery is about."""
    named = [*_ID.findall(header(mail, "In-Reply-To")), *reversed(_ID.findall(header(mail, "References")))]
    if mail.get_content_type() == "multipart/report":
        for part in parts[1:]:
            named += _ID.findall(header(part, "Message-ID"))
            if part.get_content_type() == "text/rfc822-headers":
                named += _ID.findall(_words(part))
    yield from dict.fromkeys(named[:MOST_IDS])


def _text(part: Message) -> str:
    match part.get_content_type():
        case "multipart/encrypted":
            raise Unreadable("it is encrypted")
        case "multipart/alternative":
            return _chosen(_children(part))
        case "multipart/signed" | "multipart/related" | "multipart/report":
            return _text(_children(part)[0]) if _children(part) else ""
        case type if type.startswith("multipart/"):
            return "\n\n".join(filter(None, map(_text, _children(part)))).strip()
        case "text/plain" if not _is_attached(part):
            return _unwrapped(part, _words(part)).strip()
        case "text/html" if not _is_attached(part):
            return plain(_words(part))
    return ""


def _children(part: Message) -> list[Any]:
    return part.get_payload() if part.is_multipart() else []  # type: ignore[return-value]


def _chosen(children: list[Message]) -> str:
    """The plain one, if it says anything."""
    plain_first = sorted(children, key=lambda child: child.get_content_type() != "text/plain")
    return next(filter(None, map(_text, plain_first)), "")


def _words(part: Message) -> str:
    content = part.get_payload(decode=True)
    words = _decoded(content if isinstance(content, bytes) else b"", _charset(part))
    return _UNSEEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:  # a charset that is itself nonsense
        return None


def _unwrapped(part: Message, words: str) -> str:
    """`format=flowed`: a line that ends with a space goes on in the next."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return words
    delete = str(part.get_param("delsp", "")).lower() == "yes"
    return re.sub(r"(?m)(?<!^--) \n(?![>\n])", "" if delete else " ", words)


def plain(page: str) -> str:
    """HTML as text: nothing of it is ever shown as HTML, nor fetched."""
    import nh3

    named = _PICTURE.sub(r"[cid:\2]<img x=\1", page)
    apart = _CELLS.sub(lambda found: found[0] + " ", _with_places(named))
    broken = _BREAKS.sub(lambda found: found[0] + "\n", apart)
    words = nh3.clean(broken, tags=set(), clean_content_tags={"script", "style", "title", "head"})
    lines = (" ".join(line.split()) for line in html.unescape(words).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _with_places(page: str) -> str:
    """Behind the words of a link where it leads, unless they say so."""
    said: list[str] = []
    end, to = 0, ""
    for tag in _LINK.finditer(page):
        words = page[end : tag.start()]
        said += [words, _leads(to, words), tag[0]]
        href = _HREF.search(tag[1] or "")
        end, to = tag.end(), href[1] if href else ""
    return "".join([*said, page[end:]])


def _leads(to: str, words: str) -> str:
    bare = re.sub(r"^(?:https?://|mailto:)", "", to).rstrip("/")
    shown = _TAG.sub("", words).strip()
    return f" ({to.removeprefix('mailto:')})" if bare and shown and bare not in shown else ""


def _with_names(text: str, attachments: tuple[Attachment, ...]) -> str:
    """Where a picture stood is what it is called."""
    names = {one.cid: one.name for one in attachments if one.cid}
    return _CID.sub(lambda found: f"[{names[found[1]]}]" if found[1] in names else found[0], text)


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    inside: set[int] = set()  # of a mail that is attached as a whole
    for number, part in enumerate(parts):
        if id(part) in inside or not _is_file(part):
            continue
        inside.update(map(id, part.walk()))
        name = " ".join(_UNSEEN.sub("", _name(part)).split())[:120] or f"part {number}{_ending(part)}"
        yield Attachment(number, name, part.get_content_type(), _content(part), _cid(part))


def _is_file(part: Message) -> bool:
    if part.is_multipart():
        return part.get_content_type() == "message/rfc822"
    return _is_attached(part) or part.get_content_type() not in _SPOKEN


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return _children(part)[0].as_bytes() if _children(part) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _ending(part: Message) -> str:
    """Of one without a name."""
    type = part.get_content_type()
    return ".eml" if type == "message/rfc822" else mimetypes.guess_extension(type) or ""


def _cid(part: Message) -> str:
    return header(part, "Content-ID").strip("<> ")[:250]


def _name(part: Message) -> str:
    try:
        given = part.get_filename() or ""
    except Exception:
        return ""
    return re.split(r"[/\\]", _in_one_line(given))[-1]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())
