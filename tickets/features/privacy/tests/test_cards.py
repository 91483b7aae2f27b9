"""A desk may wish to have no card's number: then none is stored, by whatever door it comes."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.core.files.storage import storages
from django.db import connection
from django.test import AsyncClient, Client
from pytest_django import Settings

from support_site import stored_files
from tests.seated import bodies, feature, log_of, make_agent, notes, opened, says, seated, sets, ticket_of
from tickets import routing  # noqa: F401  (every frame is answered)
from tickets.api import api
from tickets.audit.models import Line
from tickets.conversation import actions, hiding, ledger, socket
from tickets.conversation.ledger import Opening
from tickets.features.privacy import asking, deciding, numbers
from tickets.features.privacy.models import Request
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Event
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused
from tickets.wire import frames

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, PASSWORD = "/agent/settings/privacy/cards/", "a-long-one"
CARD, HIDDEN = "4111 1111 1111 1111", "•••• •••• •••• 1111"
SAID, KEPT = f"It is {CARD}.", f"It is {HIDDEN}."
JSON: Final = "application/json"


@pytest.fixture(autouse=True)
def _plain(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT, settings.FILES_DIR = tmp_path, tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "files": stored_files.on_disk(tmp_path / "files" / "stored"),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(transactional_db: None) -> User:
    return make_agent("ada", "Ada", is_superuser=True, password=PASSWORD)


@pytest.fixture
def carla(transactional_db: None) -> Seat:
    return opened("Carla", "It broke.", email="carla@example.org")


# — the doors: each says it once, and gives what is sent by it —


@dataclass(frozen=True)
class Desk:
    browser: AsyncClient
    carla: Seat
    ada: User

    async def posts(self, path: str, body: Mapping[str, Any], token: str | None = None) -> Any:
        by = {"authorization": f"Bearer {token}"} if token else {}
        said = {"id": str(uuid4()), **body}
        answer = await self.browser.post(path, said, content_type=JSON, headers=by)
        assert answer.status_code == 201, answer.content
        return answer.json()

    async def by_customer(self, rest: str, body: Mapping[str, Any]) -> Any:
        token = await sync_to_async(lambda: access.token_of(ticket_of(self.carla)))()
        return await self.posts(f"/api/tickets/{self.carla.public_id}/{rest}", body, token)

    async def by_socket(self, seat: Seat, **fields: Any) -> None:
        raw = json.dumps({"id": str(uuid4()), "ticket": seat.public_id} | fields)
        frame = frames.parse(raw)
        says: Any = socket.Say("") if frame.type == "send" else feature("rating", "socket").rate
        written = await says(seat, frame)
        assert written.words == KEPT


async def opens(desk: Desk) -> None:
    def asks() -> None:
        feature("prechat", "models").Question.objects.create(name="order", label="Order")

    await sync_to_async(asks)()
    words = {"name": f"C {CARD}", "subject": SAID, "body": SAID, "fields": {"order": SAID}}
    await desk.posts("/api/tickets", words)
    event = await Event.objects.select_related("ticket__contact").aget(body=KEPT)
    assert event.ticket.subject == KEPT


async def writes(desk: Desk) -> None:
    assert (await desk.by_customer("messages", {"body": SAID}))["body"] == KEPT


async def answers(desk: Desk) -> None:
    await sync_to_async(desk.browser.force_login)(desk.ada, "django.contrib.auth.backends.ModelBackend")
    path = f"/api/tickets/{desk.carla.public_id}/messages"
    for kind in ("message", "note"):
        assert (await desk.posts(path, {"body": SAID, "kind": kind}))["body"] == KEPT


async def programs(desk: Desk) -> None:
    token = await sync_to_async(feature("api_tokens", "tokens").make)("Shop", ("read", "write"))
    path = f"/api/tickets/{desk.carla.public_id}/messages"
    assert (await desk.posts(path, {"body": SAID}, token))["body"] == KEPT


async def sockets(desk: Desk) -> None:
    await desk.by_socket(desk.carla, type="send", body=SAID)
    ada = await sync_to_async(seated)(desk.ada, desk.carla)
    for kind in ("message", "note"):
        await desk.by_socket(ada, type="send", body=SAID, kind=kind)


async def rates(desk: Desk) -> None:
    feature("rating", "actions")
    await sync_to_async(lambda: sets(seated(desk.ada, desk.carla), "resolved"))()
    assert (await desk.by_customer("rating", {"score": 5, "body": SAID}))["body"] == KEPT
    await desk.by_socket(desk.carla, type="rate", score=4, body=SAID)


async def rates_by_mail(desk: Desk) -> None:
    links = feature("rating", "links")

    def resolves() -> str:
        sets(seated(desk.ada, desk.carla), "resolved")
        event = Event.objects.get(kind="status", body="resolved")
        return str(links.url_of(desk.carla.ticket, event.public_seq).partition("/rate/")[2])

    link = await sync_to_async(resolves)()
    rated = await desk.browser.post(f"/rate/{link}", {"id": str(uuid4()), "score": "5", "body": SAID})
    assert rated.status_code == 200


async def mails(desk: Desk) -> None:
    """A new conversation, an answer to one, and a stranger's, which waits for an agent."""
    feature("mail", "arrive")
    for number, (sender, to) in enumerate(
        [("d@example.org", ""), ("carla@example.org", "own"), ("x@example.org", "own")]
    ):
        await sync_to_async(_comes)(desk, number, sender, to)
    await sync_to_async(_run)("mail-")


