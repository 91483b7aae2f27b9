"""A desk's row is read again if its announcement got lost, and only then."""

from tickets.desk.rows_told import RowsTold


def test_what_a_tick_names_and_was_never_told_is_missed_once() -> None:
    rows = RowsTold()
    assert rows.missed({"a": 3, "b": 1}, tick=True) == ["a", "b"], "new to this page"
    assert rows.missed({"a": 3, "b": 2}, tick=True) == ["b"]


def test_what_was_told_is_not_missed_though_the_tick_is_older() -> None:
    rows = RowsTold()
    rows.tell("a", 3)
    rows.tell("b", 9)
    assert rows.missed({"a": 2}, tick=True) == []
    assert rows.missed({"a": 3, "b": 9}, tick=True) == []
    assert rows.missed({"a": 3, "b": 10}, tick=True) == ["b"]


def test_some_heads_beside_a_tick_make_nothing_forgotten() -> None:
    rows = RowsTold()
    rows.tell("a", 3)
    assert rows.missed({"b": 1}, tick=False) == ["b"]
    assert rows.missed({"b": 1}, tick=False) == ["b"]
    assert rows.missed({"a": 3}, tick=True) == []


def test_who_is_quiet_is_forgotten_by_the_second_tick() -> None:
    rows = RowsTold()
    rows.tell("a", 3)
    for _ in range(2):
        rows.missed({"b": 1}, tick=True)
    assert rows.missed({"a": 3}, tick=True) == ["a"]
