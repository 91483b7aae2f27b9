"""Who is meant by a name: agents, and the conversations of customers who are called so."""

from collections.abc import Iterable
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
NOBODY: Final = "none"
NAMED: Final = ("username", "first_name", "last_name", "is_superuser", "role", "own_only")  # for `person_of`
_STARTS: Final = (index.FIELD, " ", "\n")  # what stands before a word of a ticket's own row


def said_by(agent: Person, names: Iterable[str]) -> Where:
    by = [_said_by(agent, name) for name in names]
    return any_of(*by) if len(by) > 1 else by[0]


def _said_by(agent: Person, name: str) -> Where:
    called = agents_called(agent, name)
    agents = one_of("s.author", called)
    if name.lower() == "me":
        return agents
    tickets = tickets_of(name)
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


def tickets_of(name: str) -> list[int]:
    """Customers by a part of the name or e-mail; with one or two letters, by how they begin."""
    short = is_short(name)
    conditions = (TICKETS, begins(name)) if short else (TICKETS,)
    found = Select(() if short else (name,), conditions).rows(MOST)
    return [row.ticket for row in found if _says(row.body, name)]


def begins(word: str) -> Where:
    """A word of a ticket's own row begins so."""
    return begins_behind(_STARTS, word)


def _says(body: str, name: str) -> bool:
    who = index.says_who(body)
    return any(spelling in text for spelling in fold.spellings(name) for text in who)


def _is_called(name: str, *names: str) -> bool:
    return any(spelling in fold.indexed(one) for spelling in fold.spellings(name) for one in names)
