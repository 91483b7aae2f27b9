"""What agents look for is found, in every language, on both databases."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.seated import assigns, make_agent, notes, opened, says, sets
from tickets.features.search import find, select, threads, who
from tickets.features.search.models import Searched
from tickets.features.search.tests.conftest import Search, indexed
from tickets.models import Event, Ticket
from tickets.people.access import Person, Seat
from tickets.people.models import Membership, Team, User
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

LANGUAGES = [
    ("Your Bestellnummer is 4711-AB.", "nummer"),
    ("Your Bestellnummer is 4711-AB.", "4711-ab"),
    ("Déjà vu im Café", "deja cafe"),
    ("Die Straße ist gesperrt", "STRASSE"),
    ("Grüße von Frau Müller", "mueller gruesse"),
    ("Gruesse von Frau Mueller", "Müller"),
    ("订单没有收到", "订单"),
    ("订单没有收到", "没"),
    ("お支払いが完了しません", "支払"),
    ("환불 요청합니다", "요청"),
    ("ขอเงินคืนของฉัน", "เงินคืน"),
    ("تأخّر الطلب كثيرا", "تاخر طلب"),
    ("See https://example.com/a?b=1&c=%20d#e now", "https://example.com/a?b=1&c=%20d#e"),
    ("Write to max.o'neil+desk@example.co.uk please", "max.o'neil+desk@example.co.uk"),
]


@pytest.mark.parametrize(("text", "asked"), LANGUAGES)
def test_in_every_language(carla: Seat, chris: Seat, search: Search, text: str, asked: str) -> None:
    said = says(carla, text)
    says(chris, "Something else, order 9999, ありがとう")
    [found] = search(asked)
    assert (found["ticket"], found["seq"], found["excerpt"]) == (carla.public_id, said.seq, text)


def test_a_result_has_these_fields_and_no_others(carla: Seat, ada: Seat, search: Search) -> None:
    says(ada, "Your parcel is here.")
    [found] = search("parcel")
    at = Event.objects.get(seq=2).at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert found == {
        "ticket": carla.public_id,
        "subject": "",
        "name": "Carla",
        "seq": 2,
        "kind": "message",
        "at": at,
        "excerpt": "Your parcel is here.",
    }


def kinds(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["kind"], one["excerpt"]) for one in found]


@pytest.mark.parametrize(
    ("asked", "excerpt"),
    [
        ("amelie", "Amélie Poulain"),
        ("Poul", "Amélie Poulain"),
        ("am", "Amélie Poulain"),
        ("PARIS.example", "amelie@paris.example"),
        ("two mills", "The Two Mills"),
    ],
)
def test_people_and_subjects(carla: Seat, search: Search, asked: str, excerpt: str) -> None:
    opened("Amélie Poulain", "Bonjour", email="amelie@paris.example", subject="The Two Mills")
    [found] = search(asked)
    assert (found["kind"], found["seq"]) == ("ticket", 1)
    assert excerpt in found["excerpt"]


def test_a_tickets_id_and_its_address(carla: Seat, chris: Seat, search: Search) -> None:
    for asked in (carla.public_id, carla.public_id[:8], f"http://localhost/agent/{carla.public_id}/"):
        assert [one["ticket"] for one in search(asked)] == [carla.public_id]


def test_newest_first_and_all_words(carla: Seat, chris: Seat, ada: Seat, search: Search) -> None:
    for seat, words in ((carla, "red car"), (chris, "red bike"), (carla, "a car, a red one")):
        says(seat, words)
    notes(ada, "red herring")
    assert [one["excerpt"] for one in search("red")] == [
        "red herring",
        "a car, a red one",
        "red bike",
        "red car",
    ]
    assert [one["excerpt"] for one in search("red car")] == ["a car, a red one", "red car"]
    assert [one["excerpt"] for one in search('"red car"')] == ["red car"]


@pytest.mark.parametrize("few", [select.FEW, 0])
def test_filters(
    carla: Seat, chris: Seat, ada: Seat, search: Search, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(select, "FEW", few)
    says(ada, "A red answer")
    notes(ada, "A red note")
    says(carla, "A red question")
    says(chris, "A red wish")

    def texts(asked: str) -> list[str]:
        return [one["excerpt"] for one in search(asked)]

    assert texts("red from:ada") == ["A red note", "A red answer"] == texts("red from:me")
    assert texts("red from:CARL") == ["A red question"]
    assert texts("from:chris") == ["A red wish", "It smokes."]
    assert texts("red is:note") == ["A red note"] == texts("is:note")
    assert texts("red from:nobody") == []
    assert texts("red from:chris from:carla") == ["A red wish", "A red question"]
    assert len(texts("red before:2100 after:2020")) == 4
    assert texts("red before:2020") == texts("red after:2100-12-24") == []
    assert texts("red after:2110") == texts("red after:9999") == [], "later than a place can say"


def test_filters_of_conversations(carla: Seat, chris: Seat, ada: Seat, search: Search) -> None:
    def names(asked: str) -> list[str]:
        return [one["name"] for one in search(asked)]

    assert names("is:open") == ["Chris", "Carla"]
    assert names("is:waiting after:2020") == ["Chris", "Carla"]
    sets(ada, "resolved")
    assert names("is:open") == ["Chris"]
    assert names("is:resolved") == ["Carla"]
    assigns(ada, make_agent("cleo", "Cleo"))
    assert names("agent:cleo") == ["Carla"] == names("broke agent:cleo")
    assert names("agent:none") == ["Chris"] == names("is:unassigned")
    assert names("agent:me") == []


def test_pages_lose_nothing(
    carla: Seat, agent: Person, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "ROWS", 3)
    sent = [says(carla, f"No. {number} of many") for number in range(10)]
    Event.objects.filter(seq__in=(4, 5, 6, 7)).update(at=sent[3].at)  # as an import may write them
    seen, before = list[str](), None
    search("many")
    while True:
        page = find.page(agent, "many", before)
        seen += [one["excerpt"] for one in page["results"]]
        if not page["more"]:
            break
        before = page["results"][-1]["at"]
    assert sorted(seen) == sorted(f"No. {number} of many" for number in range(10))


@pytest.mark.parametrize("before", ["yesterday", "2026-13-01T00:00:00Z", "", "5", "\x00"])
def test_a_page_begins_at_a_time(agent: Person, before: str) -> None:
    with pytest.raises(Refused, match="before"):
        find.page(agent, "x", before)


ODD = ['"', '""', "NEAR(", "NEAR(a b)", "a AND", "col:", "*", "-", "^", "(", "%", "_", "\\", "x", "ab"]
ODD += ["???", "·", "'; DROP TABLE x", "\x00", "\ud800", "💥", "''", "%%%abc", "___abc", "\\%abc", "from:%"]
ODD += ["tag:\x00", "agent:_", 'from:"', "from:单 x", "is:open %"]
LONG = ["a" * 10_000, "单" * 10_000, "a " * 5_000, " ".join(map(str, range(3_000))), "%" * 10_000]
LONG += ['"' * 10_001, "ü" * 10_000, "from:" + "a" * 10_000]


def short(asked: str) -> str:
    return asked[:12].encode("unicode_escape").decode()


@pytest.mark.parametrize("asked", [*ODD, *LONG], ids=short)
def test_whatever_is_asked_is_answered(carla: Seat, search: Search, asked: str) -> None:
    assert search(asked) == []


@pytest.mark.parametrize(
    ("text", "asked", "other"),
    [
        ("100%_sure", "100%_sure", "100 much sure"),
        ("a\\b\\c", "a\\b\\c", "abc"),
        ('say "NEAR(x)" now', "NEAR(x)", "near x"),
        ("x_y_z", "x_y_z", "xAyBz"),
        ("a*b-c^d", "a*b-c^d", "aabcd"),
        ("it's 5' long", "it's", "its"),
    ],
)
def test_signs_are_no_language(carla: Seat, search: Search, text: str, asked: str, other: str) -> None:
    says(carla, text)
    says(carla, other)
    assert [one["excerpt"] for one in search(asked)] == [text]


def test_a_long_word_is_compared_to_its_end(carla: Seat, search: Search) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(300))
    says(carla, word + "1")
    says(carla, word + "2")
    assert [one["seq"] for one in search(word + "1")] == [2]


def test_frequent_words_are_found_among_the_newest(
    carla: Seat, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not by PostgreSQL's index, which would have to sort all of them."""
    monkeypatch.setattr(select, "ROWS_OF_PAGE", 1)
    monkeypatch.setattr(select, "FAR", 20)
    monkeypatch.setattr(select, "LOOK", 5)
    monkeypatch.setattr(find, "ROWS", 4)
    for number in range(40):
        words = "often" if number % 3 == 0 else "seldom" if number < 2 else "early" if number < 16 else ""
        said = says(carla, f"No. {number} {words}")
        Event.objects.filter(seq=said.seq).update(at=said.at + timedelta(seconds=number))
    by_index = "s.id + 0"
    with CaptureQueriesContext(connection) as asked:
        assert [one["seq"] for one in search("often")] == [41, 38, 35, 32]
    assert by_index not in str(asked.captured_queries)
    with CaptureQueriesContext(connection) as asked:
        assert [one["seq"] for one in search("seldom")] == [3]
        assert [one["seq"] for one in search("early")] == [16, 15, 13, 12], "often, but not lately"
    assert str(asked.captured_queries).count(by_index) == (2 if connection.vendor == "postgresql" else 0)


