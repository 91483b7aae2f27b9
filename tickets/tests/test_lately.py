"""A small table as it was a moment ago: pages go on without it, and what is more than looks doesn't."""

import pytest
from django.db import DatabaseError

from tickets.lately import Lately


class Table:
    """`rows`, None: it can't be read."""

    def __init__(self) -> None:
        self.rows: list[str] | None = None
        self.asked = 0

    def read(self) -> list[str]:
        self.asked += 1
        if self.rows is None:
            raise DatabaseError
        return self.rows


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def lately(table: Table) -> Lately[list[str]]:
    return Lately(table.read, [])


def test_a_page_looks_as_it_may_while_nobody_could_read_it(table: Table, lately: Lately[list[str]]) -> None:
    assert [lately.get(), lately.get(), table.asked] == [[], [], 1]


def test_what_is_more_than_looks_is_never_answered_unread(table: Table, lately: Lately[list[str]]) -> None:
    lately.get()
    with pytest.raises(DatabaseError):
        lately.surely()
    table.rows = ["shop"]
    assert [lately.surely(), lately.get()] == [["shop"], ["shop"]], "nor is anybody told to wait a minute"
    table.rows = None
    lately.changed()
    assert lately.surely() == ["shop"], "as it was"


def test_who_comes_while_it_is_read_for_the_first_time_reads_it_too(table: Table) -> None:
    seen: list[list[str]] = []

    def read() -> list[str]:
        if table.read() and table.asked == 1:
            seen.append(read_first.get())  # as another thread would meanwhile
        return ["shop"]

    table.rows = ["shop"]
    read_first: Lately[list[str]] = Lately(read, [])
    assert [read_first.get(), *seen] == [["shop"], ["shop"]]
