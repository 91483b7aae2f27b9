"""What docs/running_it.md says of a variable beyond its name (support_site/tests has the rest)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = (ROOT / "support_site" / "settings.py").read_text()
TABLE = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in (ROOT / "docs" / "running_it.md").read_text().splitlines()
    if line.startswith("| `")
]


def test_a_dagger_marks_what_may_be_a_file() -> None:
    marked = {name for row in TABLE if "†" in row[0] for name in re.findall(r"`(\w+)`", row[0])}
    assert marked == set(re.findall(r'environment\.secret\(env, "(\w+)"[,)]', READ))


@pytest.mark.parametrize(
    ("name", "default"), [("HEARTBEAT_INTERVAL", "10"), ("PORT", "8000"), ("PROXY_HOPS", "1")]
)
def test_numbers_are_documented_with_their_defaults(name: str, default: str) -> None:
    [row] = [row for row in TABLE if f"`{name}`" in row[0]]
    assert f"`{default}`" in row[1]
    assert re.search(rf'"{name}", {default}\b', READ)
