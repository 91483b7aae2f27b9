"""Every door with every role: who doesn't see a ticket hears what is heard where there is none, and who sees
it may do what the role says. A new address, frame or announcement without a line here fails.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.db.models import Q
from django.test import AsyncClient
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from tests.fakes import FakeMarks, Layer, until
from tests.seated import feature, make_agent, notes, opened, seated, ticket_of
from tickets import routing  # noqa: F401  (every frame is answered)
from tickets.api import api
from tickets.consumers import SupportConsumer
from tickets.conversation import actions, ledger, statements
from tickets.desk import queue
from tickets.models import Event, Ticket
from tickets.people import access, sight, sites
from tickets.people.access import Person, Seat, Visitor
from tickets.people.models import Membership, Team, User
from tickets.people.roles import Right, Role
from tickets.people.sight import Sight, Whose
from tickets.presence import rules
from tickets.refusals import Refused
from tickets.wire import announcements, frames, groups, handlers
from tickets.wire.announcements import Announcement
from tickets.wire.lane import Lane

SECRET: Final = "Xylophone"  # the customer's word, name and subject: nobody else's page has it
FILE: Final = str(UUID(int=5))
NOWHERE: Final = "0" * 32


def new() -> dict[str, Any]:
    return {"id": str(uuid4())}


Body = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Door:
    """`right`: what one must have beside seeing the ticket. `body`: what is sent. `query`: behind it."""

    right: Right = Right.NOTE
    body: Body | None = None
    query: str = ""


WRITE: Final = Right.ANSWER

# By method and address, of one ticket. Where it isn't seen, all answer as for a ticket that isn't there.
OF_TICKET: Final[dict[str, Door]] = {
    "GET /api/tickets/{ticket}/events": Door(),
    "GET /api/tickets/{ticket}/earlier": Door(query="?before=5"),
    "GET /api/tickets/{ticket}/readers": Door(),
    "GET /api/tickets/{ticket}/others": Door(),
    "POST /api/tickets/{ticket}/transcript": Door(WRITE),
    "GET /api/tickets/{ticket}/files/{id}": Door(),
    "HEAD /api/tickets/{ticket}/files/{id}": Door(),
    "PUT /api/tickets/{ticket}/files/{id}": Door(query="?offset=0"),
    "DELETE /api/tickets/{ticket}/files/{id}": Door(),
    "POST /api/tickets/{ticket}/files": Door(body=lambda: new() | {"name": "a.txt", "size": 3}),
    "GET /api/tickets/{ticket}/mails/{id}": Door(),
    "POST /api/tickets/{ticket}/mail/link": Door(WRITE),
    "POST /api/tickets/{ticket}/email": Door(body=lambda: {"email": "carla@example.com"}),
    "POST /api/tickets/{ticket}/session": Door(),
    "POST /api/tickets/{ticket}/link": Door(WRITE),
    "POST /api/tickets/{ticket}/messages": Door(WRITE, lambda: new() | {"body": "Hello"}),
    "POST /api/tickets/{ticket}/read": Door(body=lambda: {"seq": 1}),
    "POST /api/tickets/{ticket}/delivered": Door(body=lambda: {"seq": 1}),
    "GET /api/tickets/{ticket}/push": Door(),
    "POST /api/tickets/{ticket}/push": Door(body=lambda: {"endpoint": "x", "key": "k", "secret": "s"}),
    "POST /api/tickets/{ticket}/push/remove": Door(body=lambda: {"endpoint": "x"}),
    "POST /api/tickets/{ticket}/rating": Door(body=lambda: new() | {"score": 5}),
    "POST /api/tickets/{ticket}/privacy": Door(body=lambda: new() | {"what": "export"}),
    "GET /api/tickets/{ticket}/privacy": Door(),
    "GET /t/<str:ticket>/data/": Door(),
    "POST /api/tickets/{ticket}/tags": Door(WRITE, lambda: new() | {"add": [uuid4().hex]}),
    "POST /api/tickets/{ticket}/priority": Door(WRITE, lambda: new() | {"priority": "high"}),
    "POST /api/tickets/{ticket}/snooze": Door(WRITE, lambda: new() | {"until": "reply"}),
    "POST /api/tickets/{ticket}/spam": Door(WRITE, lambda: new() | {"spam": False}),
    "POST /api/tickets/{ticket}/status": Door(WRITE, lambda: new() | {"status": "open"}),
    "POST /api/tickets/{ticket}/assignment": Door(WRITE, lambda: new() | {"agent": "nobody-of-this-name"}),
    "POST /api/tickets/{ticket}/team": Door(WRITE, lambda: new() | {"team": 999}),
    "POST /api/tickets/{ticket}/merge": Door(WRITE, lambda: new() | {"into": None}),
    "POST /api/tickets/{ticket}/session-into": Door(),
    "GET /agent/<str:ticket>/print/": Door(),
    "GET /agent/<str:ticket>/mail/<uuid:id>/": Door(),
    "GET /agent/<str:ticket>/mail/<uuid:id>/part/<int:number>/": Door(),
    "GET /f/<str:ticket>/<uuid:id>/<str:variant>": Door(),
}
# What lists or counts tickets: who doesn't see one finds nothing of it.
OF_MANY: Final[dict[str, str]] = {
    "GET /api/queue": "?view=open",
    "GET /api/search": f"?q={SECRET}",
    "GET /api/events": "",
    "GET /api/mails": "",
    "GET /api/tags": "",
    "GET /api/ratings": "",
    "GET /api/availability": "",
    "GET /api/views": "",
    "GET /api/views/counts": "",
    "GET /agent/mail/held/": "",
}
# What has nothing of a ticket, by the right that is asked for; None: of anybody.
OF_NONE: Final[dict[str, Right | None]] = {
    "POST /api/tickets": None,
    "GET /api/agents": Right.NOTE,
    "GET /api/teams": Right.NOTE,
    "GET /api/connections": Right.NOTE,
    "GET /api/connections/mark": Right.NOTE,
    "GET /api/jobs": Right.NOTE,
    "POST /api/jobs/{id}/again": WRITE,
    "POST /api/webhooks/{webhook}/again": Right.CONFIGURE,
    "POST /api/availability": WRITE,
    "POST /api/availability/give-back": WRITE,
    "GET /api/canned": Right.NOTE,
    "PUT /api/canned/{id}": WRITE,
    "DELETE /api/canned/{id}": WRITE,
    "POST /api/canned/{id}/used": WRITE,
    "PUT /api/canned/files/{id}": WRITE,
    "PUT /api/canned/files/{id}/content": WRITE,
    "GET /api/canned/files/{id}/content": Right.NOTE,
    "GET /api/hours": None,
    "GET /api/hours/sites": Right.NOTE,
    "POST /api/sites/{site}/visitor": None,
    "POST /api/mail": None,
    "POST /api/mails/{id}": WRITE,
    "GET /api/notifications": Right.NOTE,
    "PUT /api/notifications": Right.NOTE,
    "POST /api/notifications/devices": Right.NOTE,
    "POST /api/notifications/devices/remove": Right.NOTE,
    "POST /api/notifications/test": Right.NOTE,
    "POST /api/notifications/heard": Right.NOTE,
    "PUT /api/tags/{tag}": WRITE,
    "DELETE /api/tags/{tag}": WRITE,
    "POST /api/tags/{tag}/merge": WRITE,
    "PUT /api/views/{id}": Right.NOTE,
    "DELETE /api/views/{id}": Right.NOTE,
    "POST /api/bulk": Right.NOTE,  # of each ticket by itself: below
    "GET /api/sites/{site}/vault-key": None,
    "POST /api/mail/{provider}": None,
    "POST /api/mail/{provider}/mime": None,
    "POST /accounts/sso/ended/": None,  # an issuer's word, signed, whoever brings it
    "GET /agent/people/": Right.CONFIGURE,
    "GET /agent/audit/log/": Right.CONFIGURE,
    "GET /agent/audit/log/<str:written>/": Right.CONFIGURE,
}
# Pages without a word of a ticket in them: shells, sign-ins, one's own, what customers get.
PAGES: Final = {
    "", "t/<str:ticket>/", "t/<str:ticket>/print/", "agent/", "agent/connections/", "agent/<str:ticket>/",
    "api/<path:call>", "metrics", "healthz", "readyz", "agent/notifications/settings/", "agent/push.js",
    "t/push.js", "t/page.webmanifest",
    "agent/notifications/off/<str:token>/",
    "agent/desk.webmanifest", "agent/routing/next/", "rate/<str:token>/", "accent/<str:colour>.css",
    "widget.js", "w/<str:site>/", "w/<str:site>/chat/", "demo-shop/",
}  # fmt: skip
OF_DJANGO: Final = ("accounts/", "admin/", "api/docs", "api/openapi.json", "api/")
FRAMES: Final[dict[str, Right]] = {
    "subscribe": Right.NOTE, "unsubscribe": Right.NOTE, "sync": Right.NOTE, "earlier": Right.NOTE,
    "read": Right.NOTE, "delivered": Right.NOTE, "send": WRITE, "typing": Right.NOTE, "status": WRITE,
    "assign": WRITE, "team": WRITE, "tags": WRITE, "priority": WRITE, "snooze": WRITE, "spam": WRITE,
    "merge": WRITE, "rate": Right.NOTE, "looked": Right.NOTE,
}  # fmt: skip
OF_NO_TICKET: Final = {"hello", "availability", "watch"}
SENT: Final[dict[str, dict[str, Any]]] = {
    "subscribe": {"after": 0}, "sync": {"after": 0}, "earlier": {"before": 5}, "read": {"seq": 1},
    "delivered": {"seq": 1}, "send": {"body": "Hello"}, "status": {"status": "open"},
    "assign": {"agent": None}, "team": {"team": None}, "merge": {"into": None},
    "tags": {"add": ["a"]}, "priority": {"priority": "high"}, "snooze": {"until": "reply"},
    "spam": {"spam": False}, "rate": {"score": 5}, "looked": {"seq": 1},
}  # fmt: skip


# — the cast: who sees a ticket of Billing, whose agent is Fay, and who doesn't —

SEES: Final = {
    "owner": True, "admin": True, "supervisor": True, "insider": True, "fay": True, "light": True,
    "outsider": False, "own": False, "light-outside": False, "program": False,
    "held-elsewhere": False, "supervisor-elsewhere": False,
}  # fmt: skip
everybody = pytest.mark.parametrize("name", list(SEES))


def cast(name: str, billing: Team, shipping: Team) -> User:
    who: dict[str, dict[str, Any]] = {
        "owner": {"is_superuser": True},
        "admin": {"role": Role.ADMIN},
        "supervisor": {"role": Role.SUPERVISOR, "own_only": True},
        "fay": {"own_only": True},
        "own": {"own_only": True},
        "light": {"role": Role.LIGHT},
        "light-outside": {"role": Role.LIGHT},
        "held-elsewhere": {"sites": ["elsewhere"]},
        "supervisor-elsewhere": {"role": Role.SUPERVISOR, "sites": ["elsewhere"]},
        "held-here": {"sites": ["here", "there"]},
        "supervisor-there": {"role": Role.SUPERVISOR, "sites": ["there"]},
        "own-here": {"own_only": True, "sites": ["here"]},
        "held-to-none": {"role": Role.ADMIN, "sites": []},
    }
    user = make_agent(name, name.title(), **who.get(name, {}))
    if name in ("insider", "own", "light", "held-elsewhere", "held-here"):
        Membership.objects.create(user=user, team=billing)
    elif name in ("outsider", "light-outside"):
        Membership.objects.create(user=user, team=shipping)
    return user


@pytest.fixture(autouse=True)
def _sites(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ticket says by its subject where it was opened."""
    monkeypatch.setattr(sites, "_opened", [lambda key: Q(subject=f"At {key}")])


