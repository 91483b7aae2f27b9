"""The dashboard and the alerts ask for what processes tell, and for nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import yaml
from prometheus_client import REGISTRY

import tickets.metrics  # noqa: F401  (registers all of them)

DEPLOY = Path(__file__).resolve().parents[1] / "deploy" / "grafana"
BOARD: dict[str, Any] = json.loads((DEPLOY / "dashboard.json").read_text())
RULES: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
OF_PROMETHEUS = {"up"}  # says itself whether it got an answer


def told() -> dict[str, set[str]]:
    """Metrics by name, as a scrape has them → the labels that they are told by."""
    names: dict[str, set[str]] = {}
    for family in REGISTRY.collect():
        ends = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(family.type, [""])
        names |= {f"{family.name}{end}": labels_of(family) for end in ends}
    return names


def labels_of(family: Any) -> set[str]:
    own = {"holdfast_closings": {"reason"}, "holdfast_jobs": {"kind", "outcome"}}
    own |= {"holdfast_jobs_overdue_seconds": {"kind"}}
    return (
        own.get(family.name, set()) | {"instance", "job"} | ({"le"} if family.type == "histogram" else set())
    )


def asked(expression: str) -> set[str]:
    return set(re.findall(r"\b((?:holdfast|process|python)_\w+|up)\b", expression))


def expressions() -> list[str]:
    panels = [target["expr"] for panel in BOARD["panels"] for target in panel.get("targets", [])]
    return panels + [rule["expr"] for rule in RULES]


def test_every_metric_that_is_asked_for_is_told() -> None:
    assert len(expressions()) > 30
    for expression in expressions():
        assert asked(expression), expression
        assert asked(expression) <= told().keys() | OF_PROMETHEUS, expression


def test_every_label_is_one_of_the_metric_s() -> None:
    for expression in expressions():
        known = set[str]().union(*(told().get(name, {"job"}) for name in asked(expression)))
        groups = re.findall(r"\bby \(([^)]*)\)", expression)
        used = {label.strip() for group in groups for label in group.split(",")}
        used |= set(re.findall(r"[{,]\s*(\w+)(?:=|!=|=~|!~)\"", expression))
        assert used <= known, expression


def test_every_metric_of_ours_is_on_the_dashboard() -> None:
    shown = set[str]().union(*map(asked, expressions()))
    ours = {family.name for family in REGISTRY.collect() if family.name.startswith("holdfast_")}
    assert not [name for name in ours if not any(one.startswith(name) for one in shown)]


def test_panels_have_a_place_of_their_own() -> None:
    taken: set[tuple[int, int]] = set()
    numbers = [panel["id"] for panel in BOARD["panels"]]
    assert len(set(numbers)) == len(numbers)
    for panel in BOARD["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24, panel["title"]
        taken |= cells


def test_an_alert_says_what_it_means() -> None:
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["annotations"].keys() == {"summary", "description"}
        assert rule["labels"]["severity"] in {"critical", "warning"}
        assert re.fullmatch(r"\d+[sm]", rule["for"])
