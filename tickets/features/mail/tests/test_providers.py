"""Mail by a provider: what it posts is stored as it came, and what is sent keeps what it says."""

import hashlib
import hmac
import json
import time
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from django.conf import settings as current
from django.core.mail import get_connection
from django.test import Client, override_settings
from pytest_django import Settings

from support_site.mail_provider import provider
from tests.seated import ticket_of
from tickets.features.mail import arrive, asked, parse, providers, troubles, webhook
from tickets.features.mail.models import Door, Mail
from tickets.features.mail.tests.conftest import run
from tickets.jobs.models import Job
from tickets.outside import addresses, posting
from tickets.outside import smtp as by_smtp
from tickets.outside.posting import Answer
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-ours"
KEY = "mailgun-s-key"
# Apple Mail: text, a picture, text; and a letter that is no UTF-8
RAW = (
    b"From: Chris <chris@example.org>\r\nTo: support@help.example\r\nSubject: Hello\r\n"
    b"Message-ID: <c@x.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nGr\xfc\xdfe\r\n"
    b"--b\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=p.png\r\n\r\n\x89PNG\r\n"
    b"--b\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nSent from Berlin\r\n--b--\r\n"
)
BASIC = "Basic " + b64encode(f"me:{SECRET}".encode()).decode()
FORM = "multipart/form-data; boundary=----f"


@pytest.fixture(autouse=True)
def _secret(settings: Settings, tmp_path: Path) -> None:
    settings.MAIL_WEBHOOK_SECRET, settings.MAILGUN_SIGNING_KEY = SECRET, None
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path, "allow_overwrite": True}}
    }


def form(**fields: bytes | str) -> bytes:
    """As providers make it."""
    parts = b""
    for name, value in fields.items():
        content = value if isinstance(value, bytes) else value.encode()
        shown = name.replace("_", "-").encode()
        parts += b'------f\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (shown, content)
    return parts + b"------f--\r\n"


def mailgun(raw: bytes = RAW, key: str = KEY, age: float = 0, **more: str) -> bytes:
    at, token = str(int(time.time() - age)), "t" * 50
    signed = hmac.new(key.encode(), (at + token).encode(), hashlib.sha256).hexdigest()
    told = {"recipient": "r+x@help.example, b@help.example", "sender": "chris@example.org"}
    return form(**told, timestamp=at, token=token, signature=signed, body_mime=raw, **more)


def sns(message: dict[str, Any] | None = None, **more: Any) -> bytes:
    return json.dumps({"Type": "Notification", "Message": json.dumps(message), **more}).encode()


RECEIVED = {
    "mail": {"source": "chris@example.org"},
    "receipt": {"recipients": ["r+x@help.example"], "action": {"type": "SNS", "encoding": "BASE64"}},
    "content": b64encode(RAW).decode(),
}
TEXT = RAW.replace(b"Gr\xfc\xdfe", b"Hi")  # of those that post it as text
POSTMARK = {
    "RawEmail": TEXT.decode("latin-1").replace("\x89", ""),
    "OriginalRecipient": "r+x@help.example",
    "Headers": [{"Name": "Return-Path", "Value": "<>"}],
}


@pytest.mark.parametrize(
    ("name", "content_type", "body", "sender"),
    [
        ("mailgun", FORM, mailgun(), "chris@example.org"),
        (
            "mailgun",
            "application/x-www-form-urlencoded",
            urlencode({"body-mime": RAW, "sender": ""}).encode(),
            "",
        ),
        (
            "sendgrid",
            FORM,
            form(email=RAW, envelope='{"to": ["a@help.example"], "from": "c@x.example"}'),
            "c@x.example",
        ),
        ("ses", "text/plain", sns(RECEIVED), "chris@example.org"),
    ],
    ids=["mailgun", "mailgun without files", "sendgrid", "ses"],
)
def test_it_is_stored_as_it_came(name: str, content_type: str, body: bytes, sender: str) -> None:
    """And read once, in a job, with what stands behind the picture."""
    id = webhook.posted(name, BASIC, content_type, body)
    mail = Mail.objects.get(pk=id)
    assert (arrive.raw_of(mail), mail.args["from"]) == (RAW, sender)
    assert webhook.posted(name, BASIC, content_type, body) == id, "again, for it heard no answer"
    assert Job.objects.filter(kind=arrive.READ).count() == 1