def test_little_waits_for_the_index_and_a_search_has_one_core() -> None:
    """PostgreSQL's index of letters keeps what is new in a list, which each search reads to its end."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's has none")
    with threads.bounded(1), connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname IN ('search_letters', 'search_names')")
        assert cursor.fetchall() == [(["gin_pending_list_limit=64"],)] * 2
        cursor.execute("SHOW max_parallel_workers_per_gather")
        assert cursor.fetchall() == [("0",)]


def test_what_was_written_with_two_marks_has_one(carla: Seat, search: Search) -> None:
    said = says(carla, "我的订单没有")
    indexed()
    row = Searched.objects.get(event=said.events[0].pk)
    former = "·我··的··订··单··没··有· ······ col·lega"
    Searched.objects.filter(pk=row.pk).update(body=former)
    assert not search("订单")
    editor = SimpleNamespace(connection=connection)
    import_module("tickets.features.search.migrations.0003_letters").read_as_one(None, editor)
    row.refresh_from_db()
    assert row.body == "·我·的·订·单·没·有· · col·lega"
    assert len(search("订单")) == 1


def test_what_is_gone_by_now_is_left_out(carla: Seat, agent: Person, search: Search) -> None:
    search("broke")
    Event.objects.all().delete()
    assert find.page(agent, "broke")["results"] == []


def test_a_page_costs_the_same_however_much_is_found(
    carla: Seat, agent: Person, search: Search, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(40):
        says(carla, "the same")
    search("same")
    with django_assert_num_queries(5 if connection.vendor == "postgresql" else 3):
        assert len(find.page(agent, "same")["results"]) == 40


def test_excerpts_are_of_the_words(carla: Seat, search: Search) -> None:
    says(carla, "so much text " * 50 + "a Müller\nin it " + "and more text " * 50)
    [found] = search("mueller")
    assert "a Müller in it" in found["excerpt"]
    assert found["excerpt"].startswith("…")
    assert found["excerpt"].endswith("…")
    assert len(found["excerpt"]) <= 162


def test_whoever_doesn_t_see_a_conversation_finds_nothing_of_it(carla: Seat, search: Search) -> None:
    """Neither its words nor its customer; in the team, both."""
    says(carla, "Xylophone")
    billing = Team.objects.create(name="Billing")
    Ticket.objects.filter(pk=carla.ticket).update(team=billing)
    for asked in ("xylophone", "Carla"):
        assert search(asked) == []
    Membership.objects.create(user=User.objects.get(username="ada"), team=billing)
    for asked in ("xylophone", "Carla"):
        assert [one["ticket"] for one in search(asked)] == [carla.public_id]


@pytest.mark.parametrize(("few", "short", "reads"), [(2, 5, True), (1, 5, False), (2, 4, False)])
def test_few_conversations_are_read_through_whatever_else_has_these_words(
    carla: Seat,
    chris: Seat,
    search: Search,
    few: int,
    short: int,
    reads: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite's index would name each message with the words first. PostgreSQL chooses by itself."""
    monkeypatch.setattr(select, "FEW", few)
    monkeypatch.setattr(select, "SHORT", short)
    says(carla, "It is red.")
    says(chris, "It is red, too.")
    says(chris, "Very red.")
    with CaptureQueriesContext(connection) as asked:
        assert len(search("red from:c")) == 3
    through_the_index = any("search_letters MATCH" in one["sql"] for one in asked.captured_queries)
    if connection.vendor == "sqlite":
        assert through_the_index is not reads


