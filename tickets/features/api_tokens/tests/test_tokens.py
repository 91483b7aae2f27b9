"""Programs call by their tokens: as whom, how far, and until when."""

import logging
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.core.management import CommandError, call_command
from django.db.models import F
from django.db.models.functions import Now
from django.test import AsyncClient, Client, override_settings

from tests.fakes import FakeMarks
from tests.seated import bodies, opened, says, ticket_of
from tickets.api_docs import BY_AGENT, BY_ANYBODY, BY_CUSTOMER_OR_AGENT, complete
from tickets.audit.models import Line
from tickets.conversation import reactions
from tickets.features.api_tokens import tokens
from tickets.features.api_tokens.models import ApiToken
from tickets.models import Event, Ticket
from tickets.people import access, sight
from tickets.people import sites as sites_seam
from tickets.people.access import Seat
from tickets.people.models import Team, User
from tickets.process import process
from tickets.refusals import Refused
from tickets.wire.buckets import Buckets, Rate

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("read", "write")

make = sync_to_async(tokens.make)


def by(token: str) -> dict[str, Any]:
    return {"headers": {"Authorization": f"Bearer {token}"}}


async def send(program: AsyncClient, carla: Seat, token: str, body: str = "On its way.") -> Any:
    message = {"id": str(uuid4()), "body": body}
    url = f"/api/tickets/{carla.public_id}/messages"
    return await program.post(url, message, content_type="application/json", **by(token))


async def test_a_program_reads_and_writes_as_an_agent_of_its_own(program: AsyncClient, carla: Seat) -> None:
    token = await make("Shipping", BOTH)
    queue = await program.get("/api/queue", **by(token))
    assert [row["ticket"] for row in queue.json()["rows"]] == [carla.public_id]
    stored = await send(program, carla, token)
    assert (stored.status_code, stored.json()["seq"]) == (201, 2)
    written = await Event.objects.select_related("agent").aget(seq=2)
    assert (written.role, written.agent and written.agent.first_name, written.via) == (
        "agent",
        "Shipping",
        "api",
    )
    assert await sync_to_async(bodies)(carla) == ["It broke.", "On its way."]


async def test_a_scope_is_as_far_as_it_goes(program: AsyncClient, carla: Seat) -> None:
    reader, writer = await make("Reader", ["read"]), await make("Writer", ["write"])
    refused = await send(program, carla, reader)
    assert (refused.status_code, refused.json()) == (
        403,
        {"code": "forbidden", "message": "This API token lacks the scope write."},
    )
    assert (await program.get("/api/queue", **by(writer))).status_code == 403
    assert (await program.get("/api/queue", **by(reader))).status_code == 200
    assert (await send(program, carla, writer)).status_code == 201
    assert await sync_to_async(bodies)(carla) == ["It broke.", "On its way."]


async def test_a_link_opens_what_was_written_so_it_needs_both_scopes(
    program: AsyncClient, carla: Seat
) -> None:
    url = f"/api/tickets/{carla.public_id}/link"
    told: dict[int, dict[str, str]] = {}
    for scopes, status in ((["write"], 403), (["read"], 403), (BOTH, 201)):
        answer = await program.post(url, **by(await make(f"Of {scopes}", scopes)))
        assert answer.status_code == status, scopes
        told[status] = answer.json()
    assert told[403]["code"] == "forbidden"
    link = by(told[201]["token"])
    assert (await program.get(f"/api/tickets/{carla.public_id}/events", **link)).status_code == 200


