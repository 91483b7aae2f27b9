"""What is asked of the database, in SQL: rows that have these words and answer these conditions, newest
first. Each database has an index of its own to find words by; all else is the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from tickets.features.search import fold
from tickets.features.search.models import END
from tickets.models import Ticket

# PostgreSQL can't tell how often letters stand in a text. A look at some pages of its table, wherever they
# lie, tells: what stands often is found among the newest rows, the rest by the index, which gives no order.
LOOK: Final = 100  # pages of the table
FAR: Final = 1_500  # of the newest rows: beyond it the index is sooner
ROWS_OF_PAGE: Final = 40
AND_SOME: Final = 1.5  # times what should be enough
FEW, SHORT = 500, 5_000  # tickets, events of all of them
LONGEST: Final = 100  # letters of a word that the index is asked for: the rest is compared

_SELECT: Final = """
    SELECT s.id, s.ticket_id, s.event, s.body
    FROM {rows} JOIN tickets_ticket t ON t.id = s.ticket_id
    WHERE {where} ORDER BY {order} DESC LIMIT %s
"""
_ANY: Final = "SELECT 1 FROM {rows} JOIN tickets_ticket t ON t.id = s.ticket_id WHERE {where} LIMIT %s"
_WITH_LETTERS: Final = "search_letters CROSS JOIN search_searched s ON s.id = search_letters.rowid CROSS"
# SQLite may think that few tickets are seen, and look through all that was said in each for its own row.
_OF_TICKETS: Final = "search_searched s INDEXED BY searched_tickets CROSS"
_NEWEST: Final = """(
    SELECT * FROM search_searched s WHERE s.id >= {since} AND s.id < {until} ORDER BY s.id DESC LIMIT {rows}
) s"""  # whose limit keeps the conditions outside: nothing but the order is used
_PAGES: Final = "pg_relation_size('search_searched') / current_setting('block_size')::int"
_SOME_PAGES: Final = f"""
    search_searched s TABLESAMPLE SYSTEM (100.0 * {LOOK} / greatest({LOOK}, {_PAGES})) REPEATABLE (0)
"""
_LEFT: Final = "SELECT t.id, t.last_seq FROM tickets_ticket t WHERE {tickets} LIMIT %s"
_CONTAINS: Final = {"sqlite": "instr(s.body, %s) > 0", "postgresql": "strpos(s.body, %s) > 0"}


@dataclass(frozen=True, slots=True)
class Row:
    place: int
    ticket: int
    event: int | None
    body: str


@dataclass(frozen=True, slots=True)
class Where:
    """`by_letters`: PostgreSQL's index of letters can answer it. `tickets`: which ones it leaves, in SQL with
    the same arguments; empty: it may leave many."""

    sql: str
    args: tuple[Any, ...] = ()
    by_letters: bool = False
    tickets: str = ""


TICKETS: Final = Where("s.kind = 'ticket'")  # in the words of the indexes on them


@dataclass(frozen=True, slots=True)
class Select:
    words: tuple[str, ...] = ()
    conditions: tuple[Where, ...] = ()
    since: int = 0  # places: from here
    until: int = END  # to before here
    order: str = field(default="s.id", kw_only=True)

    def rows(self, most: int) -> list[Row]:
        if connection.vendor == "sqlite":
            alone = _OF_TICKETS if TICKETS in self.conditions else "search_searched s"
            return _by_fts5(self, most) if self.words else _read(alone, self, most)
        return _by_trigrams(self, most) if self.by_letters else _read("search_searched s", self, most)

    @property
    def by_letters(self) -> bool:
        return bool(self.words) or any(where.by_letters for where in self.conditions)


def any_of(*wheres: Where) -> Where:
    sql = " OR ".join(where.sql for where in wheres)
    args = tuple(arg for where in wheres for arg in where.args)
    return Where(f"({sql})", args, all(where.by_letters for where in wheres))


def contains(*texts: str) -> Where:
    """One of these, folded."""
    return any_of(*(Where(_CONTAINS[connection.vendor], (text,)) for text in texts))


def begins(starts: Iterable[str], word: str) -> Where:
    """A word of a ticket's own row begins so, behind one of `starts`. Two letters at a word's beginning are
    three to PostgreSQL's index; SQLite looks through the names, which lie together (`searched_tickets`)."""
    texts = [start + one for one in fold.spellings(word) for start in starts]
    return any_of(*map(_like, texts)) if connection.vendor == "postgresql" else contains(*texts)