def test_what_is_behind_a_picture_is_read() -> None:
    webhook.posted("mailgun", BASIC, FORM, mailgun())
    assert run(arrive.READ) == 1
    mail = Mail.objects.get()
    assert mail.ticket
    body = mail.ticket.events.order_by("seq").values_list("body", flat=True)[0]
    assert ("Grüße" in body, "Sent from Berlin" in body) == (True, True)


def test_a_provider_that_posts_text() -> None:
    id = webhook.posted("postmark", BASIC, "application/json", json.dumps(POSTMARK).encode())
    mail = Mail.objects.get(pk=id)
    assert (mail.args["from"], mail.args["to"]) == ("", ["r+x@help.example"])
    assert arrive.raw_of(mail).decode() == POSTMARK["RawEmail"]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("mailgun", form(body_plain="Hi", recipient="x"), "forward to the address that ends with /mime"),
        ("sendgrid", form(text="Hi", headers="From: x"), "raw, full MIME message"),
        ("postmark", b'{"TextBody": "Hi"}', "raw email content"),
        ("ses", sns({**RECEIVED, "content": None}), "action is to be SNS"),
        ("ses", sns({**RECEIVED, "content": "%%"}), "no base64"),
        ("postmark", b"[" * 100_000, "JSON object"),
        ("ses", b"nonsense", "JSON object"),
        ("mailgun", form(body_mime=b"no mail at all"), "with its headers"),
    ],
)
def test_one_that_is_set_up_wrongly_says_so(name: str, body: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        webhook.posted(name, BASIC, FORM, body)
    assert not Mail.objects.exists()


def test_it_is_said_to_who_looks_after_the_desk_until_it_is_mended() -> None:
    with pytest.raises(Refused):
        webhook.posted("postmark", BASIC, "", b"{}")
    [trouble] = troubles.look()
    assert (trouble.part, "raw email content" in trouble.words) == ("postmark", True)
    webhook.posted("postmark", BASIC, "", json.dumps(POSTMARK).encode())
    assert not Door.objects.exists()


@pytest.mark.parametrize("said", ["", "Bearer another", "Basic eDp5", "Bearer ", BASIC[:-4]])
@pytest.mark.parametrize("name", providers.READ)
def test_who_doesn_t_know_the_secret(name: str, said: str) -> None:
    with pytest.raises(Refused, match="not the secret"):
        webhook.posted(name, said, FORM, mailgun())
    assert not Mail.objects.exists()
    assert not Door.objects.exists(), "nor is it a trouble of ours"


@pytest.mark.parametrize("path", ["ses", "mailgun/mime"])
def test_who_is_asked_for_it(path: str, client: Client) -> None:
    """Amazon says it only then."""
    answer = client.post(f"/api/mail/{path}", mailgun(), FORM)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="mail"')


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (mailgun(), 200),
        (mailgun(age=3600), 200),
        (mailgun(key="another"), 401),
        (mailgun(age=25 * 3600), 401),
        (mailgun(age=-25 * 3600), 401),
        (form(body_mime=RAW), 401),
        (mailgun().replace(b"t" * 50, b"u" * 50), 401),
        (mailgun().replace(b'name="timestamp"\r\n\r\n', b'name="timestamp"\r\n\r\n-'), 401),
    ],
    ids=["signed", "an hour ago", "by another", "old", "of tomorrow", "unsigned", "changed", "no time"],
)
def test_mailgun_s_signature(body: bytes, status: int, settings: Settings) -> None:
    """The secret doesn't stand in for it."""
    settings.MAILGUN_SIGNING_KEY = KEY
    if status == 200:
        assert webhook.posted("mailgun", "", FORM, body)
        return
    with pytest.raises(Refused, match="not signed"):
        webhook.posted("mailgun", BASIC, FORM, body)
    assert not Mail.objects.exists()


def test_where_there_is_no_secret_there_is_no_such_call(client: Client) -> None:
    with override_settings(MAIL_WEBHOOK_SECRET=None):
        answer = client.post("/api/mail/sendgrid", form(email=RAW), FORM, headers={"Authorization": BASIC})
        assert answer.status_code == 404
    known = client.post("/api/mail/pigeon", form(email=RAW), FORM, headers={"Authorization": BASIC})
    assert known.status_code in {404, 422}


