"""What whoever runs the desk looks for in README.md and docs/running_it.md is there, and is so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README, RUNNING = (ROOT / name for name in ("README.md", "docs/running_it.md"))


def section(file: Path, begins: str) -> str:
    """A paragraph with what belongs to it, up to the next one that has a name."""
    return re.split(r"\n(?=\*\*|##)", file.read_text().partition(begins)[2])[0]


def with_the_database_open() -> set[str]:
    """The services of compose that stay, and are the desk's."""
    compose = (ROOT / "docker-compose.yml").read_text().partition("\nservices:\n")[2]
    services = re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", compose, re.MULTILINE)
    return {name for name, told in services if "<<: *desk" in told and 'restart: "no"' not in told}


def test_to_restore_everything_is_ended_that_has_the_database_open() -> None:
    """Where a file is copied in its place; `restore` itself goes into an empty one."""
    recipe = section(RUNNING, "**Restoring.**")
    assert with_the_database_open() >= {"web", "heartbeat", "jobs"}
    parts = {name: f"`{name}`" for name in with_the_database_open()} | {"web": "each web process"}
    for part in ("`make run`", *parts.values()):
        assert part in recipe
    assert "holdfast.sqlite3-wal" in recipe, "what lies beside the file is of the old one"


@pytest.mark.parametrize("proxy", ["nginx", "haproxy", "apache", "caddy"])
def test_there_is_a_snippet_for_each_proxy(proxy: str) -> None:
    assert f"```{proxy}\n" in RUNNING.read_text()


def test_a_redis_that_evicts_is_warned_of() -> None:
    words = section(RUNNING, "**Redis keeps what it is given.**")
    assert "`noeviction`" in words
    assert "/readyz" in words


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        ("**What it takes.**", r"\d+ MB of memory"),
        ("**What it takes.**", r"On disk \d+ MB"),
        ("**Browsers.**", "Chromium .* Firefox from .* Safari from"),
        ("## What is not there (yet)", r"\w"),
        ("", r"manage\.py changepassword \w"),
        ("", r"manage\.py axes_reset_username \w"),
    ],
)
def test_the_readme_says(begins: str, words: str) -> None:
    told = section(README, begins) if begins else README.read_text()
    assert re.search(words, told)