@pytest.mark.parametrize("wrong", ["hf_", "hf_1_2", "hf_\x7f_x", "hf_%s_" + "0" * 64])
async def test_a_wrong_token_is_told_so(program: AsyncClient, carla: Seat, wrong: str) -> None:
    token = await make("Shipping", BOTH)
    wrong = wrong.replace("%s", token.split("_")[1])
    for answer in (
        await program.get("/api/queue", **by(wrong)),
        await program.get(f"/api/tickets/{carla.public_id}/events", **by(wrong)),
        await program.get("/api/events", **by(wrong)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
        assert "API token" in answer.json()["message"]


async def test_revoked_it_opens_nothing_from_then_on(program: AsyncClient, carla: Seat) -> None:
    token = await make("Shipping", BOTH)
    assert (await send(program, carla, token)).status_code == 201
    assert await sync_to_async(tokens.revoke)("Shipping")
    assert (await send(program, carla, token)).status_code == 401
    assert not await sync_to_async(tokens.revoke)("Shipping"), "there is none any more"
    anew = await make("Shipping", BOTH)
    assert (await send(program, carla, token)).status_code == 401
    assert (await send(program, carla, anew)).status_code == 201
    assert await User.objects.acount() == 1, "the same agent goes on"


async def test_one_that_was_revoked_in_the_midst_of_a_call_writes_nothing(
    program: AsyncClient, carla: Seat
) -> None:
    """A write asks again, under the ticket's lock."""
    await make("Shipping", BOTH)

    def late() -> None:
        person = access.person_of(User.objects.get())
        tokens.revoke("Shipping")
        with pytest.raises(Refused) as refused:
            says(Seat(carla.ticket, carla.public_id, person), "Too late.")
        assert refused.value.code == "signed_out"

    await sync_to_async(late)()


@pytest.mark.parametrize("gone", ["expired", "locked out", "no staff"])
async def test_it_ends_by_other_doors_too(program: AsyncClient, carla: Seat, gone: str) -> None:
    token = await make("Shipping", BOTH, timedelta(days=1))
    assert (await program.get("/api/queue", **by(token))).status_code == 200
    if gone == "expired":
        await ApiToken.objects.aupdate(expires_at=F("expires_at") - timedelta(days=1, seconds=1))
    else:
        await User.objects.aupdate(**{"is_active" if gone == "locked out" else "is_staff": False})
    assert (await program.get("/api/queue", **by(token))).status_code == 401


async def test_only_its_hash_is_kept_and_nothing_of_it_is_logged(
    program: AsyncClient, carla: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = await make("Shipping", BOTH)
    secret = token.split("_")[2]
    await program.get("/api/queue", **by(token))
    await send(program, carla, token)
    await program.get("/api/queue", **by(token + "x"))
    row = await ApiToken.objects.values().aget()
    assert row["hash"] == access.hash_of(token)
    assert secret not in str(row)
    assert secret not in caplog.text


async def test_when_it_was_used_last_is_written_once_a_minute(
    program: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "_noted", {})
    token = await make("Shipping", BOTH)
    await program.get("/api/queue", **by(token))
    assert await ApiToken.objects.filter(used_at__lte=Now()).aexists()
    await ApiToken.objects.aupdate(used_at=None)
    await program.get("/api/queue", **by(token))
    assert await ApiToken.objects.filter(used_at=None).aexists()


async def test_so_many_calls_and_then_it_waits(
    program: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, other = await make("Shipping", BOTH), await make("Billing", BOTH)
    monkeypatch.setattr(tokens, "_calls", Buckets(Rate(burst=1, per_second=1e-3)))
    with override_settings(RATE_LIMITS=True):
        for _ in range(2):
            answer = await program.get("/api/queue", **by(token))
        assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
        assert int(answer["Retry-After"]) >= 1
        assert (await program.get("/api/queue", **by(other))).status_code == 200


async def test_a_program_is_nowhere_present(program: AsyncClient, carla: Seat) -> None:
    """Else a customer would be told that somebody is there."""
    token = await make("Shipping", BOTH)
    await program.get("/api/queue", **by(token))
    await program.get(f"/api/tickets/{carla.public_id}/events", **by(token))
    assert not process().visits._goings


async def test_a_token_is_no_way_around_the_origin(program: AsyncClient, carla: Seat) -> None:
    token = await make("Shipping", BOTH)
    message = {"id": str(uuid4()), "body": "Hello"}
    url = f"/api/tickets/{carla.public_id}/messages"
    headers = by(token)["headers"] | {"Origin": "https://evil.example"}
    answer = await program.post(url, message, content_type="application/json", headers=headers)
    assert answer.status_code == 403


def test_every_desk_call_says_that_it_takes_one() -> None:
    for _ in range(2):  # what calls share is left as it is
        calls = {
            name: {"responses": {}, "parameters": [], **security}
            for name, security in {"agent": BY_AGENT, "both": BY_CUSTOMER_OR_AGENT, "any": BY_ANYBODY}.items()
        }
        schema: dict[str, Any] = {"components": {}, "paths": {"/x": calls}}
        complete(schema)
    assert schema["components"]["securitySchemes"]["api_token"]["scheme"] == "bearer"
    ways = {name: [*map(next, map(iter, call["security"]))] for name, call in calls.items()}
    assert ways == {"agent": ["session", "api_token"], "both": ["token", "session", "api_token"], "any": []}


# — the command —


def run(*words: str) -> str:
    told = StringIO()
    call_command("api_token", *words, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_the_command_shows_it_once(carla: Seat) -> None:
    token = run("Shipping", "--scope", "read,write").strip()
    assert tokens._found(token)
    assert run("--list").startswith(f"Shipping: hf_{token.split('_')[1]}_…, read,write, never used")
    assert token not in run("--list")
    assert "nothing any more" in run("Shipping", "--revoke")
    assert run("--list") == ""
    assert tokens._found(token) is None
    assert ticket_of(carla).assignee is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "NAME: Must have 1 to 80 characters."),
        (["\u200b"], "NAME: Must have"),
        (["A", "--scope", "all"], "--scope: there is no scope 'all'"),
        (["A", "--days", "0"], "--days: Must be 1 to 3650."),
        (["A", "--revoke"], "There is no token called A."),
        (["There"], "There is a token called There"),
    ],
)
def test_the_command_refuses_in_one_line(words: list[str], said: str) -> None:
    run("There")
    with pytest.raises(CommandError, match=said) as refused:
        run(*words)
    assert "\n" not in str(refused.value)


def test_a_token_of_a_team_sees_what_its_agents_see(client: Client, carla: Seat, redis: FakeMarks) -> None:
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    Ticket.objects.filter(pk=carla.ticket).update(team=billing)
    nobodys = opened("Chris", "Nobody's.")
    token = run("Robot", "--teams", "billing").strip()

    def seen(token: str) -> set[str]:
        return {row["ticket"] for row in client.get("/api/queue", **by(token)).json()["rows"]}

    assert seen(token) == {carla.public_id, nobodys.public_id}
    assert Line.objects.get(what="token.made").after["teams"] == ["Billing"]
    run("Robot", "--revoke")
    token = run("Robot").strip()
    assert seen(token) == {carla.public_id, nobodys.public_id}, "the same agent, as it stands"
    run("Robot", "--revoke")
    token = run("Robot", "--teams", shipping.name).strip()
    assert seen(token) == {nobodys.public_id}
    assert client.get(f"/api/tickets/{carla.public_id}/events", **by(token)).status_code == 404
    feed = client.get("/api/events", **by(token)).json()["events"]
    assert {one["ticket"] for one in feed} == {nobodys.public_id}
    with pytest.raises(CommandError, match="There is no team Sales"):
        run("Other", "--teams", "Billing,Sales")
    assert not ApiToken.objects.filter(name="Other").exists()


def test_a_token_of_a_site_sees_what_began_there(
    client: Client, carla: Seat, redis: FakeMarks, sites: Any
) -> None:
    """Of every call that lists, counts or changes, as of the feed; carla's began on the desk's own pages."""
    _own, shop = (sites.Site.objects.create(name=name) for name in ("Own", "Shop"))
    there = opened("Chris", "It broke there.", subject="A thing")
    sites.SiteTicket.objects.create(ticket_id=there.ticket, site=shop)
    both = run("Everything").strip()
    token = run("Robot", "--scope", "read,write", "--sites", " SHOP ").strip()
    agent = User.objects.get(first_name="Robot")
    while reactions.catch_up():
        pass
    assert Line.objects.filter(what="token.made").latest("pk").after["sites"] == ["Shop"]
    assert "Robot: hf_" in run("--list")
    assert ", of Shop, never used" in run("--list")

    def tickets(path: str, token: str, of: str) -> set[str]:
        answer = client.get(path, **by(token)).json()[of]
        return {one["ticket"] for one in answer}

    for path, of in (("/api/queue", "rows"), ("/api/search?q=broke", "results"), ("/api/events", "events")):
        assert tickets(path, both, of) == {carla.public_id, there.public_id}, path
        assert tickets(path, token, of) == {there.public_id}, path
    assert client.get("/api/queue", **by(token)).json()["counts"]["open"] == 1
    for role in ("supervisor", "admin", "agent"):
        User.objects.filter(pk=agent.pk).update(role=role)
        Ticket.objects.filter(pk=carla.ticket).update(assignee=agent)
        assert tickets("/api/queue", token, "rows") == {there.public_id}, f"as a {role} as well"
        for ticket, status in ((carla, 404), (there, 200)):
            url = f"/api/tickets/{ticket.public_id}"
            assert client.get(f"{url}/events", **by(token)).status_code == status
            told = {"id": str(uuid4()), "body": f"A {role}."}
            said = client.post(f"{url}/messages", told, content_type="application/json", **by(token))
            assert said.status_code == (404 if status == 404 else 201)
    run("Robot", "--revoke")
    token = run("Robot").strip()
    assert tickets("/api/queue", token, "rows") == {there.public_id}, "the same agent, as it stands"
    shop.tickets.all().delete()
    shop.delete()
    assert tickets("/api/queue", token, "rows") == set(), "of a site that is gone there is nothing to see"
    assert f", of {shop.key}, " in run("--list")
    run("Robot", "--revoke")
    token = run("Robot", "--sites", "").strip()
    assert tickets("/api/queue", token, "rows") == {carla.public_id, there.public_id}
    with pytest.raises(CommandError, match="There is no site blog"):
        run("Other", "--sites", "Own,Blog")
    assert not ApiToken.objects.filter(name="Other").exists()


def test_without_the_sites_who_is_held_to_one_sees_nothing(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = User.objects.create_user("robot", is_staff=True, role="admin", sites=["0123456789abcdef"])
    monkeypatch.setattr(sites_seam, "_opened", [])
    assert not Ticket.objects.filter(sight.of(agent).tickets()).exists()
    User.objects.filter(pk=agent.pk).update(sites=None)
    agent.refresh_from_db()
    assert Ticket.objects.filter(sight.of(agent).tickets()).exists()