@pytest.mark.parametrize("asked", ["ka", "from:ka broke"])
def test_two_letters_begin_a_word_of_a_name(carla: Seat, search: Search, asked: str) -> None:
    for name in ("Anna Karenina", "Erika", "Katja"):
        says(opened(name, "It broke."), "It is 100 % ka-putt.")
    assert {one["name"] for one in search(asked)} == {"Anna Karenina", "Katja"}


def test_a_name_is_found_behind_newer_subjects_and_people_whom_the_agent_does_not_see(
    search: Search, agent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(who, "MOST", 2)
    says(opened("Max", "It broke."), "A red one.")
    for _ in range(5):
        opened("Carla", "It broke.", subject="Pro Max")
    assert [one["name"] for one in search("red from:max")] == ["Max"]
    assert [one["name"] for one in search("red from:ma")] == ["Max"]
    for _ in range(2):
        elsewhere = says(opened("Max", "It broke."), "Red as well.").ticket
        Ticket.objects.filter(pk=elsewhere.pk).update(team=Team.objects.create(name=elsewhere.public_id[:20]))
    assert [one["name"] for one in search("red from:max")] == ["Max"]


def test_names_are_looked_through_without_their_table() -> None:
    """A look at 50,000 conversations took 67 ms on SQLite and longer on PostgreSQL, which has no better plan
    for an empty table: there the index must only be one of names, and asked by what it can answer. It is no
    matter of how few are seen: to look through what was said in each took 700 ms among a million."""
    carla = opened("Carla", "It broke.")
    for number in range(30):
        says(carla, str(number))
    sees = select.of_tickets(Q(assignee=None))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        who.tickets_of("ka", [sees])
        if connection.vendor == "postgresql":
            assert who.begins("ka").by_letters
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_names'")
            [(index,)] = cursor.fetchall()
            assert "gin_trgm_ops)" in index
            assert "WHERE ((kind)" in index
        else:
            [sql] = [one["sql"] for one in asked.captured_queries if "ORDER BY s.id" in one["sql"]]
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
            assert "COVERING INDEX searched_tickets" in str(cursor.fetchall())
