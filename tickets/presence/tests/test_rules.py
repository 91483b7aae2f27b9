"""Who is there, from what Redis holds of a ticket."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.presence import rules
from tickets.presence.rules import PRESENCE_GRACE


def here(key: str, role: str = "agent", name: str | None = None) -> dict[str, Any]:
    return {"key": key, "role": role, "name": name or key.title()}


def gone(key: str, tick: int, **more: Any) -> dict[str, Any]:
    return here(key, **more) | {"tick": tick, "at": "2026-11-22T18:49:00.123Z"}


def test_a_person_with_three_tabs_is_one_person() -> None:
    tabs = {f"p/{n}": here("ada") for n in range(3)}
    ada = {"role": "agent", "name": "Ada", "key": "ada", "state": "online", "last_seen": None}
    assert rules.people(tabs, 7) == [ada]


def test_who_may_answer_no_customer_is_told_so_and_to_agents_alone() -> None:
    entries = {"p/1": here("ada"), "p/2": here("lea") | {"answers": False}, "gone bob": gone("bob", 5)}
    people = rules.people(entries, 6)
    assert [person.get("answers") for person in people] == [None, None, False]
    assert [person["name"] for person in rules.for_customer(people)] == ["Ada", "Bob"]


def test_two_agents_of_one_name_are_two_people() -> None:
    entries = {"p/1": here("7", name="Ada"), "p/2": gone("12", 5, name="Ada"), "p/3": here("7", name="Ada")}
    shown = [(person["key"], person["state"]) for person in rules.people(entries, 6)]
    assert shown == [("12", "unstable"), ("7", "online")]


def test_who_has_a_tab_left_is_online_though_another_went() -> None:
    entries = {"gone ada": gone("ada", 5), "p/1": here("ada")}
    assert [person["state"] for person in rules.people(entries, 6)] == ["online"]
    reverse = dict(reversed(entries.items()))
    assert [person["state"] for person in rules.people(reverse, 6)] == ["online"]


@pytest.mark.parametrize(
    ("ago", "state"),
    [
        (0, "unstable"),
        (PRESENCE_GRACE - 1, "unstable"),
        (PRESENCE_GRACE, "offline"),
        (5000, "offline"),
        (-1, "offline"),  # ticks are counted anew
    ],
)
def test_who_left_is_unstable_for_twenty_seconds_and_then_gone(ago: int, state: str) -> None:
    [person] = rules.people({"gone carla": gone("carla", 6000 - ago)}, 6000)
    assert person["state"] == state
    assert person["last_seen"] == "2026-11-22T18:49:00.123Z"


def test_everyone_comes_in_a_steady_order_and_customers_show_no_key() -> None:
    entries = {"p/1": here("customer", "customer", "Carla"), "p/2": here("bob"), "p/3": here("ada")}
    people = rules.people(entries, 1)
    assert [person["name"] for person in people] == ["Ada", "Bob", "Carla"]
    shown = {"role", "name", "state", "last_seen"}
    assert [person.keys() for person in people] == [shown | {"key"}, shown | {"key"}, shown]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.booleans(), st.integers(1, 50)), max_size=20
    )
)
def test_people_are_never_doubled_and_never_forgotten(entries: list[tuple[str, int, bool, int]]) -> None:
    found = {
        (f"p/{key}{tab}" if is_here else f"gone {key}"): here(key) if is_here else gone(key, tick)
        for key, tab, is_here, tick in entries
    }
    people = rules.people(found, 50)
    assert [p["name"] for p in people] == sorted({key.upper() for key, *_ in entries})
    online = {key.upper() for key, _, is_here, _ in entries if is_here}
    assert {p["name"] for p in people if p["state"] == "online"} == online


def test_on_duty_is_who_is_not_gone() -> None:
    def states(*states: str) -> list[dict[str, Any]]:
        return [{"state": state} for state in states]

    assert not rules.on_duty(states())
    assert not rules.on_duty(states("offline", "offline"))
    assert rules.on_duty(states("offline", "unstable"))
    assert rules.on_duty(states("online"))