@pytest.mark.parametrize("size", ["posted", "raw"])
def test_so_much_and_no_more(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name = (webhook, "MOST_POSTED") if size == "posted" else (parse, "MOST_BYTES")
    monkeypatch.setattr(where, name, 100)
    with pytest.raises(Refused) as refused:
        webhook.posted("sendgrid", BASIC, FORM, form(email=RAW))
    assert (refused.value.code, Mail.objects.count()) == ("too_large", 0)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t", True),
        ("https://sns.evil.example/?x=.amazonaws.com/", False),
        ("https://sns.eu-west-1.amazonaws.com.evil.example/", False),
        ("https://me@sns.eu-west-1.amazonaws.com/", False),
        ("http://sns.eu-west-1.amazonaws.com/", False),
        (None, False),
    ],
)
def test_amazon_asks_whether_it_may(url: str | None, asked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def post(place: str, *_: Any, method: str) -> Answer:
        opened.append(f"{method} {place}")
        return Answer(200, "", 0.0)

    monkeypatch.setattr(posting, "post", post)
    monkeypatch.setattr(addresses, "place_of", lambda url, _: url)
    body = sns(None, Type="SubscriptionConfirmation", SubscribeURL=url)
    if asked:
        assert webhook.posted("ses", BASIC, "", body) == ""
    else:
        with pytest.raises(Refused, match="Amazon"):
            webhook.posted("ses", BASIC, "", body)
    assert opened == ([f"GET {url}"] if asked else [])


# — out —


class Api:
    """A provider's: keeps what it is posted, and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: tuple[int, Any] = (200, {})
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                api.got.append((self.path, dict(self.headers), body))
                status, answer = api.answer
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v3/"


@pytest.fixture(scope="module")
def server() -> Iterator[Api]:
    api = Api()
    yield api
    api.server.shutdown()
    api.server.server_close()


def sending(server: Api, url: str) -> Any:
    """With EMAIL_URL set to it."""
    found = provider(url)
    assert found
    server.got.clear()
    at = {f"{found.name.upper()}_API_URL": server.url}
    return override_settings(
        EMAIL_URL=url,
        MAIL_PROVIDER=found,
        EMAIL_BACKEND=found.backend,
        ANYMAIL={**found.settings, **at},
        MAIL_FROM="Help <support@help.example>",
        MAIL_REPLY_TO="r+*@help.example",
    )


INACTIVE = (
    "You tried to send to a recipient that has been marked as inactive.\nFound inactive addresses: "
    "carla@example.org.\nInactive recipients are ones that have generated a hard bounce."
)
QUEUED = {"id": "<x>", "message": "Queued."}
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "m", "To": "carla@example.org", "SubmittedAt": "now"}


@pytest.mark.parametrize(
    ("url", "answer"),
    [("mailgun://k%2Fey@help.example", QUEUED), ("postmark://To-ken", TAKEN)],
    ids=["mailgun", "postmark"],
)
def test_it_is_handed_over_with_all_that_it_says(carla: Seat, server: Api, url: str, answer: Any) -> None:
    server.answer = (200, answer)
    with sending(server, url):
        asked.for_link(carla)
        assert run("mail-out") == 1
    mail = Mail.objects.get()
    assert (mail.state, len(server.got)) == ("sent", 1)
    path, headers, body = server.got[0]
    if url.startswith("mailgun"):
        assert path == "/v3/help.example/messages"
        assert headers["Authorization"] == "Basic " + b64encode(b"api:k/ey").decode()
        given = {name: value[0] for name, value in parse_qs(body.decode()).items()}
        kept, text = (
            {name[2:].lower(): value for name, value in given.items() if name[:2] == "h:"},
            given["text"],
        )
    else:
        assert headers["X-Postmark-Server-Token"] == "To-ken"
        told = json.loads(body)
        kept, text = {one["Name"].lower(): one["Value"] for one in told["Headers"]}, told["TextBody"]
        kept["reply-to"] = told["ReplyTo"]
        assert kept["x-pm-keepid"] == "true"
    assert kept["message-id"] == mail.message_id
    assert (kept["auto-submitted"], kept["reply-to"].startswith("r+")) == ("auto-generated", True)
    assert f"/t/{carla.public_id}/#" in text


def test_a_provider_s_trouble_is_tried_again_and_says_no_secrets(carla: Seat, server: Api) -> None:
    server.answer = (401, {"message": "Invalid private key"})
    with sending(server, "mailgun://k3y-of-ours@help.example"):
        asked.for_link(carla)
        run("mail-out")
        job = Job.objects.get(kind="mail-out")
        assert "401" in job.error
        assert "Invalid private key" in job.error
        for secret in ("k3y-of-ours", ticket_of(carla).contact.email, "/t/", "support@help.example"):
            assert secret not in job.error
        [trouble] = troubles.look()
        assert trouble.part == "out"
        server.answer = (200, QUEUED)
        run("mail-out")
    assert Mail.objects.get().state == "sent"


def test_amazon_is_handed_a_mail_once_whatever_it_answers(carla: Seat, server: Api) -> None:
    """Its library by itself asks again, and each time is another mail."""
    server.answer = (500, {"message": "an answer that came too late is no other case"})
    with sending(server, "ses://AKIA:secret@eu-west-1"):
        current.ANYMAIL["AMAZON_SES_CLIENT_PARAMS"]["endpoint_url"] = server.url
        asked.for_link(carla)
        run("mail-out")
        assert len(server.got) == 1
        assert Job.objects.get(kind="mail-out").tries == 1
        server.answer = (200, {"MessageId": "m"})
        run("mail-out")
    assert (len(server.got), Mail.objects.get().state) == (2, "sent")


@pytest.mark.parametrize("url", ["mailgun://key@help.example", "postmark://token", "ses://eu-west-1"])
def test_its_answer_to_a_mail_has_ten_minutes_as_a_mail_server_s_has(server: Api, url: str) -> None:
    with sending(server, url):
        backend: Any = get_connection()
        backend.open()
    if url.startswith("ses"):
        config = backend.client.meta.config
        assert (config.connect_timeout, config.read_timeout) == (30, by_smtp.TAKEN_WITHIN)
    else:
        assert backend.timeout == (30, by_smtp.TAKEN_WITHIN)
    backend.close()


def test_an_address_that_a_provider_never_takes(carla: Seat, server: Api) -> None:
    server.answer = (422, {"ErrorCode": 406, "Message": INACTIVE})
    with sending(server, "postmark://token"):
        asked.for_link(carla)
        run("mail-out")
    mail = Mail.objects.get()
    assert (mail.state, "postmark takes no mail" in mail.reason) == ("failed", True)


def test_what_a_provider_says_may_mean_nothing(carla: Seat, server: Api) -> None:
    server.answer = (422, {"ErrorCode": 406, "Message": "In other words than the library knows"})
    with sending(server, "postmark://token"):
        asked.for_link(carla)
        run("mail-out")
    assert Mail.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mailgun://key@mg.example.com?region=eu", {"MAILGUN_API_URL": "https://api.eu.mailgun.net/v3"}),
        ("sendgrid://SG.Ab.Cd", {"SENDGRID_API_KEY": "SG.Ab.Cd"}),
    ],
)
def test_what_a_url_says(url: str, said: dict[str, Any]) -> None:
    found = provider(url)
    assert found
    assert said.items() <= dict(found.settings).items()


def test_keys_of_amazon_s_and_what_is_no_provider() -> None:
    found = provider("ses://AKIA:se%2Fcret@eu-west-1")
    assert found
    keys = found.settings["AMAZON_SES_CLIENT_PARAMS"]
    assert keys["region_name"] == "eu-west-1"
    assert (found.backend, keys["aws_secret_access_key"]) == (
        "anymail.backends.amazon_ses.EmailBackend",
        "se/cret",
    )
    assert provider("smtp://localhost") is provider(None) is None


@pytest.mark.parametrize(
    "url",
    [
        "mailgun://mg.example.com",
        "mailgun://k@d?region=mars",
        "postmark://",
        "ses://a@r",
        "sendgrid://k/path",
    ],
)
def test_a_url_that_lacks_something(url: str) -> None:
    with pytest.raises(SystemExit, match="EMAIL_URL: Must be"):
        provider(url)


def test_without_the_library_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("support_site.mail_provider.find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="requirements-anymail"):
        provider("postmark://token")
