"""Who is meant by a name: agents, and the conversations of customers who are called so."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from tickets.features.search import fold, index
from tickets.features.search.models import CUSTOMER
from tickets.features.search.question import is_short
from tickets.features.search.select import TICKETS, Select, Where, any_of, of_these, one_of
from tickets.features.search.select import begins as begins_behind
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import User

MOST: Final = 1_000  # of the conversations of customers who are called so, the newest
LOOKS: Final = 10
NOBODY: Final = "none"
NAMED: Final = ("username", "first_name", "last_name", "is_superuser", "role", "own_only")  # for `person_of`
_STARTS: Final = (index.FIELD, " ", "\n")  # what stands before a word of a ticket's own row


def said_by(agent: Person, names: Iterable[str], seen: Sequence[Where]) -> Where:
    """`seen`: which tickets the agent sees; none: all."""
    by = [_said_by(agent, name, seen) for name in names]
    return any_of(*by) if len(by) > 1 else by[0]


def _said_by(agent: Person, name: str, seen: Sequence[Where]) -> Where:
    called = agents_called(agent, name)
    agents = one_of("s.author", called)
    if name.lower() == "me":
        return agents
    tickets = tickets_of(name, seen)
    if not tickets:
        return agents
    customers = of_these(tickets, f"s.author = {CUSTOMER}")
    return any_of(agents, customers) if called else customers


def assigned_to(agent: Person, names: Iterable[str]) -> Where:
    called = [_assigned_to(agent, name) for name in names]
    return any_of(*called)


def _assigned_to(agent: Person, name: str) -> Where:
    if name.lower() == NOBODY:
        return Where("t.assignee_id IS NULL")
    return one_of("t.assignee_id", agents_called(agent, name))


def agents_called(agent: Person, name: str) -> list[int]:
    """By a part of the name or user name, also of those who have gone."""
    if name.lower() == "me" and agent.agent is not None:
        return [agent.agent]
    people = User.objects.only(*NAMED)
    return [user.pk for user in people if _is_called(name, access.person_of(user).name, user.username)]


def tickets_of(name: str, seen: Iterable[Where] = ()) -> list[int]:
    """Customers by a part of the name or e-mail; with one or two letters, by how they begin. Of the newest
    LOOKS times MOST conversations that have it anywhere, in their subjects say, and are `seen`."""
    short, tickets = is_short(name), list[int]()
    conditions = (TICKETS, begins(name), *seen) if short else (TICKETS, *seen)
    select = Select(() if short else (name,), conditions)
    for _ in range(LOOKS):
        rows = select.rows(MOST)
        tickets += [row.ticket for row in rows if _says(row.body, name)]
        if len(rows) < MOST or len(tickets) >= MOST:
            break
        select = replace(select, until=rows[-1].place)
    return tickets[:MOST]


def begins(word: str) -> Where:
    """A word of a ticket's own row begins so."""
    return begins_behind(_STARTS, word)


def _says(body: str, name: str) -> bool:
    who = index.says_who(body)
    return any(spelling in text for spelling in fold.spellings(name) for text in who)


def _is_called(name: str, *names: str) -> bool:
    return any(spelling in fold.indexed(one) for spelling in fold.spellings(name) for one in names)