def of_these(tickets: list[int], and_sql: str) -> Where:
    """Of these tickets, what meets another condition."""
    ids = _list(tickets)
    return Where(f"{and_sql} AND s.ticket_id IN ({ids})", tickets=f"t.id IN ({ids})")


def _list(keys: list[int]) -> str:
    return ", ".join(map(str, keys))


def one_of(column: str, keys: list[int]) -> Where:
    return Where(f"{column} IN ({_list(keys)})" if keys else "1 = 0")


def of_tickets(tickets: Q) -> Where:
    """What another feature's filter finds (`tickets.desk.filters`)."""
    found = Ticket.objects.filter(tickets).order_by().values("pk")
    try:
        sql, args = found.query.sql_with_params()
    except EmptyResultSet:
        return Where("1 = 0")
    return Where(f"s.ticket_id IN ({sql})", tuple(args), tickets=f"t.id IN ({sql})")


def _by_fts5(select: Select, most: int) -> list[Row]:
    """Each word is a phrase in quotes: so nothing in it is FTS5's own language. Its index knows nothing of
    tickets: where few are left, they are read through, whatever else has these words."""
    few = _few(select.conditions)
    if few is not None:
        words = (contains(*fold.spellings(word)) for word in select.words)
        conditions = (one_of("s.ticket_id", few), *words, *select.conditions)
        return _read("search_searched s", replace(select, conditions=conditions, order="s.id + 0"), most)
    match = Where("search_letters MATCH %s", (" AND ".join(map(_phrases, select.words)),))
    conditions = (match, *_rests(select.words), *select.conditions)
    narrowed = replace(select, conditions=conditions, order="search_letters.rowid")
    return _read(_WITH_LETTERS, narrowed, most)


def _few(conditions: Iterable[Where]) -> list[int] | None:
    """The tickets that are left, if they are few and short."""
    leaving = [one for one in conditions if one.tickets]
    if not leaving:
        return None
    sql = _LEFT.format(tickets=" AND ".join(one.tickets for one in leaving))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(arg for one in leaving for arg in one.args), FEW + 1])
        left = dict(cursor.fetchall())
    return list(left) if len(left) <= FEW and sum(left.values()) <= SHORT else None


def _phrases(word: str) -> str:
    inside = (spelling[:LONGEST].replace('"', '""') for spelling in fold.spellings(word))
    return "(" + " OR ".join(f'"{one}"' for one in inside) + ")"


def _by_trigrams(select: Select, most: int) -> list[Row]:
    likes = tuple(any_of(*map(_like, fold.spellings(word))) for word in select.words)
    whole = replace(select, conditions=(*likes, *_rests(select.words), *select.conditions))
    if TICKETS in select.conditions:  # how often names stand in those, it can
        return _read("search_searched s", whole, most)
    if _is_frequent(whole, most):
        newest = _read(_newest(select), whole, most)
        if len(newest) == most:
            return newest
    return _read("search_searched s", replace(whole, order="s.id + 0"), most)


def _is_frequent(select: Select, most: int) -> bool:
    """That many are to be expected among the newest rows."""
    enough = ceil(AND_SOME * most * LOOK / FAR)
    return len(_asked(_ANY, _SOME_PAGES, select, enough)) == enough


def _like(folded: str) -> Where:
    escaped = folded[:LONGEST].replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return Where("s.body LIKE %s", (f"%{escaped}%",), by_letters=True)


def _newest(select: Select) -> str:
    """As what is read from."""
    return _NEWEST.format(since=select.since, until=select.until, rows=FAR * ROWS_OF_PAGE)


def _rests(words: tuple[str, ...]) -> tuple[Where, ...]:
    """The whole of a word of which the index was asked for a part."""
    spellings = (fold.spellings(word) for word in words)
    return tuple(contains(*one) for one in spellings if max(map(len, one)) > LONGEST)


def _read(rows: str, select: Select, most: int) -> list[Row]:
    return [Row(*row) for row in _asked(_SELECT, rows, select, most)]


def _asked(sql: str, rows: str, select: Select, most: int) -> list[tuple[Any, ...]]:
    place = select.order.removesuffix(" + 0")
    bounds = Where(f"{place} >= %s AND {place} < %s", (select.since, select.until))
    wheres = (*select.conditions, bounds)
    where = " AND ".join(one.sql for one in wheres)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(rows=rows, where=where, order=select.order),
            [*(arg for one in wheres for arg in one.args), most],
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