def _comes(desk: Desk, number: int, sender: str, to: str) -> None:
    addresses, arrive = feature("mail", "addresses"), feature("mail", "arrive")
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = sender, SAID, f"<{number}@example.org>"
    mail["To"] = addresses.reply_address(desk.carla.public_id) if to else "support@help.example"
    mail.set_content(f"{SAID}\n\n> {SAID}\n")
    mail.add_alternative(f"<p>It is <b>4111</b> 1111&nbsp;1111 <i>1111</i>.</p><p>{SAID}</p>", subtype="html")
    arrive.stored(mail.as_bytes())


async def refuses(desk: Desk) -> None:
    def refused() -> None:
        actions.commit(asking.ask(desk.carla, uuid4(), "erase"))
        deciding.refuse(Request.objects.get().pk, "ada", SAID)

    await sync_to_async(refused)()


async def merges(desk: Desk) -> None:
    """What was written before is copied after."""
    merging = feature("merge", "actions")

    def merged() -> None:
        numbers.save(wanted=False)
        other, ada = opened("Dora", "Another."), seated(desk.ada, desk.carla)
        numbers.save(wanted=True)
        actions.commit(merging.merging(ada, uuid4(), other.public_id, sure=True))
        says(desk.carla, SAID)
        assert bodies(other)[-1] == KEPT

    await sync_to_async(merged)()


def _run(kinds: str) -> None:
    while jobs := list(Job.objects.filter(kind__startswith=kinds).exclude(kind="mail-forget").order_by("pk")):
        for job in jobs:
            table.carry_out(job)


