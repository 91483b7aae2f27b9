"""Any story of two tickets, two agents and two customers, held against a simple model."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.seated import assigns, log_of, make_agent, notes, opened, reads, says, seated, sets, ticket_of
from tickets.conversation.ledger import Written
from tickets.desk import queue
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused

ids = st.integers(1, 6).map(lambda n: UUID(int=n))  # few, so that they meet
bodies = st.sampled_from(["Hello", "Well…", "No."])
tickets = st.integers(0, 1)
people = st.sampled_from(["customer", "ada", "bob"])
agents = st.sampled_from(["ada", "bob"])

Row = tuple[str, str, str]  # author, kind, body


@dataclass
class Model:
    """A ticket, as docs/protocol.md tells it."""

    log: list[Row] = field(default_factory=list)
    answers: dict[tuple[str, UUID], tuple[Row, int]] = field(default_factory=dict)
    status: str = "open"
    assignee: str = ""
    waits: bool = True
    read: dict[str, int] = field(default_factory=lambda: {"agent": 0, "customer": 0})

    def seen_by(self, who: str) -> list[Row]:
        return [row for row in self.log if who != "customer" or row[1] != "note"]

    def seq(self, who: str) -> int:
        return len(self.seen_by(who))


class Story(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.users = {name: make_agent(name) for name in ("ada", "bob")}
        self.customers = [opened("Carla", "It broke."), opened("Chris", "It broke.")]
        self.models = [Model(log=[("customer", "message", "It broke.")]) for _ in range(2)]
        self.used: dict[tuple[str, UUID], int] = {}  # an agent's id -> the ticket it was used at

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def seat(self, who: str, ticket: int) -> Seat:
        customer = self.customers[ticket]
        return customer if who == "customer" else seated(self.users[who], customer)

    def write(
        self, who: str, ticket: int, id: UUID, kind: str, body: str, act: Callable[[], Written], changes: bool
    ) -> None:
        model, row = self.models[ticket], (who, kind, body)
        elsewhere = who != "customer" and self.used.get((who, id), ticket) != ticket
        known = model.answers.get((who, id))
        try:
            written = act()
        except Refused as refused:
            code = refused.code
        else:
            code = ""
        if elsewhere or (known and known[0] != row):
            assert code == "conflict"
        elif known:
            assert (code, written.seq, written.events) == ("", known[1], ())
        elif not changes:
            assert code == "unchanged"
        else:
            assert code == ""
            model.log.append(row)
            assert written.seq == model.seq(who)
            model.answers[who, id] = (row, written.seq)
            self.used[who, id] = ticket
            self.effect(model, row)

    def effect(self, model: Model, row: Row) -> None:
        who, kind, body = row
        if kind == "assignment":
            model.assignee = body
        elif kind == "status":
            model.status = body
            said = [author for author, kind, _ in model.log if kind == "message"]
            model.waits = body == "open" and said[-1] == "customer"
        elif kind == "message" and who == "customer":
            model.waits = True
            if model.status == "resolved":
                model.status = "open"
                model.log.append(("customer", "status", "open"))
        elif kind == "message":
            model.waits = False

    @rule(who=people, ticket=tickets, id=ids, body=bodies)
    def says(self, who: str, ticket: int, id: UUID, body: str) -> None:
        seat = self.seat(who, ticket)
        self.write(who, ticket, id, "message", body, lambda: says(seat, body, id), changes=True)

    @rule(who=agents, ticket=tickets, id=ids, body=bodies)
    def notes(self, who: str, ticket: int, id: UUID, body: str) -> None:
        seat = self.seat(who, ticket)
        self.write(who, ticket, id, "note", body, lambda: notes(seat, body, id), changes=True)

    @rule(who=agents, ticket=tickets, id=ids, status=st.sampled_from(["open", "resolved"]))
    def sets(self, who: str, ticket: int, id: UUID, status: str) -> None:
        seat, changes = self.seat(who, ticket), self.models[ticket].status != status
        self.write(who, ticket, id, "status", status, lambda: sets(seat, status, id), changes)

    @rule(who=agents, ticket=tickets, id=ids, agent=st.sampled_from(["", "ada", "bob"]))
    def assigns(self, who: str, ticket: int, id: UUID, agent: str) -> None:
        seat, changes = self.seat(who, ticket), self.models[ticket].assignee != agent
        user = self.users.get(agent)
        self.write(who, ticket, id, "assignment", agent, lambda: assigns(seat, user, id), changes)

    @rule(who=people, ticket=tickets, seq=st.integers(0, 30))
    def reads(self, who: str, ticket: int, seq: int) -> None:
        model, side = self.models[ticket], "customer" if who == "customer" else "agent"
        mark = min(seq, model.seq(who))
        moved = reads(self.seat(who, ticket), seq)
        assert (moved is not None) == (mark > model.read[side])
        model.read[side] = max(model.read[side], mark)
        if moved:
            agents_seq, public_seq = moved
            assert model.read[side] == (public_seq if side == "customer" else agents_seq)
            shown = [row for row in model.log[:agents_seq] if row[1] != "note"]
            assert len(shown) == public_seq

    @invariant()
    def everybody_sees_the_model(self) -> None:
        for number, model in enumerate(self.models):
            for who in ("customer", "ada"):
                log = log_of(self.seat(who, number))
                assert [event["seq"] for event in log] == list(range(1, model.seq(who) + 1))
                assert [_row(event) for event in log] == model.seen_by(who)

    @invariant()
    def the_ticket_stands_as_the_model_does(self) -> None:
        for number, model in enumerate(self.models):
            ticket = ticket_of(self.customers[number])
            assert (ticket.last_seq, ticket.last_public_seq) == (model.seq("ada"), model.seq("customer"))
            assert (ticket.status, bool(ticket.waiting_since)) == (model.status, model.waits)
            assert (ticket.assignee.username if ticket.assignee else "") == model.assignee
            assert (ticket.agents_read, ticket.customer_read) == (model.read["agent"], model.read["customer"])
            unread = [row for row in model.log[model.read["agent"] :] if row[:2] == ("customer", "message")]
            assert queue.row(ticket.public_id)["unread"] == len(unread)

    @invariant()
    def nothing_is_written_twice(self) -> None:
        assert Event.objects.count() == sum(len(model.log) for model in self.models)


def _row(event: dict[str, Any]) -> Row:
    author = event["author"]
    return ("customer" if author["role"] == "customer" else author["name"], event["kind"], event["body"])


@pytest.mark.django_db
def test_every_story_agrees_with_the_model() -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=10,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
