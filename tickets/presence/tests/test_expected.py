"""The seam for what else customers may expect: asked in each web process, and told when duty changes."""

from collections.abc import Mapping
from typing import Any

import pytest

from tickets.presence import duty as duty_module
from tickets.presence import expected
from tickets.presence.duty import Duty

ON, OFF = [{"state": "online"}, {"state": "unstable"}], [{"state": "offline"}]


class Derived:
    def __init__(self, duty: expected.Duty) -> None:
        self.duty, self.changes = duty, 0

    def of(self, ticket: str, /) -> Mapping[str, Any]:
        return {"state": "here"} if ticket == "known" else {}

    def changed(self) -> None:
        self.changes += 1


@pytest.fixture
def duty(monkeypatch: pytest.MonkeyPatch) -> Duty:
    monkeypatch.setattr(expected, "_makers", [Derived])
    return Duty(10)


def test_who_comes_is_told_what_is_derived_once_somebody_knows_of_duty(duty: Duty) -> None:
    assert duty.frame_for("known") is None, "no tick has come"
    duty.hear(ON, after_gap=False)
    assert duty.frame_for("known") == '{"type":"desk","on_duty":true,"state":"here"}'
    assert duty.frame_for("new") is None, "`welcome` has said it"


def test_a_change_is_told_once(duty: Duty) -> None:
    for desk in (ON, ON, OFF, OFF):
        duty.hear(desk, after_gap=False)
    assert isinstance(duty.expected, Derived)
    assert duty.expected.changes == 2
    assert duty.agents == 0


def test_what_was_heard_long_ago_is_not_so_now(duty: Duty, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not duty.is_heard
    duty.hear(ON, after_gap=False)
    assert duty.is_heard
    assert duty.agents == 2
    monkeypatch.setattr(duty_module, "SILENCE", 0.0)
    assert not duty.is_heard


def test_closed_is_what_a_feature_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expected, "_closed", [])
    assert not expected.is_closed("shop")
    expected.derived_by(Derived, lambda site: site == "shop")
    assert expected.is_closed("shop")
    assert not expected.is_closed("bank")