Through = Callable[[Desk], Awaitable[None]]
# A door's field with somebody's words, and the story in which they go through it.
WORDS: Final[dict[str, Through]] = {
    "POST /api/tickets name": opens,
    "POST /api/tickets body": opens,
    "POST /api/tickets subject": opens,
    "POST /api/tickets fields": opens,
    "POST /api/tickets/{ticket}/messages body": writes,
    "POST /api/tickets/{ticket}/rating body": rates,
    "send body": sockets,
    "rate body": rates,
}
BESIDE: Final[list[Through]] = [answers, programs, rates_by_mail, mails, refuses, merges]
# What is a name, an address, a key, or a setting of the desk's own.
OTHERS: Final = {
    "POST /api/tickets email", "POST /api/tickets identity", "POST /api/tickets site",
    "POST /api/tickets consent",
    "POST /api/tickets/{ticket}/email email", "POST /api/tickets/{ticket}/assignment agent",
    "POST /api/tickets/{ticket}/assignment from", "POST /api/tickets/{ticket}/files name",
    "POST /api/tickets/{ticket}/merge into", "POST /api/tickets/{ticket}/tags tags",
    "POST /api/tickets/{ticket}/tags add", "POST /api/tickets/{ticket}/tags remove",
    "POST /api/tickets/{ticket}/push endpoint", "POST /api/tickets/{ticket}/push key",
    "POST /api/tickets/{ticket}/push secret", "POST /api/tickets/{ticket}/push/remove endpoint",
    "POST /api/mails/{id} ticket", "POST /api/bulk tickets",
    "PUT /api/canned/{id} title", "PUT /api/canned/{id} shortcut", "PUT /api/canned/{id} texts",
    "PUT /api/canned/files/{id} name", "PUT /api/tags/{tag} name",
    "PUT /api/views/{id} name", "PUT /api/views/{id} query",
    "PUT /api/notifications language", "PUT /api/notifications time_zone",
    "PUT /api/notifications quiet_from", "PUT /api/notifications quiet_to",
    "PUT /api/notifications sounds", "PUT /api/notifications notices", "PUT /api/notifications mails",
    "POST /api/notifications/devices endpoint", "POST /api/notifications/devices key",
    "POST /api/notifications/devices secret", "POST /api/notifications/devices/remove endpoint",
    "POST /api/notifications/heard ticket",
    "hello tickets", "subscribe token", "watch view", "watch tickets", "watch until",
    "assign agent", "assign from", "merge into", "tags tags", "tags add", "tags remove",
}  # fmt: skip


def fields() -> Iterator[str]:
    """Of each call and each frame, what is a text in some way."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                door = f"{operation.methods[0]} /api{prefix}{path}".replace("//", "/")
                bodies = [one for one in operation.models if one.__ninja_param_source__ == "body"]
                for body in (field.annotation for one in bodies for field in one.model_fields.values()):
                    yield from (f"{door} {name}" for name in texts(body))
    for type, frame in frames.registered().items():
        names = texts(frames.carrying(frame) if frame is frames.Send else frame)
        yield from (f"{type} {name}" for name in names if name != "ticket")


def texts(model: Any) -> Iterator[str]:
    schema = model.model_json_schema()
    defined = schema.get("$defs", {})

    def is_text(one: Any) -> bool:
        if isinstance(one, list):
            return any(map(is_text, one))
        if not isinstance(one, dict):
            return False
        if "$ref" in one:
            return is_text(defined[one["$ref"].rpartition("/")[2]])
        plain = one.get("type") == "string" and not {"enum", "const", "format"} & one.keys()
        return plain or any(map(is_text, one.values()))

    return (name for name, one in schema["properties"].items() if is_text(one))


def test_no_field_is_forgotten() -> None:
    found = set(fields())
    assert "send body" in found
    assert "POST /api/tickets fields" in found or not feature("prechat", "models")
    assert not found - {*WORDS, *OTHERS}, "a field without a line here: whether it has somebody's words"


@pytest.mark.parametrize("through", [*dict.fromkeys(WORDS.values()), *BESIDE], ids=lambda one: one.__name__)
async def test_by_no_door(
    through: Through, browser: AsyncClient, carla: Seat, ada: User, settings: Settings
) -> None:
    settings.RATE_LIMITS, settings.MAIL_REPLY_TO, settings.MAIL_FROM = (
        False,
        "r+*@help.example",
        "s@help.example",
    )
    desk = Desk(browser, carla, ada)
    await sync_to_async(numbers.save)(wanted=True)
    await through(desk)
    kept = await sync_to_async(all_that_is_kept)()
    assert HIDDEN in kept, "it came, and this is what is kept"
    assert CARD not in kept


def all_that_is_kept() -> str:
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            rows += cursor.fetchall()
    files = [path.read_bytes() for path in Path(storages["files"].path("")).rglob("*") if path.is_file()]
    words = "\n".join(str(value) for row in rows for value in row)
    return "\n".join([words, *map(_words_of, files)])


def _words_of(raw: bytes) -> str:
    """A mail's words, whatever they are encoded in."""
    parse: Any = feature("mail", "parse")
    parsed = parse.read(raw)
    parts = [one for one in parsed.headers.walk() if not one.is_multipart()]
    return "\n".join([parsed.subject, parsed.text, *(parse.plain(parse._words(one)) for one in parts)])


# — and what a sender notices of it —


