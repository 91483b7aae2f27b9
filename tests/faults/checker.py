"""The invariants of the delivery claim, over what was said, acked, shown, and is in the log.

Pure: evidence in, findings out. What can only be seen while it happens (an event out of turn, a
note on a customer's page, a mark that goes back) the clients have written down already.

acked     acked means exactly one identical row, with the acked seq and time, for every ack
doubled   no message is in the log twice, by id or by words
holes     seq is 1, 2, 3 … N per ticket, and per audience
order     each client's messages of a ticket are in the log as they were typed
prefix    what a page shows is a prefix of the log of its audience, at all times
unacked   in the end, everything that was typed is acked
unshown   in the end, every page shows all of its log
crossed   nothing of one ticket reaches another
leaked    no note reaches a customer
marks     marks only grow, never beyond the head
refused   nothing that may be said is refused for good
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.faults.clients import Client, Finding, Said, Shown

Event = dict[str, Any]
Marks = Mapping[tuple[str, str], int]  # mark, role -> seq in the role's own numbering
Told = Mapping[tuple[str, str, str], int]  # ticket, mark, role -> seq in the numbering of who was told


@dataclass(frozen=True, slots=True)
class Row:
    """An event in the database."""

    seq: int
    public_seq: int | None
    id: str
    kind: str
    role: str
    body: str


@dataclass(frozen=True)
class Log:
    """One ticket, in the end: as the database has it, and as each audience reads it over HTTP."""

    ticket: str
    rows: Sequence[Row]
    whole: Sequence[Event]  # the agents'
    public: Sequence[Event]  # the customer's
    marks: Marks

    def of(self, role: str) -> Sequence[Event]:
        return self.whole if role == "agent" else self.public


def findings(clients: Sequence[Client], logs: Sequence[Log], told: Sequence[Told]) -> list[Finding]:
    """`told`: the marks that each client was told of, before those of the logs were read."""
    by_ticket = {log.ticket: log for log in logs}
    said = [one for client in clients for one in client.said]
    return [
        *(finding for client in clients for finding in client.findings),
        *itertools.chain.from_iterable(map(_log, logs)),
        *_acked(said, by_ticket),
        *_order(said, by_ticket),
        *_pages(clients, by_ticket),
        *_marks(clients, by_ticket, told),
    ]


def _log(log: Log) -> Iterator[Finding]:
    public = [row for row in log.rows if row.kind != "note"]
    yield from _audience(log.ticket, "agents", log.rows, [row.seq for row in log.rows], log.whole)
    yield from _audience(log.ticket, "customer", public, [row.public_seq for row in public], log.public)
    if any(event["kind"] == "note" for event in log.public):
        yield Finding("leaked", f"{log.ticket}: a note over HTTP")
    yield from _twice(log.ticket, "id", ((row.role, row.id) for row in log.rows))
    yield from _twice(log.ticket, "words", ((row.role, row.body) for row in _spoken(log)))
    for row in _spoken(log):
        if not row.body.startswith(log.ticket):
            yield Finding("crossed", f"{row} in the log of {log.ticket}")


def _audience(
    ticket: str, name: str, rows: Sequence[Row], numbers: Sequence[int | None], events: Sequence[Event]
) -> Iterator[Finding]:
    wanted = list(range(1, len(rows) + 1))
    if numbers != wanted or [event["seq"] for event in events] != wanted:
        yield Finding("holes", f"{ticket}, {name}: {_first_difference(numbers, wanted)}")
    there = [(row.id, row.kind, row.role, row.body) for row in rows]
    read = [(e["id"], e["kind"], e["author"]["role"], e["body"]) for e in events]
    if there != read:
        yield Finding("prefix", f"{ticket}: HTTP tells {name} {_first_difference(read, there)}")


def _twice(ticket: str, what: str, found: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for one, times in Counter(found).items():
        if times > 1:
            yield Finding("doubled", f"{ticket}: {what} {one}, {times} times")


def _spoken(log: Log) -> list[Row]:
    """Without the opening, which no client typed."""
    return [row for row in log.rows[1:] if row.kind in ("message", "note")]


def _acked(said: Iterable[Said], logs: Mapping[str, Log]) -> Iterator[Finding]:
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    stamps = {(ticket, event["id"]): event["at"] for ticket, log in logs.items() for event in log.whole}
    for log in logs.values():
        for row in log.rows:
            rows[log.ticket, row.id].append(row)
    for one in said:
        found = rows[one.ticket, one.id]
        if not one.acks and not one.refused:
            yield Finding("unacked", f"{one}")
        for seq, at in one.acks:
            of_sender = [row.seq if row.role == "agent" else row.public_seq for row in found]
            same = [(row.kind, row.body) for row in found] == [(one.kind, one.body)]
            if not same or of_sender != [seq] or stamps[one.ticket, one.id] != at:
                yield Finding("acked", f"{one} as {seq}; the log has {found}")


def _order(said: Iterable[Said], logs: Mapping[str, Log]) -> Iterator[Finding]:
    typed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in said:
        typed[one.ticket, one.by].append(one.id)
    for (ticket, by), ids in typed.items():
        place = {row.id: index for index, row in reversed(list(enumerate(logs[ticket].rows)))}
        stored = [id for id in ids if id in place]
        if stored != sorted(stored, key=lambda id: place[id]):
            yield Finding("order", f"{by} at {ticket}")


def _pages(clients: Iterable[Client], logs: Mapping[str, Log]) -> Iterator[Finding]:
    for client in clients:
        for ticket, shown in client.shown.items():
            log = [Shown.of(event) for event in logs[ticket].of(client.role)]
            if shown != log[: len(shown)]:
                yield Finding("prefix", f"{client.name} at {ticket}: {_first_difference(shown, log)}")
            elif len(shown) < len(log):
                yield Finding("unshown", f"{client.name} at {ticket} shows {len(shown)} of {len(log)}")


def _marks(clients: Sequence[Client], logs: Mapping[str, Log], told_to: Sequence[Told]) -> Iterator[Finding]:
    for log in logs.values():
        for (mark, role), seq in log.marks.items():
            if seq > len(log.of(role)):
                yield Finding("marks", f"{log.ticket}: {mark} of {role} at {seq}, beyond the head")
    for client, marks in zip(clients, told_to, strict=True):
        for (ticket, mark, role), seq in marks.items():
            told, stored = seq, logs[ticket].marks[mark, role]
            if role != client.role:  # across audiences: compared in the customer's numbering
                told = seq if client.role == "customer" else _public(logs[ticket], seq)
                stored = stored if role == "customer" else _public(logs[ticket], stored)
            if told > stored:
                yield Finding("marks", f"{client.name} was told {mark} {told} of {role}; stored is {stored}")


def _public(log: Log, seq: int) -> int:
    return max((row.public_seq or 0 for row in log.rows if row.seq <= seq), default=0)


def _first_difference(found: Sequence[Any], wanted: Sequence[Any]) -> str:
    for index, (is_, should) in enumerate(itertools.zip_longest(found, wanted)):
        if is_ != should:
            return f"at {index + 1}: {is_}, not {should}"
    return "nothing"


def report(found: Sequence[Finding], most: int = 12) -> str:
    """A line per invariant, and the first findings in full."""
    counted = Counter(finding.invariant for finding in found)
    lines = [f"{name}: {times}" for name, times in sorted(counted.items())]
    return "\n".join([*lines, *(f"  {finding.invariant}: {finding.words}" for finding in found[:most])])
