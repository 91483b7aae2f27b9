"""What a mail says, whichever program wrote it; and what can't be read has an end."""

import re
import time

import pytest
from mailparser_reply import EmailReplyParser

from tickets.features.mail import machines, parse, quotes
from tickets.features.mail.tests.samples import SAMPLES, US, Sample, head

OURS = ("support@help.example", US)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_was_written_and_nothing_of_what_was_answered(sample: Sample) -> None:
    parsed = parse.read(sample.raw)
    assert quotes.own_words(parsed.text, OURS) == sample.says
    assert (parsed.sender, parsed.name) == ("carla@example.org", "Carla")
    assert US in parsed.recipients
    assert parsed.answers == ("<ours@help.example>",)


class Counted:
    """A pattern, and how many characters it was asked about."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.asked = pattern, 0

    def match(self, text: str) -> re.Match[str] | None:
        self.asked += len(text)
        return self.pattern.match(text)


@pytest.mark.parametrize("line", ["12:03:04 INFO it is well", "key: value"])
def test_each_line_of_a_log_is_looked_at_once(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    field = Counted(quotes._FIELD)
    monkeypatch.setattr(quotes, "_FIELD", field)
    text = f"It says:\n{line}" + f"\n{line}" * 3_000
    assert quotes.own_words(text, OURS) == text
    assert len(text) / 2 < field.asked < 3 * len(text)


@pytest.mark.parametrize("gap", ["\n", " ", "\n ", "word "])
def test_the_library_is_given_no_long_text_and_no_long_gap(gap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    read = EmailReplyParser.read

    def noted(parser: EmailReplyParser, text: str) -> object:
        given.append(text)
        return read(parser, text)

    monkeypatch.setattr(EmailReplyParser, "read", noted)
    text = f"Hello{gap * 20_000}there"
    assert quotes.own_words(text, OURS) == text
    [seen] = given
    assert len(seen) <= quotes.MOST
    assert not re.search(r"\s{20}", seen)


def test_there_are_forty() -> None:
    assert len(SAMPLES) >= 40
    names = {sample.name for sample in SAMPLES}
    assert len(names) == len(SAMPLES)
    languages = ("en", "de", "fr", "es", "pt-BR", "it", "nl", "pl", "ru", "ja", "zh", "ar")
    by_client = {
        f"{client} {language}" for client in ("gmail", "apple mail", "outlook") for language in languages
    }
    others = {"thunderbird", "yahoo", "gmx", "iphone", "android", "a ticket system with a line of dashes"}
    assert by_client | others <= names


def raw(body: str = "Hi", type: str = "text/plain", **more: str) -> bytes:
    return (head(type, **more) + "\n" + body).encode()


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (b"", "who it is from"),
        (b"\n\njust words", "who it is from"),
        (raw(From="nobody"), "who it is from"),
        (raw("--x\n\nHi\n" * 150 + "--x--", "multipart/mixed; boundary=x"), "100 parts"),
        (raw("", "multipart/encrypted; boundary=x"), "encrypted"),
        (b"x" * (parse.MOST_BYTES + 1), "25 MB"),
    ],
)
def test_what_cannot_be_read_says_why(mail: bytes, why: str) -> None:
    with pytest.raises(parse.Unreadable, match=why):
        parse.read(mail)


@pytest.mark.parametrize(
    ("mail", "text"),
    [
        (raw(type="text/plain; charset=klingon"), "Hi"),
        (raw("--x", "multipart/mixed; boundary=y"), ""),
        (raw("!!!", **{"Content-Transfer-Encoding": "base64"}), ""),
        (raw("a\0b\ud800".encode("utf-8", "replace").decode()), "ab?"),
        (raw(Date="Thu, 01 Jan 1970 00:00:00 +0000"), "Hi"),
        (raw("<b>x</b><style>y</style><script>z</script>a &lt;b&gt;", "text/html"), "xa <b>"),
    ],
)
def test_nonsense_is_read_as_far_as_it_goes(mail: bytes, text: str) -> None:
    assert parse.read(mail).text == text


@pytest.mark.parametrize(
    ("header", "sender", "name"),
    [
        ("=?utf-8?q?carla=40example.org=2C?= <eve@x.example>", "eve@x.example", "carla@example.org,"),
        ('"carla@example.org" <eve@x.example>', "eve@x.example", "carla@example.org"),
        ("=?utf-8?q?M=C3=BCller_=28Berlin?= <carla@example.org>", "carla@example.org", "Müller (Berlin"),
        ("=?utf-8?q?M=C3=BCller=2C_Carla?= <carla@example.org>", "carla@example.org", "Müller, Carla"),
        ('"Müller, Carla" <carla@example.org>', "carla@example.org", "Müller, Carla"),
        ("=?utf-8?q?Carla?=\n =?utf-8?q?_M=2E?= <carla@example.org>", "carla@example.org", "Carla M."),
    ],
)
def test_the_sender_is_who_the_address_says_and_no_name(header: str, sender: str, name: str) -> None:
    parsed = parse.read(raw(From=header))
    assert (parsed.sender, parsed.name) == (sender, name)


@pytest.mark.parametrize(
    "header",
    [
        "carla@example.org, Eve <eve@x.example>",
        "carla@example.org <eve@x.example>",
        "carla@example.org\nFrom: eve@x.example",
    ],
)
def test_of_two_senders_nobody_knows_who_wrote_it(header: str) -> None:
    with pytest.raises(parse.Unreadable, match="more than one address"):
        parse.read(raw(From=header))


def test_ten_thousand_recipients_and_a_split_header() -> None:
    many = ", ".join(f"a{number}@example.org" for number in range(10_000))
    parsed = parse.read(raw(To=many, Subject="Hi =?utf-8?q?=0D=0ABcc:_x?="))
    assert len(parsed.recipients) == parse.MOST_ADDRESSES
    assert parsed.subject == "Hi Bcc: x"


def test_attachments_are_named_without_folders() -> None:
    parts = (
        "--x\nContent-Type: text/plain\n\nSee below\n"
        "--x\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="../../etc/a.pdf"\n\n%PDF\n'
        "--x\nContent-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inner\n\nwords\n--x--\n"
    )
    parsed = parse.read(raw(parts, "multipart/mixed; boundary=x"))
    assert parsed.text == "See below"
    assert [one.name for one in parsed.attachments][:1] == ["a.pdf"]


PICTURE = (
    "--x\nContent-Type: image/png\nContent-ID: <a@b>\nContent-Disposition: inline; filename=shot.png\n"
    "Content-Transfer-Encoding: base64\n\niVBORw0K\n--x--\n"
)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Look: [cid:a@b] [cid:other]", "text/plain"),
        ('<p>Look: <img width=1 src="cid:a@b" alt="x"> [cid:other]</p>', "text/html"),
        ("<p>Look: <IMG src=cid:a@b width=1> [cid:other]</p>", "text/html"),
    ],
)
def test_where_a_picture_stood_is_what_it_is_called(text: str, type: str) -> None:
    parts = f"--x\nContent-Type: {type}\n\n{text}\n{PICTURE}"
    parsed = parse.read(raw(parts, "multipart/related; boundary=x"))
    assert parsed.text == "Look: [shot.png] [cid:other]"
    [shot] = parsed.attachments
    assert (shot.name, shot.content[:4]) == ("shot.png", b"\x89PNG")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<a href="https://x.example/a?b=1&amp;c=2"><b>Here</b></a>.', "Here (https://x.example/a?b=1&c=2)."),
        ('<a class=x HREF=https://x.example/>x.example</a>, <a name="y">y</a>', "x.example, y"),
        ('<a href="mailto:carla@example.org?subject=x">me</a>', "me (carla@example.org)"),
        ('<a href="mailto:carla@example.org">carla@example.org</a>', "carla@example.org"),
        ('<a href="javascript:alert(1)">x</a> <a href="https://x.example"><img src=y></a>', "x"),
        ('<a href="https://x.example">one<a href="https://y.example">two', "one (https://x.example)two"),
        ("<table><tr><th>a</th><td>1</td><td>2</td></tr></table>", "a 1 2"),
    ],
)
def test_of_a_page_it_is_said_where_links_lead_and_cells_are_apart(page: str, text: str) -> None:
    assert parse.plain(page) == text


@pytest.mark.parametrize("type", ["text/csv", "text/vcard", "text/rtf", "text/x-patch", "text/markdown"])
def test_what_is_no_text_of_a_mail_is_a_file(type: str) -> None:
    [one] = _beside_a_text(type).attachments
    assert (one.type, one.content) == (type, b"a;b")
    assert one.name.startswith("part 2")


@pytest.mark.parametrize("type", ["text/html", "text/x-amp-html", "text/enriched"])
def test_what_says_the_same_as_the_text_beside_it_is_none(type: str) -> None:
    assert _beside_a_text(type).attachments == ()


def _beside_a_text(type: str) -> parse.Parsed:
    parts = f"--x\nContent-Type: text/plain\n\nSee below\n--x\nContent-Type: {type}\n\na;b\n--x--\n"
    return parse.read(raw(parts, "multipart/mixed; boundary=x"))


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("gb2312", "朱镕基".encode("gbk"), "朱镕基"),
        ("shift_jis", "①です".encode("cp932"), "①です"),
        ("x-sjis", "①です".encode("cp932"), "①です"),
        ("windows-31j", "①です".encode("cp932"), "①です"),
        ("euc-kr", "똠방각하".encode("cp949"), "똠방각하"),
        ("windows-874", "สวัสดี".encode("cp874"), "สวัสดี"),
        ("iso-8859-1", "“5 €”".encode("cp1252"), "“5 €”"),
        ("utf-8", b"Gr\xc3\xbc\xc3", "Grü\ufffd"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("klingon", "Grüße".encode("latin-1"), "Grüße"),
    ],
)
def test_a_charset_is_as_wide_as_programs_use_it(charset: str, content: bytes, text: str) -> None:
    mail = head(f"text/plain; charset={charset}").encode() + b"\n" + content
    assert parse.read(mail).text == text


def test_a_name_that_nobody_can_decode_is_as_it_came() -> None:
    parts = "--x\nContent-Type: application/pdf; name='=?utf-8?b?A?='\n\n%PDF\n--x--\n".replace("'", '"')
    [one] = parse.read(raw(parts, "multipart/mixed; boundary=x")).attachments
    assert one.name == "=?utf-8?b?A?="


def test_a_page_that_is_all_beginnings_of_pictures_takes_no_time() -> None:
    for page in ("<img " * 200_000, "<img " + "src=cid:a " * 100_000, "<img src" + " " * 1_000_000):
        begun = time.process_time()
        parse.plain(page)
        assert time.process_time() - begun < 20


def test_a_mail_that_is_attached_is_one_file() -> None:
    inner = "From: x@y.example\nSubject: inner\nContent-Type: application/pdf; name=a.pdf\n\n%PDF"
    parts = (
        "--x\nContent-Type: text/plain\n\nSee below\n"
        f"--x\nContent-Type: message/rfc822\n\n{inner}\n--x\nContent-Type: image/gif\n\nGIF\n--x--\n"
    )
    one, two = parse.read(raw(parts, "multipart/mixed; boundary=x")).attachments
    assert (one.name, one.type) == ("part 2.eml", "message/rfc822")
    assert b"Subject: inner" in one.content
    assert b"%PDF" in one.content
    assert two.name == "part 4.gif"


def test_without_an_id_of_its_own_there_is_none() -> None:
    assert parse.message_id(raw()) == "<answer@example.org>"
    assert parse.message_id(b"From: a@b.example\n\nMessage-ID: <in@the.body>") == ""


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto-Submitted": "auto-replied"}, "automatic"),
        ({"X-Autoreply": "yes"}, "automatic"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"List-Id": "<a.b>"}, "list"),
        ({"Return-Path": "<>"}, "null-sender"),
        ({"X-Holdfast": "1"}, "holdfast"),
        ({"Content-Type": "multipart/report; report-type=delivery-status; boundary=x"}, "undelivered"),
        ({"Content-Type": "multipart/report; report-type=disposition-notification; boundary=x"}, "receipt"),
        ({"Auto-Submitted": "no", "Precedence": "first-class"}, ""),
    ],
)
def test_a_machine_is_told_by_its_headers(headers: dict[str, str], why: str) -> None:
    assert machines.reason(parse.header_lines(raw(**headers)), "carla@example.org", None) == why


def test_a_machine_is_told_by_its_address() -> None:
    headers = parse.header_lines(raw())
    for sender in ("MAILER-DAEMON@x.example", "no-reply@x.example", "donotreply@x.example"):
        assert machines.reason(headers, sender, None) == "no-reply"
    assert machines.reason(headers, "carla@example.org", "") == "null-sender"
    assert machines.reason(headers, "norah@example.org", "norah@example.org") == ""


def test_only_our_own_server_is_believed_about_dmarc() -> None:
    failed = {"Authentication-Results": "mx.help.example; spf=pass; dmarc=fail (p=reject)"}
    assert machines.failed_dmarc(parse.header_lines(raw(**failed)))
    two = b"Authentication-Results: mx.help.example; dmarc=pass\nAuthentication-Results: evil; dmarc=fail\n\n"
    assert not machines.failed_dmarc(parse.header_lines(two))
