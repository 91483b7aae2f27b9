"""What an operator reads of each process, and what the charts show."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tickets import VERSION
from tickets.connections import overview
from tickets.connections.report import Report
from tickets.connections.store import History, Told
from tickets.metrics import SECONDS

GOOD = ("serving", "leading", "standing by", "ready", "working")
START = 1_000_000_000  # milliseconds, on a cell's edge


def web(age: float = 0.5, **more: Any) -> Told:
    usual = {"tick": 7, "silent": 0.4, "alone": False, "draining": False, "database": True}
    return Told(_report("web") | usual | {"figures": {"sockets": 3}} | more, age)


def worker(age: float = 0.5, **more: Any) -> Told:
    figures = {"figures": {"beats": 9, "seconds": 0.03}}
    return Told(_report("worker") | {"leading": True, "failing": False} | figures | more, age)


def jobs(age: float = 0.5, **more: Any) -> Told:
    usual = {"running": 0, "full": [], "database": True, "figures": {"reacted": 3}}
    return Told(_report("jobs") | usual | more, age)


def _report(kind: str) -> Report:
    return {"kind": kind, "host": "h", "pid": 1, "version": "1", "up": 60, "lag": 0.001}


# What the page says of a state, and why it is so, by the keys that it is told.
PAGE = dict(
    re.findall(
        r'"connections\.((?:state|why)\.[\w-]+)":\s*"(.+)",\n',
        (Path(__file__).parents[3] / "static/js/connections/words/en.js").read_text(),
    )
)


def said_by_page(row: overview.Row) -> tuple[str, str]:
    why = row.get("why")
    words = PAGE[f"why.{why['code']}"].format(**why) if why else ""
    return PAGE[f"state.{row['state'].replace(' ', '-')}"], words


@pytest.mark.parametrize(
    ("told", "state", "words"),
    [
        (web(), "serving", ""),
        (web(tick=0, silent=None), "starting", "first tick"),
        (web(alone=True, silent=12.3), "beats alone", "no tick for 12 s. Is the heartbeat worker running?"),
        (web(alone=True, silent=None), "beats alone", "no tick since it started."),
        (web(alone=True, draining=True), "draining", "its pages go to other processes"),
        (web(database=False), "no database", "messages wait"),
        (web(lag=0.9), "busy", "0.9 s late"),
        (web(age=8), "silent", "8 s without a word: killed, frozen, or cut off"),
        (web(age=20), "gone", "20 s without a word: its lease ran out"),
        (worker(), "leading", ""),
        (worker(leading=False), "standing by", "takes over"),
        (worker(failing=True), "failing", "Redis"),
        (worker(age=8), "silent", "killed, frozen"),
        (worker(age=12), "gone", "another worker leads by now, if there is one"),
        (jobs(), "ready", ""),
        (jobs(running=2), "working", ""),
        (jobs(running=2, full=["mail", "push"]), "busy", "next in mail, push waits for a free thread"),
        (jobs(database=False, full=["mail"]), "no database", "can't reach the database"),
        (jobs(age=8), "silent", "killed, frozen"),
        (jobs(age=31), "gone", "another begins anew"),
    ],
)
def test_each_state_has_its_words(told: Told, state: str, words: str) -> None:
    [row] = overview.rows({"id": told})
    assert row["state"] == state
    assert words in row["words"]
    assert (row["tone"] == "good") == (state in GOOD)
    assert said_by_page(row) == (state, row["words"])


def test_a_process_that_hears_no_tick_of_a_leading_worker_has_another_redis() -> None:
    alone = web(alone=True, silent=12.3)
    rows = overview.rows({"w": alone, "h": worker()})
    assert (
        rows[0]["words"] == "no tick for 12 s, though a worker leads: is this process's Redis the worker's?"
    )
    for other in (worker(age=7), worker(leading=False), worker(failing=True)):
        assert "Is the heartbeat worker running?" in overview.rows({"w": alone, "h": other})[0]["words"]


def test_web_processes_come_first_and_the_oldest_of_them() -> None:
    told = {"j": jobs(up=200), "a": worker(up=99), "b": web(up=5), "c": web(up=50), "d": worker(up=5)}
    assert [row["id"] for row in overview.rows(told)] == ["c", "b", "a", "d", "j"]


def test_who_is_silent_keeps_its_place_and_nobody_knows_how_long_it_is_up() -> None:
    told = {"a": web(up=60, age=0.5), "b": web(up=40, age=30), "c": web(up=65, age=0.5)}
    assert [(row["id"], row["up"]) for row in overview.rows(told)] == [("b", None), ("c", 66), ("a", 60)]


# — charts —


def figures(sockets: int = 0, repairs: float = 0, left: float = 0, cut: float = 0, trips: int = 0) -> Report:
    """`trips`: round trips of 10 to 20 ms."""
    bounds = [trips if bound >= 0.02 else 0 for bound in (*SECONDS, 99)]
    closings = {"left": left, "cut": cut, "restarting_soon": 0}
    return {"sockets": sockets, "repairs": repairs, "closings": closings, "round_trip": bounds}


def shown(*histories: History, since: int = 0, now: int = START + 3_600_000) -> dict[str, list[Any]]:
    return overview.points(histories, since, now)


def test_processes_are_added_up_cell_by_cell() -> None:
    one: History = [(START, figures(5)), (START + 4_000, figures(5)), (START + 8_000, figures(6))]
    other: History = [(START + 1_000, figures(10)), (START + 5_000, figures(20))]
    told = shown(one, other)
    assert told["at"] == [(START + 5_000) // 1000]
    assert told["sockets"] == [26]


def test_what_counters_grew_by_is_shown_once_whatever_the_rhythm() -> None:
    history: History = [
        (START, figures(repairs=100)),
        (START + 10_000, figures(repairs=110, left=5, cut=1)),
    ]
    told = shown(history)
    assert told["repairs"] == [5, 5]
    assert told["left"] == [2.5, 2.5]
    assert told["cut"] == [0.5, 0.5]
    assert told["no_pong"] == told["other"] == [0, 0]

    often: History = [(START + 1_000 * n, figures(repairs=n)) for n in range(26)]
    assert sum(shown(often)["repairs"]) == 21, "all but what the first cell began with"


def test_round_trips_are_read_off_what_was_added() -> None:
    history: History = [(START, figures(trips=1000)), (START + 5_000, figures(trips=1100))]
    told = shown(history)
    assert told["p50"] == [15.0]
    assert told["p95"] == [19.5]
    idle: History = [(START, figures(trips=9)), (START + 5_000, figures(trips=9))]
    assert shown(idle)["p50"] == [None]


def test_nobody_knows_what_was_in_a_gap() -> None:
    history: History = [(START, figures(1)), (START + 60_000, figures(1)), (START + 65_000, figures(1))]
    assert shown(history)["at"] == [(START + 65_000) // 1000]


def test_the_last_seconds_are_left_out_and_the_past_is_not_told_again() -> None:
    history: History = [(START + 5_000 * n, figures(1)) for n in range(10)]
    at = shown(history, since=START + 20_000, now=START + 45_000)["at"]
    assert at == [(START + 5_000 * n) // 1000 for n in (4, 5, 6, 7, 8)]


def test_what_is_slower_than_all_buckets_is_at_least_the_last() -> None:
    assert overview.quantile(0.5, [0.0] * len(SECONDS) + [3.0]) == 10_000


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[3] / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION
