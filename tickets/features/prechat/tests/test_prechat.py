"""What is asked before a conversation: refused by name, kept with the opening, shown to agents alone."""

import logging
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import AsyncClient
from pytest_django import DjangoAssertNumQueries

from tests.seated import opened
from tickets.conversation import ledger, timeline
from tickets.conversation.ledger import Opening
from tickets.desk import queue
from tickets.features.prechat import questions
from tickets.features.prechat.forms import QuestionForm
from tickets.features.prechat.models import Answers, Question
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import NOBODY, Seat
from tickets.presence import expected
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expected, "_closed", [])
    Question.objects.create(name="order", label="Order number", required=True)
    Question.objects.create(name="plan", label="Plan", kind="choice", choices="Small\nLarge")
    Question.objects.create(name="mail", label="E-mail", kind="email", required=True, only_closed=True)
    Question.objects.create(name="agreed", label="I agree", kind="checkbox", required=True)


def opens(fields: dict[str, Any] | None, **more: Any) -> Seat:
    carried = {} if fields is None else {"fields": fields}
    written, token = ledger.open_ticket(Opening(uuid4(), "Carla", "It broke.", carried=carried, **more))
    return access.seat(NOBODY, written.ticket.public_id, token)


GOOD = {"order": " A-17 ", "agreed": True}


def test_answers_are_kept_with_the_opening_and_shown_to_agents_alone() -> None:
    seat = opens(GOOD | {"plan": "Large"})
    kept = [
        {"name": "order", "label": "Order number", "value": "A-17"},
        {"name": "plan", "label": "Plan", "value": "Large"},
        {"name": "agreed", "label": "I agree", "value": True},
    ]
    assert Answers.objects.values_list("values", flat=True).get(pk=seat.ticket) == kept
    assert queue.row(seat.public_id)["fields"] == kept
    assert "A-17" not in timeline.page_after(seat, 0).as_frame()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ["fields.order", "fields.agreed"]),
        ({"order": "\u200b", "agreed": True}, ["fields.order"]),
        ({"order": "A-17", "agreed": False}, ["fields.agreed"]),
        (GOOD | {"age": "7"}, ["fields.age"]),
        (GOOD | {"plan": "Huge"}, ["fields.plan"]),
        (GOOD | {"mail": "carla@"}, ["fields.mail"]),
        (GOOD | {"order": True}, ["fields.order"]),
        (GOOD | {"agreed": "yes"}, ["fields.agreed"]),
        (GOOD | {"order": "x" * 501}, ["fields.order"]),
        (GOOD | {"order": "a\x00b"}, ["fields.order"]),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_opened(
    fields: dict[str, Any], wrong: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Refused) as refused:
        opens(fields)
    assert refused.value.more["fields"] == wrong
    assert not Ticket.objects.exists()
    said = refused.value.message + caplog.text
    assert not any(value in said for value in ("A-17", "Huge", "carla@")), "private"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("value", ["\\ud800", "a\\u0000b"])
async def test_what_is_no_text_is_refused_as_any_field_is(async_client: AsyncClient, value: str) -> None:
    opening = f'{{"id": "{uuid4()}", "name": "Carla", "body": "Hi", "fields": {{"order": "{value}"}}}}'
    answer = await async_client.post("/api/tickets", opening, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field")
    await sync_to_async(connections.close_all)()


def test_what_is_asked_while_closed_is_needed_then(monkeypatch: pytest.MonkeyPatch) -> None:
    opens(GOOD)
    monkeypatch.setattr(expected, "_closed", [lambda site: site == ""])
    with pytest.raises(Refused, match=r"fields\.mail"):
        opens(GOOD)
    opens(GOOD | {"mail": "carla@example.com"})


def test_what_comes_by_mail_was_asked_nothing() -> None:
    assert Ticket.objects.filter(pk=opens(None).ticket).exists()


def test_a_site_s_own_questions_stand_for_those_of_all() -> None:
    Question.objects.create(site="shop", name="size", label="Size")
    every = questions.all_of_them()
    assert [one.name for one in questions.of_site("shop", every)] == ["size"]
    assert [one.name for one in questions.of_site("bank", every)] == ["order", "plan", "mail", "agreed"]


def test_who_said_nothing_costs_no_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tickets = [Ticket.objects.get(pk=opened(name, "Hello?").ticket) for name in "ab"]
    with django_assert_num_queries(0):
        assert questions.answers_of(tickets) == {ticket.pk: {"fields": []} for ticket in tickets}


def test_what_can_t_be_asked_so() -> None:
    form = QuestionForm(
        {"name": "Order No", "label": "Order", "kind": "choice", "choices": "One", "place": 0}
    )
    assert set(form.errors) == {"name", "choices"}
    Question(name="size", label="Size", kind="choice", choices="S\nM").full_clean()
    with pytest.raises(ValidationError):
        Question(name="order", label="Again").validate_constraints()