@pytest.fixture
def teams(db: None) -> tuple[Team, Team]:
    return Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")


@pytest.fixture
def agent(name: str, teams: tuple[Team, Team]) -> User:
    return cast(name, *teams)


@pytest.fixture
def carla(teams: tuple[Team, Team], agent: User) -> Seat:
    """Her ticket is Billing's, and Fay's."""
    fay = agent if agent.username == "fay" else make_agent("fay")
    carla = opened(SECRET, f"{SECRET} broke.", subject=f"My {SECRET}", email="carla@example.com")
    Ticket.objects.filter(pk=carla.ticket).update(team=teams[0], assignee=fay)
    return carla


@pytest.fixture(autouse=True)
def _plain(settings: Settings, tmp_path: Path) -> None:
    settings.RATE_LIMITS, settings.STATIC_ROOT = False, tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


# — no door is forgotten —


def calls() -> Iterator[str]:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield from (f"{method} /api{prefix}{path}".replace("//", "/") for method in operation.methods)


def addresses(resolver: Any = None, before: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif isinstance(one, URLPattern):
            yield here


def named(table: Any) -> set[str]:
    return {door.split(" /", 1)[1] for door in table if not door.split(" ", 1)[1].startswith("/api")}


def is_setting(address: str) -> bool:
    """For who may configure, by the one view that all of them are (`tickets.settings.views.OfSettings`)."""
    return address.startswith("agent/settings/")


def test_every_address_stands_here() -> None:
    of_calls = set(calls()) - {*OF_TICKET, *OF_MANY, *OF_NONE}
    assert not of_calls, "a call without a line here: say what who may by it"
    known = named(OF_TICKET) | named(OF_MANY) | named(OF_NONE) | PAGES
    others = {
        one for one in addresses() if not (one in known or is_setting(one)) and not one.startswith(OF_DJANGO)
    }
    assert not others, "an address without a line here"


def test_every_frame_and_announcement_stands_here() -> None:
    answered = {model.model_fields["type"].annotation.__args__[0] for model in handlers.answered()}  # type: ignore[union-attr]
    assert answered == {*FRAMES, *OF_NO_TICKET} & answered, "a frame without a line here"
    told = {kind for kind, _ in announcements._KINDS.values()}
    assert told == {*BY_WHOSE, *OF_GROUPS}, "an announcement without a line here"


# — HTTP —


async def knock(browser: AsyncClient, door: str, ticket: str, query: str = "", body: Any = None) -> Any:
    method, path = door.split(" ", 1)
    for hole in ("{ticket}", "<str:ticket>"):
        path = path.replace(hole, ticket)
    for hole in ("{id}", "<uuid:id>"):
        path = path.replace(hole, "1" if "jobs" in path else FILE)
    path = re.sub(r"<int:\w+>", "1", path)
    for hole, filled in (("<str:variant>", "original"), ("{tag}", "999999"), ("{webhook}", "999999")):
        path = path.replace(hole, filled)
    sent: dict[str, Any] = (
        {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
    )
    answer = await getattr(browser, method.lower())(path + query, **sent)
    return answer.status_code, b"".join(answer) if answer.streaming is True else answer.content


@pytest.mark.django_db(transaction=True)
@everybody
async def test_by_http(name: str, agent: User, carla: Seat, layer: Layer, redis: FakeMarks) -> None:
    browser, known = AsyncClient(), {*calls(), *(f"GET /{one}" for one in addresses())}
    await browser.aforce_login(agent, "django.contrib.auth.backends.ModelBackend")
    try:
        await lists(browser, known, carla, sees=SEES[name])
        for door in known & OF_TICKET.keys():  # of a feature that was taken away there is none
            await one_ticket(browser, door, carla, access.person_of(agent), sees=SEES[name])
        settings = {f"GET /{one}": Right.CONFIGURE for one in addresses() if is_setting(one)}
        for door, right in {**OF_NONE, **settings}.items():
            if door in known:
                await other(browser, door, right, access.person_of(agent))
    finally:
        await sync_to_async(connections.close_all)()


async def lists(browser: AsyncClient, known: set[str], carla: Seat, *, sees: bool) -> None:
    for door in known & OF_MANY.keys():
        status, said = await knock(browser, door, "", OF_MANY[door])
        assert status == 200, door
        assert (carla.public_id.encode() in said or SECRET.encode() in said) <= sees, door
    status, listed = await knock(browser, "GET /api/queue", "", "?view=open")
    assert (SECRET.encode() in listed) is sees
    assert (json.loads(listed)["counts"]["open"] == 1) is sees, "and it is counted for those alone"


async def one_ticket(browser: AsyncClient, door: str, carla: Seat, person: Person, *, sees: bool) -> None:
    about = OF_TICKET[door]
    sent = about.body() if about.body else None
    answer = await knock(browser, door, carla.public_id, about.query, sent)
    nowhere = await knock(browser, door, NOWHERE, about.query, sent)
    if not sees:
        assert answer == nowhere, door
        assert answer[0] == 404, door
    elif not person.may(about.right):
        assert answer[0] == 403, door
    elif "{id}" not in door and "<uuid:id>" not in door:
        assert answer != nowhere, door


async def other(browser: AsyncClient, door: str, right: Right | None, person: Person) -> None:
    if right is not None and not person.may(right):
        sent: Any = None if door.startswith(("GET", "DELETE")) else {}
        assert (await knock(browser, door, "", "", sent))[0] in (403, 422), door


@pytest.mark.django_db(transaction=True)
@everybody
async def test_a_light_agent_writes_notes(name: str, agent: User, carla: Seat, layer: Layer) -> None:
    seat = seated(agent, carla)
    if SEES[name]:
        assert (await actions.send(seat, uuid4(), "A note", "note")).seq == 2
    else:
        with pytest.raises(Refused, match="no such ticket"):
            await actions.send(seat, uuid4(), "A note", "note")
    await sync_to_async(connections.close_all)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["light", "insider"])
async def test_who_was_let_go_is_told_so_whatever_they_might_do(
    name: str, agent: User, carla: Seat, layer: Layer
) -> None:
    """Also where a light agent's act does nothing: the page would go on as if it were somebody's."""
    seat = seated(agent, carla)
    await User.objects.filter(pk=agent.pk).aupdate(is_active=False)
    typing = feature("typing", "actions").typing
    acts: list[Callable[[], Awaitable[Any]]] = [
        *(sync_to_async(partial(ledger.mark, seat, kind, 1)) for kind in ("read", "delivered")),
        *(partial(typing, seat, None, kind) for kind in ("message", "note")),
        partial(actions.send, seat, uuid4(), "Still me", "note"),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            await act()
        assert refused.value.code == "signed_out"
    await sync_to_async(connections.close_all)()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "of", "sees"), [
    ("owner", None, True), ("owner", "Billing", True), ("owner", "Shipping", False),
])  # fmt: skip
def test_by_webhook(of: str | None, sees: bool, agent: User, carla: Seat, teams: tuple[Team, Team]) -> None:
    """One of some teams sees what an agent of theirs does."""
    models, delivering = feature("webhooks", "models"), feature("webhooks", "delivering")
    deliveries = models.Delivery.objects
    limits = [team.pk for team in teams if team.name == of]
    models.Endpoint.objects.create(url="https://example.com/hook", secrets=[], teams=limits or None)
    ticket = ticket_of(carla)
    delivering.react(ticket, ticket.events.get(seq=1))
    assert deliveries.exists() is sees
    Ticket.objects.filter(pk=carla.ticket).update(team=None)
    delivering.react(ticket_of(carla), ticket.events.get(seq=1))
    assert deliveries.exists(), "nobody's team is everybody's"