def test_who_never_heard_the_answer_is_answered_the_same(carla: Seat) -> None:
    numbers.save(wanted=True)
    id = uuid4()
    first = says(carla, SAID, id)
    assert first.words == KEPT
    again = says(carla, SAID, id)
    assert (again.seq, again.events, again.words) == (first.seq, (), KEPT)
    numbers.save(wanted=False)
    assert says(carla, SAID, id).words == KEPT, "what is stored is stored, whatever the desk wishes by now"
    with pytest.raises(Refused, match="something else"):
        says(carla, SAID.replace("It", "What"), id)
    whole = uuid4()
    assert says(carla, SAID, whole).words is None
    numbers.save(wanted=True)
    assert says(carla, SAID, whole).words is None


def test_who_opens_it_again_gets_the_same_ticket(db: None) -> None:
    numbers.save(wanted=True)
    opening = Opening(UUID(int=7), f"Carla {CARD}", SAID, subject=SAID)
    (first, token), (again, same) = ledger.open_ticket(opening), ledger.open_ticket(opening)
    assert (again.ticket.pk, same) == (first.ticket.pk, token)
    with pytest.raises(Refused, match="another ticket"):
        ledger.open_ticket(Opening(UUID(int=7), f"Carla {CARD}", SAID, subject="Another"))


def test_nothing_is_asked_of_the_database_without_a_number(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def is_on() -> bool:
        asked.append("")
        return False

    rule = hiding.Rule(numbers.hidden, is_on)
    monkeypatch.setattr(hiding, "_rules", [rule])
    says(carla, "My order 4711 of 2026-11-29 at 34.90, please.")
    assert not asked
    says(carla, SAID)
    assert bodies(carla)[-1] == SAID, "the desk doesn't wish it"
    assert asked


def test_our_own_links_work(carla: Seat, settings: Settings) -> None:
    numbers.save(wanted=True)
    said = f"See {settings.PUBLIC_URL}/t/x/#4111111111111111 and {CARD}"
    says(carla, said)
    assert bodies(carla)[-1] == said.replace(CARD, HIDDEN)


def test_what_is_attached_to_a_mail_stays_to_the_byte() -> None:
    parse = feature("mail", "parse")
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "carla@example.org", "Hello"
    mail.set_content(SAID)
    mail.add_attachment(bytes(range(256)), maintype="application", subtype="pdf", filename="a.pdf")
    raw = mail.as_bytes()
    before, after = parse.read(raw), parse.read(parse.hidden(raw, numbers.hidden))
    assert (before.text, after.text) == (SAID, KEPT)
    assert before.attachments == after.attachments
    assert parse.hidden(raw, str) == raw
    flowed = raw.replace(SAID.encode(), b"It is 4111 1111 \n1111 1111.").replace(
        b"text/plain;", b"text/plain; format=flowed;"
    )
    assert parse.read(flowed).text == SAID
    assert CARD not in parse.read(parse.hidden(flowed, numbers.hidden)).text


def test_the_page_shows_what_it_would_have_changed(ada: User, carla: Seat) -> None:
    says(carla, SAID)
    notes(seated(ada, carla), SAID)
    root = Client()
    root.post("/accounts/login/", {"username": "ada", "password": PASSWORD})
    assert "stored as they are written" in root.get("/agent/settings/privacy/").content.decode()
    shown = root.post(PAGE, {"hidden": "on", "act": "preview"}).content.decode()
    assert "Of the newest 2 messages this would have changed 1." in shown
    assert not numbers.are_hidden()
    assert root.post(PAGE, {"hidden": "on", "act": "save"})["Location"] == PAGE
    assert numbers.are_hidden()
    [line] = Line.objects.filter(what=numbers.CHANGED)
    assert (line.by, line.before, line.after) == ("ada", {"hidden": False}, {"hidden": True})
    assert "hidden before they are stored" in root.get("/agent/settings/privacy/").content.decode()
    assert root.post(PAGE, {"act": "preview"}).content.decode().count("stored as they are written") == 1
    root.post(PAGE, {"act": "save"})
    assert not numbers.are_hidden()
    assert log_of(carla)[1]["body"] == SAID, "what was written before stays as it is"
