"""/api/docs says of every call who may make it, what it answers, how it is refused, with an example; and
what is answered is what it says."""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient
from pydantic import BaseModel

from tests.fakes import FakeMarks, Layer
from tests.seated import make_agent, opened, says
from tickets.api import api
from tickets.api_docs import WHEN
from tickets.connections.schemas import Overview
from tickets.conversation.schemas import EarlierPage, EventsPage
from tickets.described import Described
from tickets.desk.schemas import Queue
from tickets.people.access import Seat
from tickets.refusals import STATUS

Json = dict[str, Any]
SCHEMA: Json = api.get_openapi_schema()
OF_SOCKETS = {"unknown_type", "too_many_tickets"}


def calls() -> Iterator[Any]:
    for path, methods in SCHEMA["paths"].items():
        for method, operation in methods.items():
            yield pytest.param(operation, id=f"{method} {path}")


every_call = pytest.mark.parametrize("call", list(calls()))


def schema_of(content: Json) -> Json:
    """What a body or an answer is, by name."""
    ref = content["content"]["application/json"]["schema"]["$ref"]
    found: Json = SCHEMA["components"]["schemas"][ref.rsplit("/", 1)[1]]
    return found


def named(call: Json) -> Iterator[Json]:
    """Its body and its good answer."""
    if "application/json" in call.get("requestBody", {}).get("content", ()):
        yield schema_of(call["requestBody"])
    good = [answer for status, answer in call["responses"].items() if int(status) < 300]
    assert len(good) == 1
    if "application/json" in good[0].get("content", {}):
        yield schema_of(good[0])
    elif "content" in good[0]:
        assert {one["schema"]["format"] for one in good[0]["content"].values()} == {"binary"}
    else:
        assert 204 in map(int, call["responses"])


@every_call
def test_it_has_a_name_and_says_what_it_does(call: Json) -> None:
    function = call["operationId"].removeprefix("tickets_api_")
    assert call["summary"] != function.replace("_", " ").title(), "ninja's own"
    assert len(call["description"]) > len("Agents.")
    assert call["tags"]


@every_call
def test_each_field_says_what_it_is(call: Json) -> None:
    for schema in named(call):
        for name, field in schema["properties"].items():
            assert field.get("description") or "$ref" in field, name


def test_no_two_schemas_have_one_name() -> None:
    """Else a call is said to take another's body."""

    def below(kind: type[Any]) -> Iterator[type[Any]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    modules: dict[str, set[str]] = {}
    for kind in below(Described):
        modules.setdefault(kind.__name__, set()).add(kind.__module__)
    assert not {name: there for name, there in modules.items() if len(there) > 1}


def test_no_answer_is_just_anything() -> None:
    for name, schema in SCHEMA["components"]["schemas"].items():
        assert schema["type"] == "object", name
        assert schema["properties"], name
        for field, told in schema["properties"].items():
            assert told.get("description") or "$ref" in told, f"{name}.{field}"


@every_call
def test_it_has_examples_that_are_right(call: Json) -> None:
    for schema in named(call):
        [example] = schema["examples"]
        required = schema.get("required", [])
        assert required == [name for name in required if name in example]
        assert example.keys() <= schema["properties"].keys()


@every_call
def test_refusals_are_told_with_their_status(call: Json) -> None:
    for status in set(STATUS.values()):
        answer = call["responses"][status]
        assert schema_of(answer)["title"] == "Problem"
        codes = [code for code in WHEN if STATUS[code] == status]
        assert codes
        assert all(f"`{code}`: " in answer["description"] for code in codes)


def test_each_code_is_explained() -> None:
    assert WHEN.keys() == STATUS.keys() - OF_SOCKETS


BY_ANYBODY = {"tickets_api_open_ticket", "tickets_api_hours"}


@every_call
def test_it_says_who_may_call(call: Json) -> None:
    known = SCHEMA["components"]["securitySchemes"]
    assert all(name in known for way in call["security"] for name in way)
    says_as = any(parameter["name"] == "as" for parameter in call["parameters"])
    assert says_as == ({"session": []} in call["security"])
    assert bool(call["security"]) != (call["operationId"] in BY_ANYBODY)


# — what is answered as it was made —


@pytest.fixture
async def ada(async_client: AsyncClient, redis: FakeMarks) -> AsyncIterator[AsyncClient]:
    backend = "django.contrib.auth.backends.ModelBackend"
    await async_client.aforce_login(await sync_to_async(make_agent)("ada", "Ada"), backend)
    yield async_client
    await sync_to_async(connections.close_all)()


def is_as_told(answer: Any, schema: type[BaseModel]) -> None:
    assert answer.status_code == 200
    told = answer.json()
    if schema.model_config.get("extra") != "allow":  # by features
        assert told.keys() <= schema.model_fields.keys()
    again = schema.model_validate(told, strict=True).model_dump(exclude_unset=True)
    assert again == told


@pytest.mark.django_db(transaction=True)
async def test_long_answers_are_what_the_document_says(
    ada: AsyncClient, carla: Seat, announced: Layer
) -> None:
    await sync_to_async(says)(carla, "Hello?")
    other = await sync_to_async(opened)("Chris", "Hi")
    body = {"id": str(uuid4()), "body": "Hmm", "kind": "note"}
    url = f"/api/tickets/{carla.public_id}"
    assert (await ada.post(f"{url}/messages", body, content_type="application/json")).status_code == 201
    is_as_told(await ada.get(f"{url}/events"), EventsPage)
    is_as_told(await ada.get(f"/api/tickets/{other.public_id}/events?after=7"), EventsPage)
    is_as_told(await ada.get(f"{url}/earlier?before=3"), EarlierPage)
    is_as_told(await ada.get("/api/queue"), Queue)
    is_as_told(await ada.get("/api/queue?find=carla"), Queue)
    is_as_told(await ada.get("/api/connections"), Overview)