@pytest.mark.django_db(transaction=True)
@everybody
async def test_many_at_once(name: str, agent: User, carla: Seat, layer: Layer) -> None:
    browser, person = AsyncClient(), access.person_of(agent)
    await browser.aforce_login(agent, "django.contrib.auth.backends.ModelBackend")
    asked = {"change": {"type": "priority", "priority": "high"}, "tickets": [{"ticket": carla.public_id}]}
    status, told = await knock(browser, "POST /api/bulk", "", "", new() | asked)
    assert status == 200
    [outcome] = json.loads(told)["outcomes"]
    expected = None if SEES[name] and person.may(WRITE) else "forbidden" if SEES[name] else "not_found"
    assert outcome.get("code") == expected
    await sync_to_async(connections.close_all)()


# — sockets —


class Page(SupportConsumer):
    """A desk without a line: what goes out is kept."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__()
        self.visitor, self.as_agent, self.greeted = visitor, True, True
        self.id, self.closed, self.address, self.groups = "s", False, "here", []
        self.lane, self.out = Lane(100), list[dict[str, Any]]()
        self.sign_offs: list[int] = []

    async def send_text(self, frame: str) -> None:
        self.out.append(json.loads(frame))

    async def close(self, code: Any, reason: str, retry_after: float | None = None) -> None:
        self.sign_offs.append(int(code))

    def sits(self, *_: Any) -> None: ...
    def left(self, *_: Any) -> None: ...

    async def settled(self) -> None:
        await until(lambda: self.lane._runner is None and not len(self.lane), "the lane")
        await until(lambda: not self.writes._lanes, "the writes") if "writes" in vars(self) else None


def signed_in(agent: User) -> Visitor:
    person = access.person_of(agent)
    sign_in = access.SignIn("k", agent.pk, "", agent.username, person.sight.held(), person.at_desk)
    return Visitor(person, frozenset(), sign_in)


def frame_for(type_: str, ticket: str) -> dict[str, Any]:
    made = {"type": type_, "ticket": ticket, **SENT.get(type_, {})}
    return made | (new() if type_ in ("send", "status", "assign", "team", "tags", "priority", "snooze",
                                      "spam", "merge", "rate") else {})  # fmt: skip


@pytest.mark.django_db(transaction=True)
@everybody
async def test_by_frames(name: str, agent: User, carla: Seat, layer: Layer, redis: FakeMarks) -> None:
    known = {model.model_fields["type"].annotation.__args__[0] for model in handlers.answered()}  # type: ignore[union-attr]
    visitor = await sync_to_async(signed_in)(agent)
    if SEES[name]:
        return  # what they may is told by HTTP, by the same functions
    for type_ in sorted(known & FRAMES.keys()):
        heard = []
        for ticket in (carla.public_id, NOWHERE):
            page = Page(visitor)
            frame = frames.parse(json.dumps(frame_for(type_, ticket)))
            async with page.refusing(frame):
                await handlers.handler_of(frame)(page, frame, 0.0)
            await page.settled()
            heard.append([(one["type"], one.get("code"), one.get("message")) for one in page.out])
        assert heard[0] == heard[1], type_
        assert all(code == "not_found" for _, code, _ in heard[0]), type_
    assert await sync_to_async(Event.objects.count)() == 1, "and nothing was written"
    await sync_to_async(connections.close_all)()


HIDDEN: Final = json.dumps({"type": "told", "of": SECRET})
BY_WHOSE: Final[dict[type[Announcement], Callable[[str, Whose], Announcement]]] = {
    announcements.NewEvent: lambda t, w: announcements.NewEvent(groups.agents_of(t), t, 2, HIDDEN, w),
    announcements.Row: lambda t, w: announcements.Row(groups.DESK, t, 2, HIDDEN, w),
    announcements.Renamed: lambda t, w: announcements.Renamed(groups.agents_of(t), t, None, "C", HIDDEN, w),
    announcements.Gone: lambda t, w: announcements.Gone(groups.DESK, t, w),
    announcements.Presence: lambda t, w: announcements.People(groups.DESK, HIDDEN, ticket=t),
}
# Heard by those alone who are at the ticket, or they say nothing of any.
OF_GROUPS: Final = {
    announcements.ReadyFrame,
    announcements.SignInsChanged,
    announcements.Expire,
    announcements.Tick,
}


@pytest.mark.django_db(transaction=True)
@everybody
@pytest.mark.parametrize("told", list(BY_WHOSE), ids=lambda kind: kind.type)
async def test_by_what_is_announced(
    name: str, agent: User, carla: Seat, layer: Layer, told: type[Announcement]
) -> None:
    """An open desk hears of what its agent sees; and of what they saw a moment ago, that it is gone."""
    ticket = await sync_to_async(ticket_of)(carla)
    page = Page(await sync_to_async(signed_in)(agent))
    if told in (announcements.NewEvent, announcements.Renamed):
        page.following.start(seated(agent, carla), 1)
    page.announced(BY_WHOSE[told](carla.public_id, sight.whose(ticket)))
    await page.settled()
    await asyncio.sleep(0)
    if told is announcements.Presence:
        await until(lambda: not SEES[name] or bool(page.out), "who is there")
    if SEES[name]:
        assert page.out, "whoever sees it is told"
    else:
        assert SECRET not in json.dumps(page.out)
        assert carla.public_id not in page.following
    await sync_to_async(connections.close_all)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["insider"])
async def test_a_row_that_went_out_of_sight_goes(agent: User, carla: Seat, teams: Any) -> None:
    page = Page(await sync_to_async(signed_in)(agent))
    now, before = (teams[1].pk, None), (teams[0].pk, None)
    page.announced(announcements.Row(groups.DESK, carla.public_id, 2, HIDDEN, now, before))
    page.announced(announcements.Row(groups.DESK, NOWHERE, 2, HIDDEN, now, now))
    await page.settled()
    assert page.out == [{"type": "gone", "ticket": carla.public_id}], "and of what was never seen, nothing"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "answers"), [("light", False), ("insider", True)])
async def test_where_a_socket_sits_it_says_whether_its_agent_answers(
    agent: User, answers: bool, redis: FakeMarks, layer: Layer
) -> None:
    page = Page(await sync_to_async(signed_in)(agent))
    assert page.agent
    SupportConsumer.sits(page, groups.DESK, page.agent)
    await until(lambda: bool(redis.entries[groups.DESK]), "the agent at the desk")
    [entry] = redis.entries[groups.DESK].values()
    assert rules.answers(entry) is answers


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["insider"])
@pytest.mark.parametrize("what", ["role", "own_only", "team", "nothing"])
def test_who_sees_something_else_by_now_comes_back(name: str, agent: User, teams: Any, what: str) -> None:
    from tickets.people import sign_ins

    sign_in = signed_in(agent).sign_in
    assert sign_in
    if what == "team":
        Membership.objects.all().delete()
    elif what == "role":
        User.objects.filter(pk=agent.pk).update(role=Role.LIGHT)
    elif what == "own_only":
        User.objects.filter(pk=agent.pk).update(own_only=True)
    known = sign_ins.Known(json.dumps([sign_in.session]), "", {agent.pk})
    assert known.sees_others(sign_in) is (what != "nothing")


# — the ways of asking agree —


@pytest.mark.django_db
def test_the_ways_of_asking_agree() -> None:
    """As a condition of queries, as a statement, and as a socket holds it: for each role, team and agent."""
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    some = ("held-here", "supervisor-there", "own-here", "held-to-none")
    people = [cast(name, billing, shipping) for name in (*SEES, *some)]
    at_site = [("here", "there", "nowhere")[(at + at // 3) % 3] for at in range(3 * (len(people) + 1))]
    seats = [opened("Carla", "It broke.", subject=f"At {site}") for site in at_site]
    for at, seat in enumerate(seats):
        team, agent = (None, billing, shipping)[at % 3], [None, *people][at // 3]
        Ticket.objects.filter(pk=seat.ticket).update(team=team, assignee=agent)
    tickets, them = list(Ticket.objects.all()), [user.pk for user in people]
    who = {one.pk: access.who_see(one, them) for one in tickets}
    for user in people:
        mine = sight.of(user)
        found = set(Ticket.objects.filter(mine.tickets()).values_list("pk", flat=True))
        assert bool(found) is (user.sites not in ([], ["elsewhere"])), user
        held, sitting = mine.held(), [seated(user, seat) for seat in seats]
        assert held.of(tickets) == found, user
        told = {one.pk for one in tickets if held.sees(sight.whose(one))}
        assert told == (found if user.sites is None else set()), user
        assert set(Event.objects.filter(mine.tickets("ticket__")).values_list("ticket", flat=True)) == found
        assert sight.held_by([user]) == {user.pk: held}
        assert set(Ticket.objects.filter(held.tickets()).values_list("pk", flat=True)) == found, user
        assert {seat.ticket for seat in sitting if statements.sees(seat)} == found, user
        assert {seat.ticket for seat in access.seen_by(sitting)} == found, user
        visitor, places = Visitor(access.person_of(user)), [(seat.public_id, None) for seat in seats]
        assert {one.ticket for one in access.seats(visitor, places, as_agent=True) if one} == found, user
        assert {pk for pk, seers in who.items() if user.pk in seers} == found, user
        if user.sites is not None:
            assert found <= {one.pk for one in tickets if one.subject.removeprefix("At ") in user.sites}, user


@pytest.mark.django_db
def test_without_a_user_nothing_is_seen() -> None:
    opened("Carla", "It broke.")
    assert not Ticket.objects.filter(Sight().tickets()).exists()
    assert not Sight().held().sees((None, None))
    assert [one.name for one in fields(Sight)] == ["agent", "every_team", "own_only", "sites"]


@pytest.mark.django_db
def test_a_write_is_let_in_by_the_role_of_now() -> None:
    ada = make_agent("ada")
    seat = seated(ada, opened("Carla", "It broke."))
    User.objects.filter(pk=ada.pk).update(role=Role.LIGHT)
    with pytest.raises(Refused, match="no such ticket"):
        notes(seat, "As an agent, who isn't one by now")
    assert queue.rows([seat.public_id], seat.person)
